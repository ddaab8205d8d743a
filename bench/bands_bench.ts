/**
 * One large picture: `sync` as the baseline against bands over two workers and over one a core. Raw pixels in, raw
 * pixels out, so that no codec is part of it.
 *
 * @module
 */
import { LIMITS } from "../app.ts";
import { defaultWorkers } from "../config.ts";
import { makePlan } from "../pipeline/plan.ts";
import { parseRecipe } from "../pipeline/recipe.ts";
import { BandsExecutor } from "../pool/bands_executor.ts";
import type { Executor } from "../pool/executor.ts";
import { SyncExecutor } from "../pool/sync_executor.ts";
import { grainyFrame } from "./frames.ts";

const RECIPES = ["blur", "sharpen", "heavy_sharpen"];
const WORKERS = [...new Set([2, defaultWorkers()])];

const image = grainyFrame(3840, 2160);

const executors = new Map<string, Executor>([["sync", new SyncExecutor()]]);
for (const workers of WORKERS) {
  const executor = new BandsExecutor({ workers });
  await executor.ready();
  executors.set(`bands ${workers}`, executor);
}

for (const recipe of RECIPES) {
  const plan = makePlan(parseRecipe(recipe), image, { limits: LIMITS });
  for (const [mode, executor] of executors) {
    Deno.bench({
      name: mode,
      group: `one 4K frame: ${recipe}`,
      baseline: mode === "sync",
      n: 5,
      warmup: 1,
      // Neither mode takes the pixels away.
      fn: async () => {
        await executor.run({ kind: "apply", image, plan });
      },
    });
  }
}
