/**
 * Parameters as data: declared once, they drive validation, `--help`, the generated reference and the
 * property tests.
 *
 * @module
 */

/** Red, green, blue, alpha; 0 to 255 each. */
export type Colour = readonly [number, number, number, number];

/** What a parameter can hold once it is checked. */
export type ParamValue = number | string | boolean | Colour | readonly number[] | undefined;

/** What every parameter has. */
export interface DescribedParam {
  /** One sentence fragment for help and reference. */
  readonly description: string;
}

/** A number within a range. */
export interface NumberParam extends DescribedParam {
  /** Whether fractions are allowed. */
  readonly type: "number" | "integer";
  /** The least. */
  readonly min: number;
  /** The most. */
  readonly max: number;
  /** What it is when it is left out; without it the filter sees `undefined`. */
  readonly default?: number;
  /** For instance `pixels`; left out for plain factors. */
  readonly unit?: string;
}

/** One of a few words. */
export interface ChoiceParam<V extends string = string> extends DescribedParam {
  /** Tells the parameters apart. */
  readonly type: "choice";
  /** The words. */
  readonly values: readonly V[];
  /** The one it is when it is left out. */
  readonly default: V;
}

/** Yes or no. */
export interface BooleanParam extends DescribedParam {
  /** Tells the parameters apart. */
  readonly type: "boolean";
  /** What it is when it is left out. */
  readonly default: boolean;
}

/** `rrggbb` or `rrggbbaa` in hexadecimal. */
export interface ColourParam extends DescribedParam {
  /** Tells the parameters apart. */
  readonly type: "colour";
  /** What it is when it is left out. */
  readonly default: Colour;
}

/**
 * A list of numbers: in a recipe parted by spaces or `/`, in JSON a list, or a list of rows of equal length. For
 * instance a matrix, row by row: `0/-1/0/-1/5/-1/0/-1/0`.
 */
export interface NumbersParam extends DescribedParam {
  /** Tells the parameters apart. */
  readonly type: "numbers";
  /** How many there may be, smallest first. */
  readonly counts: readonly number[];
  /** The least that each may be. */
  readonly min: number;
  /** The most that each may be. */
  readonly max: number;
  /** What it is when it is left out. */
  readonly default: readonly number[];
}

/** Every kind of parameter. */
export type Param = NumberParam | ChoiceParam | BooleanParam | ColourParam | NumbersParam;

/** The parameters of a filter by name, in the order of the reference; the first may be positional. */
export type Params = Readonly<Record<string, Param>>;

/** Type of a parameter's checked value. A number without default may be left out. */
export type ValueOf<P extends Param> = P extends NumberParam
  ? (P extends { default: number } ? number : number | undefined)
  : P extends ChoiceParam<infer V> ? V
  : P extends BooleanParam ? boolean
  : P extends NumbersParam ? readonly number[]
  : Colour;

/** Checked values of a filter's parameters. */
export type ValuesOf<P extends Params> = { readonly [K in keyof P]: ValueOf<P[K]> };

/** A number parameter without its type. */
export type NumberOptions = Omit<NumberParam, "type">;

/** A real number from `min` to `max`. */
export function number<const O extends NumberOptions>(options: O): O & { type: "number" } {
  return { ...options, type: "number" };
}

/** A whole number from `min` to `max`. */
export function integer<const O extends NumberOptions>(options: O): O & { type: "integer" } {
  return { ...options, type: "integer" };
}

/** One of `values`. */
export function choice<const V extends string>(
  options: Omit<ChoiceParam<V>, "type">,
): ChoiceParam<V> {
  return { ...options, type: "choice" };
}

/** Yes or no. */
export function boolean(options: Omit<BooleanParam, "type">): BooleanParam {
  return { ...options, type: "boolean" };
}

/** A colour. */
export function colour(options: Omit<ColourParam, "type">): ColourParam {
  return { ...options, type: "colour" };
}

/** A list of numbers, for instance a matrix. */
export function numbers(options: Omit<NumbersParam, "type">): NumbersParam {
  return { ...options, type: "numbers" };
}

/** What a parameter allows, for messages and help: `a number from 0.2 to 100`. */
export function describeAllowed(param: Param): string {
  switch (param.type) {
    case "number":
      return `a number from ${param.min} to ${param.max}`;
    case "integer":
      return `a whole number from ${param.min} to ${param.max}`;
    case "choice":
      return `one of ${param.values.join(", ")}`;
    case "boolean":
      return "true or false";
    case "colour":
      return "a colour as rrggbb or rrggbbaa";
    case "numbers":
      return `${
        anyOf(param.counts)
      } numbers from ${param.min} to ${param.max}, parted by / or spaces`;
    default:
      return param satisfies never;
  }
}

/** A checked value as a recipe writes it. */
export function formatValue(param: Param | undefined, value: ParamValue): string {
  if (typeof value !== "object") return String(value);
  if (param?.type === "numbers") return value.join("/");
  return value.map((channel) => channel.toString(16).padStart(2, "0")).join("");
}

function anyOf(counts: readonly number[]): string {
  const last = counts[counts.length - 1];
  return counts.length === 1 ? `${last}` : `${counts.slice(0, -1).join(", ")} or ${last}`;
}
