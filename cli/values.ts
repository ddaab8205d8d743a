/** Values of options: text to numbers, times and words, with one kind of message. @module */
import { InputError } from "../errors.ts";
import { didYouMean } from "../suggest.ts";
import type { GivenArgs } from "./args.ts";

/** Longest time a timer can wait, and far longer than any task. */
const DAY_MS = 24 * 60 * 60 * 1000;

const UNITS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, "": 1000 };

/** The value of an option, read; `undefined` when it was not given. */
export function valueOf<T>(
  { values }: Pick<GivenArgs, "values">,
  option: string,
  read: (option: string, text: string) => T,
): T | undefined {
  const text = values.get(option);
  return text === undefined ? undefined : read(option, text);
}

/**
 * A count.
 *
 * @throws {InputError} `bad_option` unless `text` is a whole number from `min` to `max`
 */
export function wholeNumber(option: string, text: string, min: number, max: number): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= min && value <= max) return value;
  throw badValue(option, text, `a whole number from ${min} to ${max}`);
}

/**
 * A time in ms: `30` and `30s` are seconds, `500ms` and `2m` say their unit.
 *
 * @throws {InputError} `bad_option` unless it is from 1 ms to a day
 */
export function duration(option: string, text: string): number {
  const [, digits, unit] = /^(\d+(?:\.\d+)?)(ms|s|m|)$/.exec(text) ?? [];
  const ms = digits === undefined ? NaN : Number(digits) * UNITS[unit];
  if (ms >= 1 && ms <= DAY_MS) return ms;
  throw badValue(option, text, "a time from 1ms to 1440m, for instance 30s, 500ms or 2m");
}

const BYTE_UNITS: Readonly<Record<string, number>> = {
  b: 1,
  kb: 1e3,
  mb: 1e6,
  gb: 1e9,
  kib: 2 ** 10,
  mib: 2 ** 20,
  gib: 2 ** 30,
};

const BYTES = { min: 2 ** 20, max: 2 ** 43 } as const;

/**
 * An amount of memory in bytes: `512MB`, `1.5GiB`; a number alone is bytes.
 *
 * @throws {InputError} `bad_option` unless it is from 1 MiB to 8192 GiB
 */
export function byteSize(option: string, text: string): number {
  const [, digits, unit] = /^(\d+(?:\.\d+)?) ?([a-z]*)$/i.exec(text) ?? [];
  const bytes = Math.round(Number(digits) * BYTE_UNITS[unit?.toLowerCase() || "b"]);
  if (bytes >= BYTES.min && bytes <= BYTES.max) return bytes;
  throw badValue(
    option,
    text,
    "an amount from 1MiB to 8192GiB in B, KB, MB, GB, KiB, MiB or GiB, for instance 2GiB",
  );
}

const PIXEL_UNITS: Readonly<Record<string, number>> = { "": 1, k: 1e3, m: 1e6, mp: 1e6, g: 1e9 };

/**
 * An amount of pixels: `100M` or `100MP` are a hundred million; a number alone is pixels.
 *
 * @throws {InputError} `bad_option` unless it is from 1 to `max`
 */
export function pixelCount(option: string, text: string, max: number): number {
  const [, digits, unit] = /^(\d+(?:\.\d+)?) ?(k|m|mp|g|)$/i.exec(text) ?? [];
  const count = digits === undefined
    ? NaN
    : Math.round(Number(digits) * PIXEL_UNITS[unit.toLowerCase()]);
  if (count >= 1 && count <= max) return count;
  throw badValue(option, text, `a number of pixels up to ${max / 1e6}M, for instance 100M`);
}

/**
 * A word.
 *
 * @throws {InputError} `bad_option` unless `text` is one of `values`
 */
export function oneOf<V extends string>(option: string, text: string, values: readonly V[]): V {
  const found = values.find((value) => value === text);
  if (found !== undefined) return found;
  throw badValue(option, text, `one of ${values.join(", ")}${didYouMean(text, values)}`);
}

/**
 * A colour: `#rrggbb`, with or without the mark.
 *
 * @returns red, green, blue
 * @throws {InputError} `bad_option` for anything else
 */
export function rgbColour(option: string, text: string): [number, number, number] {
  const [, digits] = /^#?([0-9a-f]{6})$/i.exec(text) ?? [];
  if (digits === undefined) throw badValue(option, text, "a colour such as #ffffff");
  const value = parseInt(digits, 16);
  return [value >> 16, (value >> 8) & 255, value & 255];
}

function badValue(option: string, text: string, allowed: string): InputError {
  return new InputError(
    "bad_option",
    `Cannot use --${option} as it must be ${allowed}: current value is ${text}`,
  );
}
