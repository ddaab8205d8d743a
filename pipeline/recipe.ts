/**
 * The recipe grammar: `resize:1600,blur:sigma=1.5,sharpen:sigma=2:amount=1.5`. Steps are parted by `,`,
 * parameters by `:`; the first parameter may stand without its name; `@name` stands for a preset.
 *
 * @module
 */
import { InputError } from "../errors.ts";
import { formatValue, type Param, type ParamValue } from "../filters/param.ts";
import { findFilter } from "../filters/registry.ts";
import { didYouMean } from "../suggest.ts";
import { RecipeText } from "./check_value.ts";
import { checkStep, positionalName, type RawParam, type Step } from "./step.ts";

export type { Step } from "./step.ts";

/** Steps that one recipe may have, presets included: far more than any use, and it bounds the plan. */
export const MAX_STEPS = 64;

/** Named recipes of a config file. */
export type Presets = Readonly<Record<string, string>>;

/** What a recipe may refer to. */
export interface RecipeOptions {
  /** Recipes that `@name` stands for. @default {} */
  readonly presets?: Presets;
}

/**
 * Reads a recipe line, or JSON when it starts with `[`.
 *
 * @throws {InputError} `bad_recipe`, `unknown_filter` or `invalid_param`
 */
export function parseRecipe(text: string, options: RecipeOptions = {}): Step[] {
  const trimmed = text.trim();
  if (trimmed.startsWith("[")) return recipeFromJson(parseJson(trimmed));
  const steps = expandPresets(trimmed, options.presets ?? {}, []);
  checkCount(steps.length);
  return steps.map((step, index) => parseStep(index + 1, step));
}

/**
 * Reads a recipe from JSON data: `[{"filter": "blur", "sigma": 1.5}, "grayscale"]`.
 *
 * @throws {InputError} `bad_recipe`, `unknown_filter` or `invalid_param`
 */
export function recipeFromJson(data: unknown): Step[] {
  if (!Array.isArray(data)) {
    throw new InputError("bad_recipe", "Cannot read recipe as its JSON must be a list of steps");
  }
  checkCount(data.length);
  return data.map((entry, index) => jsonStep(index + 1, entry));
}

/** The recipe line that gives the same steps; values at their default are left out. */
export function formatRecipe(steps: readonly Step[]): string {
  return steps.map(formatStep).join(",");
}

function expandPresets(text: string, presets: Presets, within: readonly string[]): string[] {
  if (text === "") {
    throw new InputError(
      "bad_recipe",
      "Cannot read recipe as it is empty: a recipe names at least one filter",
    );
  }
  return text.split(",").flatMap((part, index) => {
    const step = part.trim();
    if (step === "") {
      throw new InputError("bad_recipe", `Cannot read recipe as step ${index + 1} is empty`);
    }
    if (!step.startsWith("@")) return [step];
    const name = step.slice(1);
    if (within.includes(name)) {
      throw new InputError("bad_recipe", `Cannot read recipe as preset '${name}' refers to itself`);
    }
    if (!Object.hasOwn(presets, name)) throw unknownPreset(name, presets);
    return expandPresets(presets[name].trim(), presets, [...within, name]);
  });
}

function parseStep(position: number, text: string): Step {
  const [name, ...parts] = text.split(":").map((part) => part.trim());
  const raw = parts.map((part, index): RawParam => {
    const equals = part.indexOf("=");
    if (equals >= 0) {
      const value = new RecipeText(part.slice(equals + 1).trim());
      return { name: part.slice(0, equals).trim(), value };
    }
    const positional = positionalName(position, name);
    if (index > 0 || positional === undefined) {
      throw new InputError(
        "bad_recipe",
        `Cannot read step ${position} '${name}' as '${part}' has no name: write parameter=value` +
          (positional === undefined ? "" : ", only the first parameter may stand without one"),
      );
    }
    return { name: positional, value: new RecipeText(part) };
  });
  return checkStep(position, name, raw);
}

function jsonStep(position: number, entry: unknown): Step {
  if (typeof entry === "string") return checkStep(position, entry, []);
  if (typeof entry !== "object" || entry === null || !("filter" in entry)) {
    throw new InputError(
      "bad_recipe",
      `Cannot read step ${position} as it must be a filter name or an object with "filter"`,
    );
  }
  const { filter, ...params } = entry;
  if (typeof filter !== "string") {
    throw new InputError("bad_recipe", `Cannot read step ${position} as "filter" must be a name`);
  }
  const raw = Object.entries(params).map(([name, value]) => ({ name, value }));
  return checkStep(position, filter, raw);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new InputError("bad_recipe", "Cannot read recipe as its JSON is malformed", { cause });
  }
}

function checkCount(count: number): void {
  if (count >= 1 && count <= MAX_STEPS) return;
  throw new InputError(
    "bad_recipe",
    `Cannot read recipe as it must have 1 to ${MAX_STEPS} steps: current value is ${count}`,
  );
}

function unknownPreset(name: string, presets: Presets): InputError {
  const names = Object.keys(presets);
  const known = names.length === 0
    ? "no presets are configured"
    : `presets are ${names.join(", ")}`;
  return new InputError(
    "bad_recipe",
    `Cannot read recipe as '@${name}' is no preset${didYouMean(name, names)}: ${known}`,
  );
}

function formatStep(step: Step): string {
  const declared = findFilter(step.filter)?.params ?? {};
  const parts = Object.entries(step.params)
    .filter(([name, value]) => !isDefault(declared[name], value))
    .map(([name, value]) => `${name}=${formatValue(declared[name], value)}`);
  return [step.filter, ...parts].join(":");
}

function isDefault(param: Param | undefined, value: ParamValue): boolean {
  return value === undefined || formatValue(param, param?.default) === formatValue(param, value);
}
