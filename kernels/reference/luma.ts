/**
 * Luma of ITU-R BT.601 in Q15: `(9798 R + 19235 G + 3735 B + 16384) >> 15`. The weights sum to 32768, so
 * that greys keep their value; they are those of OpenCV's 8-bit conversion.
 *
 * @module
 */
import { pixelWords, type RgbaImage } from "../../image/rgba_image.ts";
import type { RunRows } from "../kernels.ts";
import type { LumaStage } from "../stage.ts";
import { PlaneRows } from "./plane_rows.ts";

/** Border: none. Alpha: kept. Writes luma into red, green and blue. */
export function luma(_stage: LumaStage, source: RgbaImage, target: RgbaImage): RunRows {
  const from = pixelWords(source);
  const to = pixelWords(target);
  const { width } = source;
  return (first, last) => {
    for (let i = first * width; i < last * width; i++) {
      const word = from[i];
      to[i] = grey(lumaOf(word), word);
    }
  };
}

/** Luma of one pixel word, 0 to 255; alpha is not looked at. */
export function lumaOf(word: number): number {
  const red = word & 255;
  const green = (word >> 8) & 255;
  const blue = (word >> 16) & 255;
  return (9798 * red + 19235 * green + 3735 * blue + 16384) >> 15;
}

/** Luma of a pixel laid over black: what is visible of it, 0 to 255. */
export function visibleLumaOf(word: number): number {
  const product = lumaOf(word) * (word >>> 24) + 128;
  // Exactly round(luma * alpha / 255), and luma itself where alpha is 255.
  return (product + (product >> 8)) >> 8;
}

/** A pixel of one brightness with the alpha of another pixel. */
export function grey(value: number, alphaOf: number): number {
  return Math.imul(value, 0x010101) | (alphaOf & 0xff000000);
}

/** Rows of luma over black. */
export function visibleLumaRows(source: RgbaImage, halo: number): PlaneRows {
  const words = pixelWords(source);
  const { width } = source;
  return new PlaneRows(source, halo, (y, data, at) => {
    for (let i = y * width; i < (y + 1) * width; i++) data[at++] = visibleLumaOf(words[i]);
  });
}

/** Stands for the luma of a pixel that has none: beyond every sum and difference of two lumas. */
export const INVISIBLE = 512;

/** Rows of luma, with `INVISIBLE` where alpha is 0. */
export function lumaOrInvisibleRows(source: RgbaImage, halo: number): PlaneRows {
  const words = pixelWords(source);
  const { width } = source;
  return new PlaneRows(source, halo, (y, data, at) => {
    for (let i = y * width; i < (y + 1) * width; i++) {
      data[at++] = words[i] >>> 24 === 0 ? INVISIBLE : lumaOf(words[i]);
    }
  });
}
