/**
 * Largest or least value of a square, in three comparisons a value and direction whatever its size: van Herk, "A fast
 * algorithm for local minimum and maximum filters on rectangular and octagonal kernels", 1992; Gil and Werman,
 * "Computing 2-D min, median, and max filters", 1993.
 *
 * @module
 */
import { pixelWords, type RgbaImage } from "../../image/rgba_image.ts";
import type { RunRows } from "../kernels.ts";
import type { MorphologyStage } from "../stage.ts";
import { LargestDown } from "./largest_down.ts";
import { LargestAcross } from "./largest_across.ts";

/**
 * Border: only pixels inside count, which is the same as replicating them. Alpha: kept; invisible pixels do not
 * count, and stay as they are.
 */
export function morphology(stage: MorphologyStage, source: RgbaImage, target: RgbaImage): RunRows {
  const from = pixelWords(source);
  const to = pixelWords(target);
  const { width, height } = source;
  const { radius } = stage;
  // The least value is the complement of the largest complement; 0 leaves both as they are.
  const complement = stage.operation === "erode" ? 0xffffff : 0;
  const across = new LargestAcross(width, radius);
  const down = new LargestDown(width * 3, height, radius, (y, out) => {
    unpack(from, y * width, complement, across.values);
    across.run(out);
  });
  const largest = new Uint8Array(width * 3);
  return (first, last) => {
    for (let y = first; y < last; y++) {
      down.run(y, largest);
      pack(from, to, y * width, complement, largest);
    }
  };
}

function unpack(words: Int32Array, at: number, complement: number, out: Uint8Array): void {
  for (let x = at, i = 0; i < out.length; x++, i += 3) {
    const word = words[x];
    const value = word >>> 24 === 0 ? 0 : word ^ complement;
    out[i] = value;
    out[i + 1] = value >> 8;
    out[i + 2] = value >> 16;
  }
}

function pack(
  from: Int32Array,
  to: Int32Array,
  at: number,
  complement: number,
  values: Uint8Array,
): void {
  for (let x = at, i = 0; i < values.length; x++, i += 3) {
    const word = from[x];
    const value = values[i] | (values[i + 1] << 8) | (values[i + 2] << 16);
    to[x] = word >>> 24 === 0 ? word : (value ^ complement) | (word & 0xff000000);
  }
}
