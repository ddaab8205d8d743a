/** Raw pixels through a recipe. @module */
import { LIMITS } from "../app.ts";
import { assertImage, type RgbaImage } from "../image/rgba_image.ts";
import type { Limits } from "../image/limits.ts";
import { makePlan } from "../pipeline/plan.ts";
import { parseRecipe, type Presets, type Step } from "../pipeline/recipe.ts";
import type { Executor } from "../pool/executor.ts";
import { createExecutor } from "./create_executor.ts";

/** Options of `applyFilters`. */
export interface ApplyFiltersOptions {
  /** Runs the work; it stays open. @default an async executor for this call */
  readonly executor?: Executor | undefined;
  /**
   * Whether the pixels may be given away: on workers they are moved there, and the image is of no further use
   * to the caller. Otherwise a copy is, which takes 3 ms for a 4K picture.
   * @default false
   */
  readonly transfer?: boolean | undefined;
  /** Bounds on each size between the filters. @default 50 megapixels, 30000 a side */
  readonly limits?: Limits | undefined;
  /** Recipes that `@name` stands for. @default {} */
  readonly presets?: Presets | undefined;
  /** Stops the work. */
  readonly signal?: AbortSignal | undefined;
  /** Deadline in ms from the start of the work. @default 30000 */
  readonly timeout?: number | undefined;
}

/**
 * Runs pixels through a recipe.
 *
 * @param image 8-bit RGBA with straight alpha
 * @param recipe for instance `blur:sigma=1.5,edges`, or steps that were parsed before
 * @throws {InputError} for a recipe that cannot be used
 * @throws {LimitError} `too_many_pixels` when a filter would grow the picture beyond the limits
 * @throws {TaskTimeoutError} `task_timeout`
 * @throws {RangeError} when the image's size and its data do not match
 */
export async function applyFilters(
  image: RgbaImage,
  recipe: string | readonly Step[],
  options: ApplyFiltersOptions = {},
): Promise<RgbaImage> {
  const { transfer = false, limits = LIMITS, presets = {}, signal, timeout } = options;
  assertImage(image);
  const steps = typeof recipe === "string" ? parseRecipe(recipe, { presets }) : recipe;
  const plan = makePlan(steps, image, { limits });
  const { width, height } = image;
  const data = transfer ? image.data : image.data.slice();
  await using own = options.executor === undefined ? await createExecutor("async") : undefined;
  const executor = options.executor ?? own as Executor;
  const task = { kind: "apply", image: { width, height, data }, plan } as const;
  return (await executor.run(task, { signal, timeout })).image;
}
