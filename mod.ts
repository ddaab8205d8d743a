/**
 * pixelpool as a library: one picture through a recipe, on an executor of your choice.
 *
 * ```ts ignore
 * import { convert, createExecutor } from "@pixelpool/pixelpool";
 *
 * await using executor = await createExecutor("async");
 * const photo = await Deno.readFile("fixtures/photos/mountains.jpg");
 * const small = await convert(photo, "resize:320,sharpen:sigma=2", { executor, format: "png" });
 * await Deno.writeFile("small.png", small.bytes);
 * ```
 *
 * `createExecutor("workers")` needs `"unstable": ["worker-options"]` in the project's own deno.json, as its
 * workers run without permissions.
 *
 * @module
 */
import { createExecutor, DEFAULT_ENCODE, LIMITS } from "./app.ts";
import type { Format } from "./codecs/codec.ts";
import type { Limits } from "./image/limits.ts";
import { parseRecipe, type Presets, type Step } from "./pipeline/recipe.ts";
import type { Executor } from "./pool/executor.ts";
import type { ConvertResult, ConvertTask } from "./task/task.ts";

export { createExecutor, type CreateExecutorOptions } from "./app.ts";
export type { ExecutorOptions } from "./pool/executor_options.ts";
export type {
  Backoff,
  Executor,
  ExecutorStats,
  Mode,
  Recover,
  RunOptions,
} from "./pool/executor.ts";
export type { Format } from "./codecs/codec.ts";
export type { Limits } from "./image/limits.ts";
export {
  formatRecipe,
  parseRecipe,
  type Presets,
  recipeFromJson,
  type RecipeOptions,
  type Step,
} from "./pipeline/recipe.ts";
export type { Colour, ParamValue } from "./filters/param.ts";
export type { RgbaImage, Size } from "./image/rgba_image.ts";
export type { EncodeOptions } from "./codecs/codec.ts";
export type { OnFull } from "./queue/queue_manager.ts";
export type {
  AxisWeights,
  BlurStage,
  DetailStage,
  ExtendStage,
  GradientOperator,
  GradientStage,
  HysteresisStage,
  LumaStage,
  LutStage,
  NearestStage,
  NonmaxStage,
  OrientStage,
  ResampleStage,
  Stage,
  UnsharpStage,
} from "./kernels/stage.ts";
export type { Plan } from "./pipeline/plan.ts";
export type {
  ApplyResult,
  ApplyTask,
  ConvertResult,
  ConvertTask,
  ResultOf,
  Task,
  TaskResult,
  Timings,
} from "./task/task.ts";
export {
  DecodeError,
  type ErrorCode,
  InputError,
  InternalError,
  LimitError,
  OutputError,
  PixelpoolError,
  QueueFullError,
  TaskTimeoutError,
  WorkerCrashedError,
} from "./errors.ts";

/** Options of `convert`. */
export interface ConvertOptions {
  /** Runs the work; it stays open. @default an async executor for this call */
  readonly executor?: Executor;
  /** Format of the result. @default that of the input */
  readonly format?: Format;
  /** JPEG quality from 1 to 100. @default 85 */
  readonly quality?: number;
  /** Colour under transparent pixels of a JPEG: red, green, blue. @default [255, 255, 255] */
  readonly background?: readonly [number, number, number];
  /** Name of a codec provider. @default that of the format */
  readonly codec?: string;
  /** Bounds on the picture. @default 50 megapixels, 30000 a side, 64 MiB, 100 scans */
  readonly limits?: Limits;
  /** Recipes that `@name` stands for. @default {} */
  readonly presets?: Presets;
  /** Stops the work. */
  readonly signal?: AbortSignal;
  /** Deadline in ms from the start of the work. @default 30000 */
  readonly timeout?: number;
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
  const { signal, timeout, presets = {} } = options;
  const steps = typeof recipe === "string" ? parseRecipe(recipe, { presets }) : recipe;
  const task = convertTask(bytes, steps, options);
  if (options.executor !== undefined) return await options.executor.run(task, { signal, timeout });
  await using executor = await createExecutor("async");
  return await executor.run(task, { signal, timeout });
}

function convertTask(
  bytes: Uint8Array,
  steps: readonly Step[],
  options: ConvertOptions,
): ConvertTask {
  const { format, codec, limits = LIMITS } = options;
  const { quality = DEFAULT_ENCODE.quality, background = DEFAULT_ENCODE.background } = options;
  if (!Number.isInteger(quality) || quality < 1 || quality > 100) {
    throw new RangeError(
      `Cannot convert as 'quality' must be a whole number from 1 to 100: current value is ${quality}`,
    );
  }
  // On a workers executor the bytes of a task move to the worker: it gets a copy, a small one beside the pixels.
  return {
    kind: "convert",
    bytes: bytes.slice(),
    steps,
    format,
    encode: { quality, background },
    limits,
    codec,
  };
}
