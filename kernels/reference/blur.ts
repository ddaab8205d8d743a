/** Symmetric separable smoothing. @module */
import { pixelWords, type RgbaImage } from "../../image/rgba_image.ts";
import type { RunRows } from "../kernels.ts";
import type { BlurStage } from "../stage.ts";
import { type SmoothRow, smoothRows, weightedMean } from "./smooth_rows.ts";

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
      if (row.alpha === undefined) writeOpaque(row, to, y * width);
      else writeWeighted(row, row.alpha, to, y * width);
    }
  };
}

function writeOpaque(row: SmoothRow, to: Int32Array, at: number): void {
  const { red, green, blue } = row;
  for (let x = 0; x < red.length; x++) {
    to[at + x] = ((red[x] + 0x8000) >> 16) | (((green[x] + 0x8000) >> 16) << 8) |
      (((blue[x] + 0x8000) >> 16) << 16) | 0xff000000;
  }
}

function writeWeighted(row: SmoothRow, alphas: Float64Array, to: Int32Array, at: number): void {
  for (let x = 0; x < alphas.length; x++) {
    const sum = alphas[x];
    const alpha = (sum + 0x8000) >> 16;
    // What rounds to invisible is written as nothing at all, whatever colour it would have had.
    to[at + x] = alpha === 0 ? 0 : weightedMean(row.red[x], sum, 1) |
      (weightedMean(row.green[x], sum, 1) << 8) | (weightedMean(row.blue[x], sum, 1) << 16) |
      (alpha << 24);
  }
}
