/**
 * Luma of ITU-R BT.601 in Q15: `(9798 R + 19235 G + 3735 B + 16384) >> 15`. The weights sum to 32768, so
 * that greys keep their value; they are those of OpenCV's 8-bit conversion.
 *
 * @module
 */
import { pixelWords, type RgbaImage } from "../../image/rgba_image.ts";
import type { RunRows } from "../kernels.ts";
import type { LumaStage } from "../stage.ts";
import { clampIndex, RowRing } from "./row_ring.ts";

/** Luma of one pixel word, 0 to 255; alpha is not looked at. */
export function lumaOf(word: number): number {
  const red = word & 255;
  const green = (word >> 8) & 255;
  const blue = (word >> 16) & 255;
  return (9798 * red + 19235 * green + 3735 * blue + 16384) >> 15;
}

/** Luma of a pixel laid over black: what is visible of it, 0 to 255. */
export function visibleLumaOf(word: number): number {
  // Exactly round(luma * alpha / 255), and luma itself where alpha is 255.
  return ((lumaOf(word) * (word >>> 24) * 2 + 255) / 510) | 0;
}

/** Luma where a pixel is visible at all, `INVISIBLE` where alpha is 0. */
export function lumaOrInvisible(word: number): number {
  return word >>> 24 === 0 ? INVISIBLE : lumaOf(word);
}

/** Stands for the luma of a pixel that has none: beyond every sum and difference of two lumas. */
export const INVISIBLE = 512;

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

/** A pixel of one brightness with the alpha of another pixel. */
export function grey(value: number, alphaOf: number): number {
  return Math.imul(value, 0x010101) | (alphaOf & 0xff000000);
}

/** Luma rows with their border replicated, a few at a time. */
export class LumaRows {
  /** All rows that are held; see `offset`. */
  readonly data: Uint16Array;
  readonly #ring: RowRing;
  readonly #last: number;

  /** @param halo pixels beyond each end of a row, and rows above and below the one in hand */
  constructor(source: RgbaImage, halo: number, lumaOfWord: (word: number) => number) {
    const { width, height } = source;
    const words = pixelWords(source);
    const stride = width + 2 * halo;
    const data = new Uint16Array((2 * halo + 1) * stride);
    function fill(y: number, offset: number): void {
      const row = offset + halo;
      for (let x = 0; x < width; x++) data[row + x] = lumaOfWord(words[y * width + x]);
      data.fill(data[row], offset, row);
      data.fill(data[row + width - 1], row + width, offset + stride);
    }
    this.data = data;
    this.#last = height - 1;
    this.#ring = new RowRing(2 * halo + 1, stride, fill);
  }

  /** Where row `y` starts in `data`, `halo` pixels before its first; rows beyond the border replicate. */
  offset(y: number): number {
    return this.#ring.offset(clampIndex(y, this.#last));
  }
}
