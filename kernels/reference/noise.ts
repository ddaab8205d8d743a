/**
 * Noise without a state: what a pixel gets follows from the seed and its place alone, so that bands, workers
 * and machines agree.
 *
 * @module
 */
import { pixelWords, type RgbaImage } from "../../image/rgba_image.ts";
import type { RunRows } from "../kernels.ts";
import type { NoiseStage } from "../stage.ts";
import { clampByte } from "./clamp_byte.ts";

/** Border: none. Alpha: kept. A third of the bits of one hash draws the level of each colour. */
export function noise(stage: NoiseStage, source: RgbaImage, target: RgbaImage): RunRows {
  const from = pixelWords(source);
  const to = pixelWords(target);
  const { width } = source;
  const { levels, monochrome, seed } = stage;
  const columns = Int32Array.from({ length: width }, (_, x) => mix(mix(seed) + x));
  return (first, last) => {
    for (let y = first; y < last; y++) {
      const row = mix(~mix(seed) + y);
      const line = y * width;
      for (let x = 0; x < width; x++) {
        const hash = mix(columns[x] + row);
        const word = from[line + x];
        const red = levels[hash & 1023];
        const green = monochrome ? red : levels[(hash >>> 10) & 1023];
        const blue = monochrome ? red : levels[(hash >>> 20) & 1023];
        to[line + x] = clampByte((word & 255) + red) |
          (clampByte(((word >> 8) & 255) + green) << 8) |
          (clampByte(((word >> 16) & 255) + blue) << 16) |
          (word & 0xff000000);
      }
    }
  };
}

/**
 * Scatters the bits of a 32-bit number, one to one: each bit of the result changes with each bit of the argument
 * in nearly half of all cases. The constants are those of lowbias32 by Chris Wellons, "Prospecting for hash
 * functions", 2018.
 */
export function mix(value: number): number {
  value = Math.imul(value ^ (value >>> 16), 0x7feb352d);
  value = Math.imul(value ^ (value >>> 15), 0x846ca68b);
  return value ^ (value >>> 16);
}
