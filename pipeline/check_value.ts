/** Checks one value, from text or from JSON, against a parameter's declaration. @module */
import { InputError } from "../errors.ts";
import {
  type Colour,
  describeAllowed,
  type NumberParam,
  type NumbersParam,
  type Param,
  type ParamValue,
} from "../filters/param.ts";
import { didYouMean } from "../suggest.ts";

/** Text that came from a recipe line, where every value is text; JSON has types of its own. */
export class RecipeText {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

const DECIMAL = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;
const HEX_COLOUR = /^#?([0-9a-f]{6})([0-9a-f]{2})?$/i;
const WORDS = new Map([
  ["true", true],
  ["yes", true],
  ["on", true],
  ["1", true],
  ["false", false],
  ["no", false],
  ["off", false],
  ["0", false],
]);

/**
 * @param label of the step, for messages
 * @throws {InputError} `invalid_param`
 */
export function checkValue(label: string, name: string, param: Param, given: unknown): ParamValue {
  const value = read(param, given);
  if (value !== undefined) return value;
  const shown = given instanceof RecipeText ? given.text : given;
  const hint = param.type === "choice" && typeof shown === "string"
    ? didYouMean(shown, param.values)
    : "";
  throw new InputError(
    "invalid_param",
    `Cannot use ${label} as '${name}' must be ${describeAllowed(param)}${hint}: ` +
      `current value is ${show(shown)}`,
  );
}

function read(param: Param, given: unknown): ParamValue {
  switch (param.type) {
    case "number":
    case "integer":
      return inRange(param, given instanceof RecipeText ? readNumber(given.text) : given);
    case "choice": {
      const word = given instanceof RecipeText ? given.text : given;
      return param.values.find((value) => value === word);
    }
    case "boolean":
      if (given instanceof RecipeText) return WORDS.get(given.text.toLowerCase());
      return typeof given === "boolean" ? given : undefined;
    case "colour":
      return readColour(given instanceof RecipeText ? given.text : given);
    case "numbers":
      return readNumbers(param, given instanceof RecipeText ? numbersIn(given.text) : given);
    default:
      return param satisfies never;
  }
}

function readNumber(text: string): number | undefined {
  return DECIMAL.test(text) ? Number(text) : undefined;
}

function inRange(param: NumberParam, value: unknown): number | undefined {
  if (typeof value !== "number" || !Number.isFinite(value)) return undefined;
  if (param.type === "integer" && !Number.isInteger(value)) return undefined;
  return value >= param.min && value <= param.max ? value : undefined;
}

/** What stands between spaces and slashes; a row may end in a slash with spaces around it. */
function numbersIn(text: string): (number | undefined)[] {
  return text.trim().split(/\s*\/\s*|\s+/).map(readNumber);
}

function readNumbers(param: NumbersParam, given: unknown): readonly number[] | undefined {
  if (!Array.isArray(given)) return undefined;
  const isRows = given.every((row) => Array.isArray(row) && row.length === given[0].length);
  const values: unknown[] = isRows ? given.flat() : given;
  const numbers = values.filter((value): value is number => isWithin(param, value));
  if (numbers.length < values.length || !param.counts.includes(values.length)) return undefined;
  return numbers;
}

function isWithin({ min, max }: NumbersParam, value: unknown): value is number {
  // NaN is within no range.
  return typeof value === "number" && value >= min && value <= max;
}

function readColour(value: unknown): Colour | undefined {
  const parts = typeof value === "string" ? HEX_COLOUR.exec(value) : null;
  if (parts === null) return undefined;
  const rgb = Number.parseInt(parts[1], 16);
  const alpha = parts[2] === undefined ? 255 : Number.parseInt(parts[2], 16);
  return [rgb >> 16, (rgb >> 8) & 255, rgb & 255, alpha];
}

/** A value in a message: short, and plain whatever a stranger put into it. */
function show(value: unknown): string {
  const text = typeof value === "string" ? value : JSON.stringify(value) ?? String(value);
  return text.length > 60 ? `${text.slice(0, 57)}...` : text === "" ? "empty" : text;
}
