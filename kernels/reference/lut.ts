/** One table for red, green and blue. @module */
import { pixelWords, type RgbaImage } from "../../image/rgba_image.ts";
import type { RunRows } from "../kernels.ts";
import type { LutStage } from "../stage.ts";

/** Border: none. Alpha: kept. */
export function lut(stage: LutStage, source: RgbaImage, target: RgbaImage): RunRows {
  const from = pixelWords(source);
  const to = pixelWords(target);
  const { width } = source;
  // The tables hold each value already in its place within the word.
  const red = Int32Array.from(stage.table);
  const green = red.map((value) => value << 8);
  const blue = red.map((value) => value << 16);
  return (first, last) => {
    for (let i = first * width; i < last * width; i++) {
      const word = from[i];
      to[i] = red[word & 255] | green[(word >> 8) & 255] | blue[(word >> 16) & 255] |
        (word & 0xff000000);
    }
  };
}
