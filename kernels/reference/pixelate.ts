/** Mean of each block of a grid. @module */
import { pixelWords, type RgbaImage } from "../../image/rgba_image.ts";
import type { RunRows } from "../kernels.ts";
import type { PixelateStage } from "../stage.ts";
import { meanWord } from "./mean_word.ts";

/**
 * Border: blocks that reach beyond it are cut off. Alpha: averaged too; colours are weighted by it, so that invisible
 * pixels do not bleed.
 */
export function pixelate(stage: PixelateStage, source: RgbaImage, target: RgbaImage): RunRows {
  const to = pixelWords(target);
  const { width } = source;
  const { size } = stage;
  const means = new Int32Array(Math.ceil(width / size));
  let held = -1;
  return (first, last) => {
    for (let y = first; y < last; y++) {
      const block = Math.floor(y / size);
      if (block !== held) meansOfBlocks(source, size, block, means);
      held = block;
      for (let i = 0, x = 0; x < width; i++, x += size) {
        const at = y * width + x;
        to.fill(means[i], at, at + Math.min(size, width - x));
      }
    }
  };
}

function meansOfBlocks(source: RgbaImage, size: number, row: number, means: Int32Array): void {
  const { width, height } = source;
  const words = pixelWords(source);
  const sums = new Float64Array(means.length * 4);
  const top = row * size;
  const bottom = Math.min(height, top + size);
  for (let y = top; y < bottom; y++) addRow(words, y * width, width, size, sums);
  for (let i = 0, j = 0; i < means.length; i++, j += 4) {
    const count = (bottom - top) * Math.min(size, width - i * size);
    means[i] = meanWord(sums[j], sums[j + 1], sums[j + 2], sums[j + 3], count);
  }
}

/** Sums over a block of at most 2^20 pixels stay below 2^36: whole numbers in 64-bit floats. */
function addRow(
  words: Int32Array,
  at: number,
  width: number,
  size: number,
  sums: Float64Array,
): void {
  for (let i = 0, x = 0; x < width; i += 4) {
    let red = 0;
    let green = 0;
    let blue = 0;
    let alpha = 0;
    for (const end = Math.min(width, x + size); x < end; x++) {
      const word = words[at + x];
      const weight = word >>> 24;
      red += Math.imul(weight, word & 255);
      green += Math.imul(weight, (word >> 8) & 255);
      blue += Math.imul(weight, (word >> 16) & 255);
      alpha += weight;
    }
    sums[i] += red;
    sums[i + 1] += green;
    sums[i + 2] += blue;
    sums[i + 3] += alpha;
  }
}
