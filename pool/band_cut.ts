/** How a stage is cut into bands of rows: a pure decision. @module */
import type { Size } from "../image/rgba_image.ts";
import { isSplittable, type Stage, stageHalo, stageOutputSize } from "../kernels/stage.ts";
import { type RowRange, rowsInTime } from "../pipeline/run_stage.ts";

/** Who runs the bands. */
export interface BandCutOptions {
  /** Workers that share them. */
  readonly workers: number;
  /** Least predicted time of a band in ms. */
  readonly bandMs: number;
}

/**
 * Large bands first, each half of an equal share of what is left, to be taken in this order by whoever is free:
 * few borders, where rows are prepared twice, and yet all workers end at about the same time, however uneven the
 * rows or the cores are.
 */
export function cutBands(stage: Stage, source: Size, options: BandCutOptions): RowRange[] {
  const { height } = stageOutputSize(stage, source);
  const least = leastRows(stage, source, height, options);
  const bands: RowRange[] = [];
  for (let from = 0; from < height;) {
    const left = height - from;
    const rows = Math.max(least, Math.ceil(left / (2 * options.workers)));
    const to = left - rows < least ? height : from + rows;
    bands.push([from, to]);
    from = to;
  }
  return bands;
}

function leastRows(
  stage: Stage,
  source: Size,
  height: number,
  { workers, bandMs }: BandCutOptions,
): number {
  if (!isSplittable(stage)) return height;
  const halo = stageHalo(stage);
  // Kernels that keep rows for the next one fill their halo anew for each band.
  const wide = halo === Infinity ? 1 : Math.min(2 * halo, Math.ceil(height / workers));
  return Math.max(1, wide, rowsInTime(stage, source, bandMs));
}
