/** One checked step of a recipe. @module */
import { InputError } from "../errors.ts";
import type { Filter } from "../filters/filter.ts";
import type { ParamValue } from "../filters/param.ts";
import { filterNames, findFilter } from "../filters/registry.ts";
import { didYouMean } from "../suggest.ts";
import { checkValue } from "./check_value.ts";

/** A filter with all its parameters, checked and completed by defaults. Plain data. */
export interface Step {
  /** The filter's own name, never an alias. */
  readonly filter: string;
  /** Every parameter of the filter by name. */
  readonly params: Readonly<Record<string, ParamValue>>;
}

/** A parameter as somebody wrote it: text from a recipe line, or a value from JSON. */
export interface RawParam {
  readonly name: string;
  readonly value: unknown;
}

/**
 * Checks one step against the filter's own declaration.
 *
 * @param position of the step in the recipe, from 1, for messages
 * @throws {InputError} `unknown_filter` or `invalid_param`, naming step, parameter, value and what is allowed
 */
export function checkStep(position: number, name: string, raw: readonly RawParam[]): Step {
  const filter = lookUp(position, name);
  const label = `step ${position} '${filter.name}'`;
  const given = new Map<string, unknown>();
  for (const { name, value } of raw) {
    if (!Object.hasOwn(filter.params, name)) throw unknownParam(label, name, filter);
    if (given.has(name)) {
      throw new InputError("invalid_param", `Cannot use ${label} as '${name}' is given twice`);
    }
    given.set(name, value);
  }
  const params: Record<string, ParamValue> = {};
  for (const [name, param] of Object.entries(filter.params)) {
    const missing = !given.has(name);
    params[name] = missing ? param.default : checkValue(label, name, param, given.get(name));
  }
  const wrong = filter.check?.(params);
  if (wrong !== undefined) throw new InputError("invalid_param", `Cannot use ${label} as ${wrong}`);
  return { filter: filter.name, params };
}

/** The parameter that may stand first without its name, if the filter has any. */
export function positionalName(position: number, filterName: string): string | undefined {
  return Object.keys(lookUp(position, filterName).params)[0];
}

function lookUp(position: number, name: string): Filter {
  const filter = findFilter(name);
  if (filter !== undefined) return filter;
  const names = filterNames();
  throw new InputError(
    "unknown_filter",
    `Cannot use step ${position} as '${name}' is no filter${didYouMean(name, names)}: ` +
      `filters are ${names.join(", ")}`,
  );
}

function unknownParam(label: string, name: string, filter: Filter): InputError {
  const names = Object.keys(filter.params);
  const allowed = names.length === 0 ? "it takes none" : `parameters are ${names.join(", ")}`;
  return new InputError(
    "invalid_param",
    `Cannot use ${label} as it has no parameter '${name}'${didYouMean(name, names)}: ${allowed}`,
  );
}
