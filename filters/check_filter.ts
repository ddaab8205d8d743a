/** Checks what a plugin calls a filter, before anything relies on it. @module */
import { type Filter, FILTER_KINDS } from "./filter.ts";

/** Names of filters, parameters and kernels: what a recipe can hold without quotes. */
const NAME = /^[a-z][a-z0-9_]*$/;

/** What a filter says about itself in words. */
const TEXTS = ["summary", "border", "alpha", "example"] as const;

type Fields = Readonly<Record<string, unknown>>;

/** Whether something that a module exports by name is meant as a filter, sound or not. */
export function looksLikeFilter(value: unknown): boolean {
  return isFields(value) && "name" in value && ("lower" in value || "params" in value);
}

/** Whether nothing is wrong with a would-be filter. */
export function isSound(value: unknown): value is Filter {
  return findFault(value) === undefined;
}

/** What is wrong with a would-be filter, as the end of a sentence; `undefined` when nothing is. */
export function findFault(filter: unknown): string | undefined {
  if (!isFields(filter)) return `a filter must be an object: current value is ${show(filter)}`;
  const { name, aliases = [], kind, params, kernels = {}, lower, check } = filter;
  if (typeof name !== "string" || !NAME.test(name)) return nameFault("name", name);
  if (!Array.isArray(aliases)) return `'aliases' must be a list of names`;
  const wrong = aliases.find((alias) => typeof alias !== "string" || !NAME.test(alias));
  if (wrong !== undefined) return nameFault("aliases", wrong);
  if (!FILTER_KINDS.some((known) => known === kind)) {
    return `'kind' must be one of ${FILTER_KINDS.join(", ")}: current value is ${show(kind)}`;
  }
  const text = TEXTS.find((key) => typeof filter[key] !== "string" || filter[key] === "");
  if (text !== undefined) {
    return `'${text}' must be a sentence: current value is ${show(filter[text])}`;
  }
  if (typeof lower !== "function") {
    return `'lower' must be a function: current value is ${show(lower)}`;
  }
  if (check !== undefined && typeof check !== "function") return "'check' must be a function";
  return paramsFault(params) ?? kernelsFault(kernels);
}

function paramsFault(params: unknown): string | undefined {
  if (!isFields(params)) return `'params' must be an object: current value is ${show(params)}`;
  for (const [name, param] of Object.entries(params)) {
    if (!NAME.test(name)) return nameFault("params", name);
    const fault = isFields(param) ? paramFault(param) : "it must be an object";
    if (fault !== undefined) return `its parameter '${name}' cannot be used: ${fault}`;
  }
  return undefined;
}

function paramFault(param: Fields): string | undefined {
  const { type, description, default: preset } = param;
  if (typeof description !== "string") return "'description' must be a sentence";
  switch (type) {
    case "number":
    case "integer":
      return numberFault(param);
    case "choice": {
      const { values } = param;
      const isList = Array.isArray(values) && values.length > 0 &&
        values.every((value) => typeof value === "string");
      if (!isList) return "'values' must be a list of words";
      return values.some((value) => value === preset)
        ? undefined
        : "'default' must be one of its values";
    }
    case "boolean":
      return typeof preset === "boolean" ? undefined : "'default' must be true or false";
    case "colour":
      return isColour(preset) ? undefined : "'default' must be four numbers from 0 to 255";
    case "numbers":
      return numbersFault(param);
    default:
      return `'type' must be one of number, integer, choice, boolean, colour, numbers: ` +
        `current value is ${show(type)}`;
  }
}

function numberFault({ type, min, max, default: preset }: Fields): string | undefined {
  if (typeof min !== "number" || typeof max !== "number" || !(min <= max)) {
    return "'min' and 'max' must be numbers in this order";
  }
  if (preset === undefined) return undefined;
  const isWhole = type === "number" || Number.isInteger(preset);
  const isWithin = typeof preset === "number" && preset >= min && preset <= max;
  return isWhole && isWithin ? undefined : `'default' must be a ${type} from ${min} to ${max}`;
}

function numbersFault({ counts, min, max, default: preset }: Fields): string | undefined {
  const isCounts = Array.isArray(counts) && counts.length > 0 &&
    counts.every((count) => Number.isInteger(count) && count > 0);
  if (!isCounts) return "'counts' must be a list of whole numbers above 0";
  if (typeof min !== "number" || typeof max !== "number" || !(min <= max)) {
    return "'min' and 'max' must be numbers in this order";
  }
  const isWithin = Array.isArray(preset) && counts.includes(preset.length) &&
    preset.every((value) => typeof value === "number" && value >= min && value <= max);
  return isWithin
    ? undefined
    : `'default' must be ${counts.join(" or ")} numbers from ${min} to ${max}`;
}

function kernelsFault(kernels: unknown): string | undefined {
  if (!isFields(kernels)) return `'kernels' must be an object: current value is ${show(kernels)}`;
  for (const [name, kernel] of Object.entries(kernels)) {
    if (typeof kernel !== "function") return `its kernel '${name}' must be a function`;
  }
  return undefined;
}

function isColour(value: unknown): boolean {
  return Array.isArray(value) && value.length === 4 &&
    value.every((channel) => Number.isInteger(channel) && channel >= 0 && channel <= 255);
}

function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function nameFault(field: string, value: unknown): string {
  return `'${field}' must be of small letters, digits and _: current value is ${show(value)}`;
}

/** A value in a message, short. */
function show(value: unknown): string {
  const text = typeof value === "string" ? JSON.stringify(value) : String(value);
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}
