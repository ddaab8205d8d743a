/** Each colour as a weighted sum of all three. @module */
import { pixelWords, type RgbaImage } from "../../image/rgba_image.ts";
import type { RunRows } from "../kernels.ts";
import type { MatrixStage } from "../stage.ts";
import { clampByte } from "./clamp_byte.ts";

/** Half of a level in Q16, so that the shift rounds halves up. */
const HALF = 1 << 15;

/** Products as whole numbers: the engine would take doubles for them. */
const { imul } = Math;

/** Border: none. Alpha: kept. Sums stay below 2^31, as the stage promises, and are rounded once. */
export function matrix(stage: MatrixStage, source: RgbaImage, target: RgbaImage): RunRows {
  const from = pixelWords(source);
  const to = pixelWords(target);
  const { width } = source;
  const [rr, rg, rb, r1, gr, gg, gb, g1, br, bg, bb, b1] = stage.rows;
  const addRed = r1 + HALF;
  const addGreen = g1 + HALF;
  const addBlue = b1 + HALF;
  return (first, last) => {
    for (let i = first * width; i < last * width; i++) {
      const word = from[i];
      const red = word & 255;
      const green = (word >> 8) & 255;
      const blue = (word >> 16) & 255;
      to[i] = clampByte((imul(rr, red) + imul(rg, green) + imul(rb, blue) + addRed) >> 16) |
        (clampByte((imul(gr, red) + imul(gg, green) + imul(gb, blue) + addGreen) >> 16) << 8) |
        (clampByte((imul(br, red) + imul(bg, green) + imul(bb, blue) + addBlue) >> 16) << 16) |
        (word & 0xff000000);
    }
  };
}
