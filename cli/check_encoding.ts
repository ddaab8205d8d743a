/** What the encoding options mean for the results of a batch, before any of them is made. @module */
import { checkEncode } from "../codecs/check_encode.ts";
import { type Format, FORMATS } from "../codecs/codec.ts";
import { HINTS } from "../codecs/encode_options.ts";
import { FORMAT_NAMES } from "../codecs/known_format.ts";
import { canUse } from "../codecs/registry.ts";
import type { Batch } from "./batch.ts";
import { encodeOptions, type EncodingOptions } from "./options/encoding.ts";

/**
 * Refuses what some results could not be: one line now instead of an error a picture later.
 *
 * @throws {InputError} `bad_option` for `--lossless` or `--progressive` with a format that knows no such thing
 */
export function checkEncoding(batch: Batch, options: EncodingOptions): void {
  for (const format of resultFormats(batch)) {
    // What is not written at all has been refused before, or fails by itself.
    if (!canUse(format, "write", options.codec)) continue;
    checkEncode(format, encodeOptions(options), options.codec);
  }
}

/** A line for each option that changes no result. */
export function idleOptions(batch: Batch, options: EncodingOptions): string[] {
  const formats = resultFormats(batch);
  if (formats.length === 0) return [];
  const names = formats.map((format) => FORMAT_NAMES[format]).join(", ");
  const hints = (["quality", "effort"] as const).filter((hint) =>
    options[hint] !== undefined && !formats.some((format) => takesHint(format, hint, options))
  );
  return hints.map((hint) =>
    options.lossless && hint === "quality"
      ? "--quality changes nothing here: the results are without loss"
      : `--${hint} changes nothing here: ${names} takes no notice of it`
  );
}

/** A provider that was asked for by name may have settings of its own. */
function takesHint(
  format: Format,
  hint: keyof typeof HINTS,
  { codec, lossless }: EncodingOptions,
): boolean {
  if (hint === "quality" && lossless) return false;
  if (codec !== undefined && hint === "effort") return true;
  return (HINTS[hint] as readonly Format[]).includes(format);
}

/** Formats of the results, each once. */
function resultFormats({ found, format }: Batch): Format[] {
  const kept = found.flatMap((one) => one.kind === "file" ? [format ?? one.format] : []);
  return FORMATS.filter((known) => kept.includes(known));
}
