/** Weighted sum of a square of any odd side, with weights of either sign. @module */
import { pixelWords, type RgbaImage } from "../../image/rgba_image.ts";
import type { RunRows } from "../kernels.ts";
import type { ConvolveStage } from "../stage.ts";
import { OpaqueRows } from "./opaque_rows.ts";
import { PixelRows } from "./pixel_rows.ts";
import { placeTaps, tapsOf } from "./taps.ts";

/** The kernel as the loops want it. */
interface Weighing {
  readonly weights: Int32Array;
  /** Of the weights. */
  readonly sum: number;
  readonly divisor: number;
  readonly bias: number;
}

/**
 * Border: replicate. Alpha: kept; a neighbour counts as a mixture, by its alpha, of its own colour and that of the
 * pixel in the middle, so that invisible pixels do not bleed whatever the weights sum to. Invisible pixels stay as
 * they are.
 */
export function convolve(stage: ConvolveStage, source: RgbaImage, target: RgbaImage): RunRows {
  const to = pixelWords(target);
  const { width } = source;
  const radius = stage.side >> 1;
  const rows = new PixelRows(source, radius);
  const opaque = new OpaqueRows(source);
  const taps = tapsOf(stage.weights, stage.side);
  const offsets = new Int32Array(taps.weights.length);
  const weighing = {
    weights: taps.weights,
    sum: taps.weights.reduce((sum, weight) => sum + weight, 0),
    divisor: stage.divisor,
    bias: stage.bias,
  };
  return (first, last) => {
    for (let y = first; y < last; y++) {
      placeTaps(taps, rows, radius, y, offsets);
      const out = to.subarray(y * width, (y + 1) * width);
      if (opaque.around(y, radius)) opaqueLine(rows.data, offsets, weighing, out);
      else mixedLine(rows.data, rows.offset(y) + radius, offsets, weighing, out);
    }
  };
}

function opaqueLine(
  words: Int32Array,
  offsets: Int32Array,
  { weights, divisor, bias }: Weighing,
  out: Int32Array,
): void {
  for (let x = 0; x < out.length; x++) {
    // Below 2^30 each: the weights sum to less than 2^22.
    let red = 0;
    let green = 0;
    let blue = 0;
    for (let i = 0; i < offsets.length; i++) {
      const word = words[offsets[i] + x];
      const weight = weights[i];
      red = (red + Math.imul(weight, word & 255)) | 0;
      green = (green + Math.imul(weight, (word >> 8) & 255)) | 0;
      blue = (blue + Math.imul(weight, (word >> 16) & 255)) | 0;
    }
    out[x] = quotient(red + bias, divisor) | (quotient(green + bias, divisor) << 8) |
      (quotient(blue + bias, divisor) << 16) | 0xff000000;
  }
}

/** With all alphas at 255 it gives what `opaqueLine` gives. */
function mixedLine(
  words: Int32Array,
  centreAt: number,
  offsets: Int32Array,
  { weights, sum, divisor, bias }: Weighing,
  out: Int32Array,
): void {
  const scale = 255 * divisor;
  for (let x = 0; x < out.length; x++) {
    const centre = words[centreAt + x];
    if (centre >>> 24 === 0) {
      out[x] = centre;
      continue;
    }
    const r = centre & 255;
    const g = (centre >> 8) & 255;
    const b = (centre >> 16) & 255;
    // 255 times the mixture of neighbour n and centre c is alpha * (n - c) + 255 * c: below 2^38, exact in floats.
    let red = 255 * (r * sum + bias);
    let green = 255 * (g * sum + bias);
    let blue = 255 * (b * sum + bias);
    for (let i = 0; i < offsets.length; i++) {
      const word = words[offsets[i] + x];
      const weight = weights[i] * (word >>> 24);
      red += weight * ((word & 255) - r);
      green += weight * (((word >> 8) & 255) - g);
      blue += weight * (((word >> 16) & 255) - b);
    }
    out[x] = quotient(red, scale) | (quotient(green, scale) << 8) | (quotient(blue, scale) << 16) |
      (centre & 0xff000000);
  }
}

/**
 * Rounded, halves up, and clamped. Exact in 64-bit floats: with a divisor below 2^38 a quotient near a byte that is
 * not a half is 2^-39 or more away from one, and the floats step by 2^-44.
 */
function quotient(sum: number, divisor: number): number {
  // Without a branch, which noise would make the processor guess wrong. Below 2^31: the sum over a divisor of 1.
  const value = Math.floor(sum / divisor + 0.5) | 0;
  const positive = value & ~(value >> 31);
  return (positive | ((255 - positive) >> 31)) & 255;
}
