/**
 * Edge-preserving mean of Tomasi and Manduchi, "Bilateral filtering for gray and color images", ICCV 1998, over a
 * disc. The difference of two colours is the sum of the absolute differences of their channels, as in OpenCV.
 *
 * @module
 */
import { pixelWords, type RgbaImage } from "../../image/rgba_image.ts";
import type { RunRows } from "../kernels.ts";
import type { BilateralStage } from "../stage.ts";
import { OpaqueRows } from "./opaque_rows.ts";
import { PixelRows } from "./pixel_rows.ts";
import { placeTaps, tapsOf } from "./taps.ts";

/**
 * Border: replicate. Alpha: kept; a neighbour counts by its alpha, so that invisible pixels do not bleed, and these
 * stay as they are.
 */
export function bilateral(stage: BilateralStage, source: RgbaImage, target: RgbaImage): RunRows {
  const to = pixelWords(target);
  const { width } = source;
  const { radius } = stage;
  const rows = new PixelRows(source, radius);
  const opaque = new OpaqueRows(source);
  const taps = tapsOf(stage.spatial, 2 * radius + 1);
  const range = Int32Array.from(stage.range);
  const offsets = new Int32Array(taps.weights.length);
  return (first, last) => {
    for (let y = first; y < last; y++) {
      placeTaps(taps, rows, radius, y, offsets);
      const centre = rows.offset(y) + radius;
      const out = to.subarray(y * width, (y + 1) * width);
      if (opaque.around(y, radius)) {
        opaqueLine(rows.data, centre, offsets, taps.weights, range, out);
      } else weightedLine(rows.data, centre, offsets, taps.weights, range, out);
    }
  };
}

/** Spatial weights sum to at most 32896 and range weights are Q8, so that the sums stay below 2^31. */
function opaqueLine(
  words: Int32Array,
  centreAt: number,
  offsets: Int32Array,
  spatial: Int32Array,
  range: Int32Array,
  out: Int32Array,
): void {
  for (let x = 0; x < out.length; x++) {
    const centre = words[centreAt + x];
    const r = centre & 255;
    const g = (centre >> 8) & 255;
    const b = (centre >> 16) & 255;
    let weights = 0;
    let red = 0;
    let green = 0;
    let blue = 0;
    for (let i = 0; i < offsets.length; i++) {
      const word = words[offsets[i] + x];
      const nearRed = word & 255;
      const nearGreen = (word >> 8) & 255;
      const nearBlue = (word >> 16) & 255;
      const difference = Math.abs(nearRed - r) + Math.abs(nearGreen - g) + Math.abs(nearBlue - b);
      const weight = Math.imul(spatial[i], range[difference]);
      weights = (weights + weight) | 0;
      red = (red + Math.imul(weight, nearRed)) | 0;
      green = (green + Math.imul(weight, nearGreen)) | 0;
      blue = (blue + Math.imul(weight, nearBlue)) | 0;
    }
    out[x] = meanOf(red, green, blue, weights) | 0xff000000;
  }
}

/** The sums are whole numbers below 2^39, exact in floats. */
function weightedLine(
  words: Int32Array,
  centreAt: number,
  offsets: Int32Array,
  spatial: Int32Array,
  range: Int32Array,
  out: Int32Array,
): void {
  for (let x = 0; x < out.length; x++) {
    const centre = words[centreAt + x];
    if (centre >>> 24 === 0) {
      out[x] = centre;
      continue;
    }
    const r = centre & 255;
    const g = (centre >> 8) & 255;
    const b = (centre >> 16) & 255;
    let weights = 0;
    let red = 0;
    let green = 0;
    let blue = 0;
    for (let i = 0; i < offsets.length; i++) {
      const word = words[offsets[i] + x];
      const nearRed = word & 255;
      const nearGreen = (word >> 8) & 255;
      const nearBlue = (word >> 16) & 255;
      const difference = Math.abs(nearRed - r) + Math.abs(nearGreen - g) + Math.abs(nearBlue - b);
      const weight = spatial[i] * range[difference] * (word >>> 24);
      weights += weight;
      red += weight * nearRed;
      green += weight * nearGreen;
      blue += weight * nearBlue;
    }
    out[x] = meanOf(red, green, blue, weights) | (centre & 0xff000000);
  }
}

/** Rounded once, halves up; the pixel itself always counts, so that `weights` is above 0. */
function meanOf(red: number, green: number, blue: number, weights: number): number {
  return Math.floor(red / weights + 0.5) | (Math.floor(green / weights + 0.5) << 8) |
    (Math.floor(blue / weights + 0.5) << 16);
}
