/** What the tests of the executors share. @module */
import { deadline } from "@std/async/deadline";
import { codecFor } from "../../codecs/registry.ts";
import { DEFAULT_LIMITS } from "../../config.ts";
import type { Format } from "../../codecs/codec.ts";
import type { RgbaImage } from "../../image/rgba_image.ts";
import { makePlan } from "../../pipeline/plan.ts";
import { parseRecipe } from "../../pipeline/recipe.ts";
import type { ApplyTask, ConvertTask } from "../../task/task.ts";

/** No single wait of a test may be longer, in ms: far above any of them, far below the patience of CI. */
const PATIENCE_MS = 20_000;

/** The promise, or a failed test: nothing here may wait for ever. */
export function within<T>(promise: Promise<T>): Promise<T> {
  return deadline(promise, PATIENCE_MS);
}

/** Resolves once `condition` holds. */
export async function eventually(what: string, condition: () => boolean): Promise<void> {
  const end = performance.now() + PATIENCE_MS;
  while (!condition()) {
    if (performance.now() > end) throw new Error(`Still not so after ${PATIENCE_MS} ms: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
}

/** A picture with something in every channel, different for each seed. */
export function picture(width: number, height: number, seed = 1): RgbaImage {
  const data = new Uint8ClampedArray(width * height * 4);
  for (let i = 0; i < data.length; i += 4) {
    const x = (i / 4) % width;
    const y = Math.floor(i / 4 / width);
    data.set([(x * 3 + seed * 40) & 255, (y * 5) ^ (x >> 3), (x * y) >> 4, 128 + (x & 127)], i);
  }
  return { width, height, data };
}

/** Pixels through a recipe. */
export function applyTask(recipe: string, image: RgbaImage): ApplyTask {
  return {
    kind: "apply",
    image,
    plan: makePlan(parseRecipe(recipe), image, { limits: DEFAULT_LIMITS }),
  };
}

/** A file through a recipe. */
export function convertTask(
  recipe: string,
  bytes: Uint8Array,
  options: Partial<ConvertTask> = {},
): ConvertTask {
  return {
    kind: "convert",
    bytes,
    steps: parseRecipe(recipe),
    format: undefined,
    encode: { quality: 85, background: [255, 255, 255] },
    limits: DEFAULT_LIMITS,
    codec: undefined,
    ...options,
  };
}

/** A file of a picture. */
export async function encoded(format: Format, image: RgbaImage): Promise<Uint8Array> {
  const codec = await codecFor(format);
  return await codec.encode(image, { quality: 85, background: [255, 255, 255] });
}
