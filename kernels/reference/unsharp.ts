/** Unsharp mask. @module */
import { pixelWords, type RgbaImage } from "../../image/rgba_image.ts";
import type { RunRows } from "../kernels.ts";
import type { UnsharpStage } from "../stage.ts";
import { type SmoothRow, smoothRows, weightedMean } from "./smooth_rows.ts";

/**
 * Border: replicate. Alpha: kept; the smoothed colour is weighted by it, and pixels of alpha 0 stay as they
 * are. The smoothed value keeps 8 fractional bits, because its rounding error is multiplied by the amount.
 */
export function unsharp(stage: UnsharpStage, source: RgbaImage, target: RgbaImage): RunRows {
  const from = pixelWords(source);
  const to = pixelWords(target);
  const { width } = source;
  const smooth = smoothRows(source, stage.weights);
  const { amount, threshold } = stage;
  const means = new Int32Array(width * 3);
  return (first, last) => {
    for (let y = first; y < last; y++) {
      meansOf(smooth(y), means);
      sharpenLine(from, to, y * width, means, amount, threshold);
    }
  };
}

/** Smoothed red, green and blue of a row in Q8; 0 where nothing near is visible. */
function meansOf(row: SmoothRow, means: Int32Array): void {
  if (row.opaque) opaqueMeans(row.sums, means);
  else weightedMeans(row.sums, means);
}

function opaqueMeans(sums: Int32Array, means: Int32Array): void {
  for (let i = 0; i < means.length; i++) means[i] = (sums[i] + 128) >> 8;
}

function weightedMeans(sums: Uint32Array, means: Int32Array): void {
  for (let i = 0, j = 0; i < means.length; i += 3, j += 4) {
    const alpha = sums[j + 3];
    for (let channel = 0; channel < 3; channel++) {
      means[i + channel] = alpha === 0 ? 0 : weightedMean(sums[j + channel], alpha, 256);
    }
  }
}

function sharpenLine(
  from: Int32Array,
  to: Int32Array,
  at: number,
  means: Int32Array,
  amount: number,
  threshold: number,
): void {
  for (let i = at, j = 0; j < means.length; i++, j += 3) {
    const word = from[i];
    // An invisible pixel has no colour that could be sharpened.
    to[i] = word >>> 24 === 0 ? word : sharpenValue(word & 255, means[j], amount, threshold) |
      (sharpenValue((word >> 8) & 255, means[j + 1], amount, threshold) << 8) |
      (sharpenValue((word >> 16) & 255, means[j + 2], amount, threshold) << 16) |
      (word & 0xff000000);
  }
}

function sharpenValue(value: number, mean: number, amount: number, threshold: number): number {
  const difference = (value << 8) - mean;
  if (Math.abs(difference) < threshold) return value;
  // Below 2^28: 255 * 65536 + 2560 * 65280.
  const sharp = ((value << 16) + Math.imul(amount, difference) + 0x8000) >> 16;
  return sharp < 0 ? 0 : sharp > 255 ? 255 : sharp;
}
