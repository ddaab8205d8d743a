/** Runs a plan on a picture, in or out of a worker, whole or in bands. @module */
import { recycleImage, takeImage } from "../image/image_buffers.ts";
import type { RgbaImage } from "../image/rgba_image.ts";
import { prepareStage } from "../kernels/kernels.ts";
import { referenceKernels } from "../kernels/reference/mod.ts";
import { isSplittable, stageOutputSize } from "../kernels/stage.ts";
import { stageCost } from "./cost.ts";
import type { Plan } from "./plan.ts";

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
    const runRows = prepareStage(referenceKernels, stage, current, target);
    const rows = isSplittable(stage) ? bandRows(target.height, cost, bandMs) : target.height;
    for (let from = 0; from < target.height; from += rows) {
      const to = Math.min(from + rows, target.height);
      runRows(from, to);
      yield { done: done + cost * (to / target.height), total: plan.cost };
    }
    done += cost;
    // The caller's picture stays the caller's.
    if (current !== image) recycleImage(current);
    current = target;
  }
  return current;
}

function bandRows(height: number, cost: number, bandMs: number): number {
  if (cost <= bandMs) return height;
  return Math.max(1, Math.floor((height * bandMs) / cost));
}
