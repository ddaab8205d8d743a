/** Runs a plan on a picture, in or out of a worker, whole or in bands. @module */
import { recycleImage, takeImage } from "../image/image_buffers.ts";
import type { RgbaImage } from "../image/rgba_image.ts";
import { stageOutputSize } from "../kernels/stage.ts";
import { stageCost } from "./cost.ts";
import type { Plan } from "./plan.ts";
import { openStage, rowsInTime, runInSteps } from "./run_stage.ts";

/** Time between two looks at the cancel word or the event loop, in ms. */
export const BAND_MS = 4;

/** How to cut. */
export interface RunPlanOptions {
  /** Target time of a band in ms; `Infinity` runs each stage whole. @default 4 */
  readonly bandMs?: number;
}

/** Progress of a running plan: `done` of `total` predicted ms. */
export interface PlanProgress {
  readonly done: number;
  readonly total: number;
}

/**
 * Yields after every band, so that the caller decides what happens between two: nothing (sync), a turn
 * of the event loop (async), a look at the cancel word (worker). Returns the result. Never writes into
 * `image`; when the plan is empty the result is `image` itself.
 */
export function* runPlan(
  plan: Plan,
  image: RgbaImage,
  options: RunPlanOptions = {},
): Generator<PlanProgress, RgbaImage> {
  const { bandMs = BAND_MS } = options;
  let done = 0;
  let current = image;
  for (const stage of plan.stages) {
    const size = stageOutputSize(stage, current);
    const target = takeImage(size.width, size.height);
    const cost = stageCost(stage, current);
    const runRows = openStage(stage, current, target);
    const step = rowsInTime(stage, current, bandMs);
    for (const row of runInSteps(runRows, [0, target.height], step)) {
      yield { done: done + cost * (row / target.height), total: plan.cost };
    }
    done += cost;
    // The caller's picture stays the caller's.
    if (current !== image) recycleImage(current);
    current = target;
  }
  return current;
}
