/** One way to say why a picture is not read. @module */
import { DecodeError } from "../errors.ts";
import { FORMAT_NAMES, type KnownFormat } from "./known_format.ts";

/** The structure is broken. */
export function corrupt(format: KnownFormat, reason: string): DecodeError {
  return new DecodeError("corrupt_image", `Cannot read ${FORMAT_NAMES[format]} as ${reason}`);
}

/** The file ends too early. */
export function truncated(format: KnownFormat, reason = "its end is missing"): DecodeError {
  return new DecodeError("truncated_image", `Cannot read ${FORMAT_NAMES[format]} as ${reason}`);
}

/** The file may be sound, but nothing here reads this kind. */
export function unsupported(format: KnownFormat, reason: string): DecodeError {
  return new DecodeError("unsupported_format", `Cannot read ${FORMAT_NAMES[format]} as ${reason}`);
}
