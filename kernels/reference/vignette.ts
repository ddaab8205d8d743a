/** Blends a colour in by place. @module */
import { pixelWords, type RgbaImage } from "../../image/rgba_image.ts";
import type { RunRows } from "../kernels.ts";
import type { VignetteStage } from "../stage.ts";

/** Weight of 1. */
const ONE = 1 << 15;
const HALF = ONE >> 1;

/** Border: none. Alpha: kept. The blend of a value is rounded once, halves up. */
export function vignette(stage: VignetteStage, source: RgbaImage, target: RgbaImage): RunRows {
  const from = pixelWords(source);
  const to = pixelWords(target);
  const { width } = source;
  const { columns, rows, weights, colour: [red, green, blue] } = stage;
  return (first, last) => {
    for (let y = first; y < last; y++) {
      const row = rows[y];
      const line = y * width;
      for (let x = 0; x < width; x++) {
        const word = from[line + x];
        const weight = weights[columns[x] + row];
        const rest = ONE - weight;
        to[line + x] = (((word & 255) * weight + red * rest + HALF) >> 15) |
          ((((word >> 8) & 255) * weight + green * rest + HALF) >> 15 << 8) |
          ((((word >> 16) & 255) * weight + blue * rest + HALF) >> 15 << 16) |
          (word & 0xff000000);
      }
    }
  };
}
