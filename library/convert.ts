/** One encoded picture through a recipe. @module */
import { DEFAULT_ENCODE, LIMITS } from "../app.ts";
import type { Format } from "../codecs/codec.ts";
import type { Limits } from "../image/limits.ts";
import { parseRecipe, type Presets, type Step } from "../pipeline/recipe.ts";
import type { Executor } from "../pool/executor.ts";
import type { ConvertResult, ConvertTask } from "../task/task.ts";
import { createExecutor } from "./create_executor.ts";

/** What is done to a picture, beside its recipe. */
export interface OutputOptions {
  /** Format of the result. @default that of the input */
  readonly format?: Format | undefined;
  /** JPEG quality from 1 to 100. @default 85 */
  readonly quality?: number | undefined;
  /** Colour under transparent pixels of a JPEG: red, green, blue. @default [255, 255, 255] */
  readonly background?: readonly [number, number, number] | undefined;
  /** Name of a codec provider. @default that of the format */
  readonly codec?: string | undefined;
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
 * @param bytes a JPEG or PNG file; they stay the caller's
 * @param recipe for instance `resize:1600,sharpen:sigma=2`, or steps that were parsed before
 * @throws {InputError} for a recipe that cannot be used
 * @throws {DecodeError | LimitError} for a picture that cannot be used
 * @throws {TaskTimeoutError} `task_timeout`
 * @throws {RangeError} when `quality` is no whole number from 1 to 100
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
  const { format, codec, limits = LIMITS, presets = {} } = options;
  const { quality = DEFAULT_ENCODE.quality, background = DEFAULT_ENCODE.background } = options;
  if (!Number.isInteger(quality) || quality < 1 || quality > 100) {
    throw new RangeError(
      `Cannot convert as 'quality' must be a whole number from 1 to 100: current value is ${quality}`,
    );
  }
  const steps = typeof recipe === "string" ? parseRecipe(recipe, { presets }) : recipe;
  return { kind: "convert", steps, format, encode: { quality, background }, limits, codec };
}
