/** Picks source pixels without blending. @module */
import { pixelWords, type RgbaImage } from "../../image/rgba_image.ts";
import type { RunRows } from "../kernels.ts";
import type { NearestStage } from "../stage.ts";

/** Border: never read. Alpha: moves with its pixel. */
export function nearest(stage: NearestStage, source: RgbaImage, target: RgbaImage): RunRows {
  const from = pixelWords(source);
  const to = pixelWords(target);
  const { columns, rows } = stage;
  return (first, last) => {
    for (let y = first; y < last; y++) {
      const row = rows[y] * source.width;
      const out = y * target.width;
      for (let x = 0; x < columns.length; x++) to[out + x] = from[row + columns[x]];
    }
  };
}
