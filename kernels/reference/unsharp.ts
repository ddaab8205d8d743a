/** Unsharp mask. @module */
import { pixelWords, type RgbaImage } from "../../image/rgba_image.ts";
import type { RunRows } from "../kernels.ts";
import type { UnsharpStage } from "../stage.ts";
import { type SmoothRow, smoothRows, weightedMean } from "./smooth_rows.ts";

/**
 * Border: replicate. Alpha: kept; the smoothed colour is weighted by it. The smoothed value keeps 8
 * fractional bits, because its rounding error is multiplied by the amount.
 */
export function unsharp(stage: UnsharpStage, source: RgbaImage, target: RgbaImage): RunRows {
  const from = pixelWords(source);
  const to = pixelWords(target);
  const { width } = source;
  const smooth = smoothRows(source, stage.weights);
  const { amount, threshold } = stage;
  const scratch = new Int32Array(width);
  return (first, last) => {
    for (let y = first; y < last; y++) {
      const row = smooth(y);
      const at = y * width;
      for (let x = 0; x < width; x++) to[at + x] = from[at + x] & 0xff000000;
      for (const shift of [0, 8, 16]) {
        fractional(row, shift, scratch);
        sharpenLine(from, to, at, scratch, shift, amount, threshold);
      }
    }
  };
}

/** The smoothed values of one channel in Q8; 0 where nothing near is visible. */
function fractional(row: SmoothRow, shift: number, out: Int32Array): void {
  const sums = shift === 0 ? row.red : shift === 8 ? row.green : row.blue;
  const { alpha } = row;
  if (alpha === undefined) {
    for (let x = 0; x < out.length; x++) out[x] = (sums[x] + 128) >> 8;
    return;
  }
  for (let x = 0; x < out.length; x++) {
    out[x] = alpha[x] === 0 ? 0 : weightedMean(sums[x], alpha[x], 256);
  }
}

function sharpenLine(
  from: Int32Array,
  to: Int32Array,
  at: number,
  smooth: Int32Array,
  shift: number,
  amount: number,
  threshold: number,
): void {
  const least = threshold << 8;
  for (let x = 0; x < smooth.length; x++) {
    const word = from[at + x];
    let value = (word >>> shift) & 255;
    const difference = (value << 8) - smooth[x];
    // An invisible pixel has no colour that could be sharpened.
    if (word >>> 24 !== 0 && Math.abs(difference) >= least) {
      // Below 2^28: 255 * 65536 + 2560 * 65280.
      const sharp = ((value << 16) + Math.imul(amount, difference) + 0x8000) >> 16;
      value = sharp < 0 ? 0 : sharp > 255 ? 255 : sharp;
    }
    to[at + x] |= value << shift;
  }
}
