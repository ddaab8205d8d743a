/** Symmetric separable smoothing. @module */
import { pixelWords, type RgbaImage } from "../../image/rgba_image.ts";
import type { RunRows } from "../kernels.ts";
import type { BlurStage } from "../stage.ts";
import { smoothRows, weightedMean } from "./smooth_rows.ts";

/**
 * Border: replicate. Alpha: smoothed too; colours are weighted by it, so that invisible pixels do not bleed.
 * The whole two-dimensional sum is rounded once, halves up.
 */
export function blur(stage: BlurStage, source: RgbaImage, target: RgbaImage): RunRows {
  const to = pixelWords(target);
  const { width } = source;
  const smooth = smoothRows(source, stage.weights);
  return (first, last) => {
    for (let y = first; y < last; y++) {
      const row = smooth(y);
      if (row.opaque) writeOpaque(row.sums, to, y * width, width);
      else writeWeighted(row.sums, to, y * width, width);
    }
  };
}

function writeOpaque(sums: Int32Array, to: Int32Array, at: number, width: number): void {
  for (let x = 0, i = 0; x < width; x++, i += 3) {
    to[at + x] = ((sums[i] + 0x8000) >> 16) | (((sums[i + 1] + 0x8000) >> 16) << 8) |
      (((sums[i + 2] + 0x8000) >> 16) << 16) | 0xff000000;
  }
}

function writeWeighted(sums: Uint32Array, to: Int32Array, at: number, width: number): void {
  for (let x = 0, i = 0; x < width; x++, i += 4) {
    const sum = sums[i + 3];
    const alpha = (sum + 0x8000) >> 16;
    // What rounds to invisible is written as nothing at all, whatever colour it would have had.
    to[at + x] = alpha === 0 ? 0 : weightedMean(sums[i], sum, 1) |
      (weightedMean(sums[i + 1], sum, 1) << 8) | (weightedMean(sums[i + 2], sum, 1) << 16) |
      (alpha << 24);
  }
}
