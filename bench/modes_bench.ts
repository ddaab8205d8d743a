/**
 * What each way of running buys, at a glance: four pictures through one recipe, `sync` as the baseline against
 * `async` and `workers`. Encoded pictures in, encoded pictures out.
 *
 * @module
 */
import { createExecutor, DEFAULT_ENCODE, LIMITS } from "../app.ts";
import { codecFor } from "../codecs/registry.ts";
import { defaultWorkers } from "../config.ts";
import { parseRecipe, type Step } from "../pipeline/recipe.ts";
import type { Executor } from "../pool/executor.ts";
import type { ConvertTask } from "../task/task.ts";
import { grainyFrame } from "./frames.ts";

const IMAGES = 4;
const SIZES = { "1 MP": [1248, 832], "4K": [3840, 2160] } as const;
/** At 4K one light and one medium recipe say enough, and a run stays short. */
const RECIPES = {
  "1 MP": ["brightness:1.2", "resize:640", "sharpen:sigma=2:amount=1.5", "heavy_sharpen,canny"],
  "4K": ["brightness:1.2", "sharpen:sigma=2:amount=1.5"],
} as const;
const WORKERS = [...new Set([1, defaultWorkers()])];

const executors: ReadonlyMap<string, Executor> = new Map([
  ["sync", await createExecutor("sync")],
  ["async", await createExecutor("async")],
  ...await Promise.all(
    WORKERS.map(async (workers) =>
      [`workers ${workers}`, await createExecutor("workers", { workers })] as const
    ),
  ),
]);

for (const size of ["1 MP", "4K"] as const) {
  const [width, height] = SIZES[size];
  const jpeg = await (await codecFor("jpeg")).encode(grainyFrame(width, height), DEFAULT_ENCODE);
  for (const recipe of RECIPES[size]) {
    const steps = parseRecipe(recipe);
    for (const [mode, executor] of executors) {
      Deno.bench({
        name: mode,
        group: `${IMAGES} x ${size}: ${recipe}`,
        baseline: mode === "sync",
        n: size === "4K" ? 3 : 5,
        warmup: 1,
        fn: async () => {
          await Promise.all(
            Array.from({ length: IMAGES }, () => executor.run(convertTask(jpeg, steps))),
          );
        },
      });
    }
  }
}

/** `workers` takes the bytes away, so each task brings its own. */
function convertTask(bytes: Uint8Array, steps: readonly Step[]): ConvertTask {
  return {
    kind: "convert",
    bytes: bytes.slice(),
    steps,
    format: undefined,
    encode: DEFAULT_ENCODE,
    limits: LIMITS,
    codec: undefined,
  };
}
