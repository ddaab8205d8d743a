/** One encoded picture through a recipe. @module */
import { DEFAULT_ENCODE, LIMITS } from "../app.ts";
import type { EncodeOptions, Format } from "../codecs/codec.ts";
import { checkEncode } from "../codecs/check_encode.ts";
import { METADATA_CHOICES, type MetadataChoice } from "../codecs/metadata/metadata.ts";
import type { Limits } from "../image/limits.ts";
import { parseRecipe, type Presets, type Step } from "../pipeline/recipe.ts";
import type { Executor } from "../pool/executor.ts";
import type { ConvertResult, ConvertTask } from "../task/task.ts";
import { createExecutor } from "./create_executor.ts";

/** What is done to a picture, beside its recipe. */
export interface OutputOptions {
  /** Format of the result. @default that of the input */
  readonly format?: Format | undefined;
  /** From 1 to 100; PNG and whatever is lossless ignore it. @default 85 for JPEG, 80 for WebP, 60 for AVIF */
  readonly quality?: number | undefined;
  /** Whether every pixel is kept as it is; WebP and AVIF. PNG always does. @default false */
  readonly lossless?: boolean | undefined;
  /** Time spent to make the file smaller, from 0 to 9; WebP and AVIF. @default 6 for WebP, 2 for AVIF */
  readonly effort?: number | undefined;
  /** Whether a coarse picture comes first in the file; JPEG. @default false */
  readonly progressive?: boolean | undefined;
  /** Colour under transparent pixels where the format has no alpha: red, green, blue. @default [255, 255, 255] */
  readonly background?: readonly [number, number, number] | undefined;
  /** `icc` carries colour profiles over, `keep` EXIF and XMP as well, `strip` nothing. @default "icc" */
  readonly metadata?: MetadataChoice | undefined;
  /** Name of a codec provider. @default that of the format */
  readonly codec?: string | undefined;
  /**
   * Whether pictures are decoded at their full size also when the recipe begins by shrinking them. Otherwise a JPEG
   * is decoded to a half, a quarter or an eighth first, as long as the recipe still halves what is left.
   * @default false
   */
  readonly precise?: boolean | undefined;
  /** Bounds on the picture. @default 50 megapixels, 30000 a side, 64 MiB, 100 scans */
  readonly limits?: Limits | undefined;
  /** Recipes that `@name` stands for. @default {} */
  readonly presets?: Presets | undefined;
}

/** Options of `convert`. */
export interface ConvertOptions extends OutputOptions {
  /** Runs the work; it stays open. @default an async executor for this call */
  readonly executor?: Executor | undefined;
  /** Stops the work. */
  readonly signal?: AbortSignal | undefined;
  /** Deadline in ms from the start of the work. @default 30000 */
  readonly timeout?: number | undefined;
}

/**
 * Runs an encoded picture through a recipe.
 *
 * @param bytes a picture file of any of `READ_FORMATS`; they stay the caller's
 * @param recipe for instance `resize:1600,sharpen:sigma=2`, or steps that were parsed before
 * @throws {InputError} for a recipe that cannot be used, or an option that the format does not know
 * @throws {DecodeError | LimitError} for a picture that cannot be used
 * @throws {TaskTimeoutError} `task_timeout`
 * @throws {RangeError} when `quality` or `effort` is no whole number in its range, or `metadata` no choice
 */
export async function convert(
  bytes: Uint8Array,
  recipe: string | readonly Step[],
  options: ConvertOptions = {},
): Promise<ConvertResult> {
  const { signal, timeout } = options;
  // On a workers executor the bytes of a task move to the worker: it gets a copy, a small one beside the pixels.
  const task = { ...taskWithout(recipe, options), bytes: bytes.slice() };
  if (options.executor !== undefined) return await options.executor.run(task, { signal, timeout });
  await using executor = await createExecutor("async");
  return await executor.run(task, { signal, timeout });
}

/** A task that lacks its bytes; recipe and options are checked. */
export function taskWithout(
  recipe: string | readonly Step[],
  options: OutputOptions,
): Omit<ConvertTask, "bytes"> {
  const { format, codec, metadata, precise, limits = LIMITS, presets = {} } = options;
  const steps = typeof recipe === "string" ? parseRecipe(recipe, { presets }) : recipe;
  if (metadata !== undefined && !METADATA_CHOICES.includes(metadata)) {
    throw new RangeError(
      `Cannot convert as 'metadata' must be one of ${METADATA_CHOICES.join(", ")}: ` +
        `current value is ${metadata}`,
    );
  }
  const encode = encodeOptions(options);
  return { kind: "convert", steps, format, encode, limits, codec, metadata, precise };
}

function encodeOptions(options: OutputOptions): EncodeOptions {
  const { format, quality, effort, lossless, progressive } = options;
  const { background = DEFAULT_ENCODE.background } = options;
  checkWhole("quality", quality, 1, 100);
  checkWhole("effort", effort, 0, 9);
  const encode = { quality, background, lossless, effort, progressive };
  if (format !== undefined) checkEncode(format, encode, options.codec);
  return encode;
}

function checkWhole(name: string, value: number | undefined, min: number, max: number): void {
  if (value === undefined || (Number.isInteger(value) && value >= min && value <= max)) return;
  throw new RangeError(
    `Cannot convert as '${name}' must be a whole number from ${min} to ${max}: current value is ${value}`,
  );
}
