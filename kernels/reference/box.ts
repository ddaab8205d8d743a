/** Mean of a square, by sums that slide: the time does not depend on its size. @module */
import { pixelWords, type RgbaImage } from "../../image/rgba_image.ts";
import type { RunRows } from "../kernels.ts";
import type { BoxStage } from "../stage.ts";
import { ColumnSums } from "./column_sums.ts";
import { meanWord } from "./mean_word.ts";
import { clampIndex } from "./row_ring.ts";

/** Border: replicate. Alpha: averaged too; colours are weighted by it, so that invisible pixels do not bleed. */
export function box(stage: BoxStage, source: RgbaImage, target: RgbaImage): RunRows {
  const to = pixelWords(target);
  const { width } = source;
  const { radius } = stage;
  const columns = new ColumnSums(source, radius);
  return (first, last) => {
    for (let y = first; y < last; y++) {
      columns.moveTo(y);
      meanLine(columns.sums, radius, to, y * width, width);
    }
  };
}

function meanLine(
  sums: Float64Array,
  radius: number,
  to: Int32Array,
  at: number,
  width: number,
): void {
  const lastColumn = width - 1;
  const count = (2 * radius + 1) ** 2;
  let red = 0;
  let green = 0;
  let blue = 0;
  let alpha = 0;
  // The window around the pixel left of the first.
  for (let x = -radius - 1; x < radius; x++) {
    const i = clampIndex(x, lastColumn) * 4;
    red += sums[i];
    green += sums[i + 1];
    blue += sums[i + 2];
    alpha += sums[i + 3];
  }
  for (let x = 0; x < width; x++) {
    const i = clampIndex(x + radius, lastColumn) * 4;
    const j = clampIndex(x - radius - 1, lastColumn) * 4;
    red += sums[i] - sums[j];
    green += sums[i + 1] - sums[j + 1];
    blue += sums[i + 2] - sums[j + 2];
    alpha += sums[i + 3] - sums[j + 3];
    to[at + x] = meanWord(red, green, blue, alpha, count);
  }
}
