/**
 * Median of a square in constant time per pixel: Perreault and Hebert, "Median filtering in constant time", IEEE
 * Transactions on Image Processing 2007.
 *
 * @module
 */
import { pixelWords, type RgbaImage } from "../../image/rgba_image.ts";
import type { RunRows } from "../kernels.ts";
import type { MedianStage } from "../stage.ts";
import { ColumnHistograms } from "./column_histograms.ts";
import { WindowMedian } from "./window_median.ts";

/**
 * Border: replicate. Alpha: kept; invisible pixels do not count, and stay as they are. Of an even number of pixels it
 * is the lower one of the two in the middle.
 */
export function median(stage: MedianStage, source: RgbaImage, target: RgbaImage): RunRows {
  const from = pixelWords(source);
  const to = pixelWords(target);
  const { width } = source;
  const { radius } = stage;
  const channels = [0, 8, 16].map((shift) => {
    const columns = new ColumnHistograms(source, radius, shift);
    return { shift, columns, window: new WindowMedian(columns, width, radius) };
  });
  const medians = new Int32Array(width);
  return (first, last) => {
    for (let y = first; y < last; y++) {
      medians.fill(0);
      for (const { shift, columns, window } of channels) {
        columns.moveTo(y);
        window.slide(shift, medians);
      }
      writeLine(from, to, y * width, medians);
    }
  };
}

function writeLine(from: Int32Array, to: Int32Array, at: number, medians: Int32Array): void {
  for (let x = 0; x < medians.length; x++) {
    const word = from[at + x];
    to[at + x] = word >>> 24 === 0 ? word : medians[x] | (word & 0xff000000);
  }
}
