/** Draws a picture through a linear map of the plane. @module */
import { pixelWords, type RgbaImage } from "../../image/rgba_image.ts";
import type { RunRows } from "../kernels.ts";
import type { AffineStage } from "../stage.ts";
import { clampByte } from "./clamp_byte.ts";

/** A step between two samples is cut into 256 places. */
const PLACE = 2 ** 24;

/**
 * Border: the background colour, blended in where a sample lies half outside. Alpha: resampled; colours are
 * weighted by it. Places are exact sums of whole numbers, rounded to 1/256 of a pixel; values are rounded once.
 */
export function affine(stage: AffineStage, source: RgbaImage, target: RgbaImage): RunRows {
  const to = pixelWords(target);
  const { origin, right, down, taps, weights } = stage;
  const [red, green, blue, alpha] = stage.background;
  const background = red | (green << 8) | (blue << 16) | (alpha << 24);
  const { width, height } = source;
  const window = new Int32Array(taps * taps);
  const gather = gatherer(pixelWords(source), { width, height, taps, background, window });
  // The first of 2 taps is the sample before the place, the second of 4.
  const before = taps / 2 - 1;
  return (first, last) => {
    for (let y = first; y < last; y++) {
      let across = origin[0] + y * down[0] + PLACE / 2;
      let along = origin[1] + y * down[1] + PLACE / 2;
      for (let i = y * target.width; i < (y + 1) * target.width; i++) {
        const placeX = Math.floor(across / PLACE);
        const placeY = Math.floor(along / PLACE);
        across += right[0];
        along += right[1];
        const left = (placeX >> 8) - before;
        const top = (placeY >> 8) - before;
        if (left <= -taps || top <= -taps || left >= width || top >= height) {
          to[i] = background;
          continue;
        }
        const all = gather(left, top);
        const blend = all >>> 24 === 255 ? blendOpaque : blendWeighted;
        to[i] = blend(window, weights, taps, (placeX & 255) * taps, (placeY & 255) * taps);
      }
    }
  };
}

interface GatherOptions {
  readonly width: number;
  readonly height: number;
  readonly taps: number;
  readonly background: number;
  readonly window: Int32Array;
}

/** Fills the window with the samples from a place on; gives their common bits. */
function gatherer(
  from: Int32Array,
  { width, height, taps, background, window }: GatherOptions,
): (left: number, top: number) => number {
  return (left, top) => {
    const isInside = left >= 0 && top >= 0 && left + taps <= width && top + taps <= height;
    let all = -1;
    for (let row = 0, at = 0; row < taps; row++) {
      const y = top + row;
      const line = y * width;
      for (let x = left; x < left + taps; x++) {
        const word = isInside || (x >= 0 && x < width && y >= 0 && y < height)
          ? from[line + x]
          : background;
        all &= word;
        window[at++] = word;
      }
    }
    return all;
  };
}

type Blend = (
  window: Int32Array,
  weights: Int16Array,
  taps: number,
  across: number,
  along: number,
) => number;

/** Sums stay below 2^26: the absolute weights of an axis sum to less than 512. */
const blendOpaque: Blend = (window, weights, taps, across, along) => {
  let red = 32768;
  let green = 32768;
  let blue = 32768;
  for (let row = 0, at = 0; row < taps; row++) {
    const weightY = weights[along + row];
    for (let column = 0; column < taps; column++) {
      const word = window[at++];
      const weight = weightY * weights[across + column];
      red += weight * (word & 255);
      green += weight * ((word >> 8) & 255);
      blue += weight * ((word >> 16) & 255);
    }
  }
  return clampByte(red >> 16) | (clampByte(green >> 16) << 8) | (clampByte(blue >> 16) << 16) |
    0xff000000;
};

/** Sums stay below 2^34: whole numbers that a double holds exactly. */
const blendWeighted: Blend = (window, weights, taps, across, along) => {
  let red = 0;
  let green = 0;
  let blue = 0;
  let alpha = 0;
  for (let row = 0, at = 0; row < taps; row++) {
    const weightY = weights[along + row];
    for (let column = 0; column < taps; column++) {
      const word = window[at++];
      const weight = weightY * weights[across + column] * (word >>> 24);
      alpha += weight;
      red += weight * (word & 255);
      green += weight * ((word >> 8) & 255);
      blue += weight * ((word >> 16) & 255);
    }
  }
  // A kernel with negative weights can leave less than nothing.
  if (alpha <= 0) return 0;
  return quotient(red, alpha) | (quotient(green, alpha) << 8) | (quotient(blue, alpha) << 16) |
    (clampByte((alpha + 32768) >> 16) << 24);
};

/** `value / by`, halves up, within a byte. The numbers are too small for the division to reach the next whole one. */
function quotient(value: number, by: number): number {
  return clampByte(Math.floor((2 * value + by) / (2 * by)));
}
