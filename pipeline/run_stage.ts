/** Runs one stage on one picture, any rows of it. @module */
import type { RgbaImage, Size } from "../image/rgba_image.ts";
import { activeKernels } from "../kernels/active.ts";
import { prepareStage, type RunRows } from "../kernels/kernels.ts";
import { isSplittable, type Stage, stageOutputSize } from "../kernels/stage.ts";
import { stageCost } from "./cost.ts";

/** Target rows from the first up to, not including, the second. */
export type RowRange = readonly [from: number, to: number];

/** Prepares a stage: what it gives fills any rows of `target`, in any order. */
export function openStage(stage: Stage, source: RgbaImage, target: RgbaImage): RunRows {
  return prepareStage(activeKernels(), stage, source, target);
}

/** Target rows that take about `ms` on one core, at least one; all of them when the stage cannot be cut. */
export function rowsInTime(stage: Stage, source: Size, ms: number): number {
  const { height } = stageOutputSize(stage, source);
  const cost = stageCost(stage, source);
  if (cost <= ms || !isSplittable(stage)) return height;
  return Math.max(1, Math.floor((height * ms) / cost));
}

/** Runs a range in steps of some rows; yields the row it has come to after each. */
export function* runInSteps(
  runRows: RunRows,
  [from, to]: RowRange,
  rows: number,
): Generator<number, void> {
  for (let at = from; at < to;) {
    const next = Math.min(at + rows, to);
    runRows(at, next);
    yield next;
    at = next;
  }
}
