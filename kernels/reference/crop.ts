/** Keeps a part of a picture. @module */
import { pixelWords, type RgbaImage } from "../../image/rgba_image.ts";
import type { RunRows } from "../kernels.ts";
import type { CropStage } from "../stage.ts";

/** Border: never read. Alpha: moves with its pixel. Reads no pixel that it does not keep. */
export function crop(stage: CropStage, source: RgbaImage, target: RgbaImage): RunRows {
  const from = pixelWords(source);
  const to = pixelWords(target);
  const { left, top, width } = stage;
  return (first, last) => {
    for (let y = first; y < last; y++) {
      const at = (top + y) * source.width + left;
      to.set(from.subarray(at, at + width), y * width);
    }
  };
}
