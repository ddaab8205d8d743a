/** Luma through a table for each colour. @module */
import { pixelWords, type RgbaImage } from "../../image/rgba_image.ts";
import type { RunRows } from "../kernels.ts";
import type { LumaLutStage } from "../stage.ts";
import { lumaOf } from "./luma.ts";

/** Border: none. Alpha: kept. */
export function lumaLut(stage: LumaLutStage, source: RgbaImage, target: RgbaImage): RunRows {
  const from = pixelWords(source);
  const to = pixelWords(target);
  const { width } = source;
  const { tables } = stage;
  // One look gives all three colours.
  const colours = Int32Array.from(
    { length: 256 },
    (_, luma) => tables[luma] | (tables[256 + luma] << 8) | (tables[512 + luma] << 16),
  );
  return (first, last) => {
    for (let i = first * width; i < last * width; i++) {
      const word = from[i];
      to[i] = colours[lumaOf(word)] | (word & 0xff000000);
    }
  };
}
