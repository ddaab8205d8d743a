/** Puts a picture on a larger canvas. @module */
import { pixelWords, type RgbaImage } from "../../image/rgba_image.ts";
import type { RunRows } from "../kernels.ts";
import type { ExtendStage } from "../stage.ts";

/** Border: the background colour. Alpha: pixels are copied, not blended with the canvas. */
export function extend(stage: ExtendStage, source: RgbaImage, target: RgbaImage): RunRows {
  const from = pixelWords(source);
  const to = pixelWords(target);
  const [red, green, blue, alpha] = stage.background;
  const background = red | (green << 8) | (blue << 16) | (alpha << 24);
  const { left, top } = stage;
  return (first, last) => {
    for (let y = first; y < last; y++) {
      const out = y * target.width;
      to.fill(background, out, out + target.width);
      const row = y - top;
      if (row < 0 || row >= source.height) continue;
      to.set(from.subarray(row * source.width, (row + 1) * source.width), out + left);
    }
  };
}
