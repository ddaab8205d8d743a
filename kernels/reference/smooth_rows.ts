/**
 * The sums behind blur and unsharp mask, one row at a time: a vertical pass into one row that stays in the
 * cache, then a horizontal pass from it. Both passes are exact: the weights are Q8 and sum to 256, so the
 * vertical sums of 8-bit values fit 16 bits and nothing is rounded before the caller rounds once.
 *
 * @module
 */
import { isOpaque, pixelWords, type RgbaImage } from "../../image/rgba_image.ts";
import { clampIndex } from "./row_ring.ts";

/** Smoothed sums of one row, Q16: a flat area of value `v` gives `v * 65536`. */
export interface SmoothRow {
  readonly red: Float64Array;
  readonly green: Float64Array;
  readonly blue: Float64Array;
  /**
   * `undefined` when every alpha is 255. Otherwise the sum of weight times alpha, and the colours are sums of
   * weight times alpha times value: the smoothed colour is their quotient.
   */
  readonly alpha: Float64Array | undefined;
}

/** Gives the smoothed sums of any row; the arrays are used again by the next call. */
export type SmoothRows = (y: number) => SmoothRow;

/** Border: replicate. */
export function smoothRows(source: RgbaImage, weights: Uint16Array): SmoothRows {
  return isOpaque(source) ? opaqueRows(source, weights) : weightedRows(source, weights);
}

/** Colour from a quotient of sums, 0 to 255 with `scale` 1; halves go up. */
export function weightedMean(colour: number, alpha: number, scale: number): number {
  // The quotient of integers below 2^33 is never so near a half that the division could cross it.
  return Math.floor((colour / alpha) * scale + 0.5);
}

function opaqueRows(source: RgbaImage, weights: Uint16Array): SmoothRows {
  const { width, height } = source;
  const words = pixelWords(source);
  const radius = weights.length - 1;
  // Two channels share a word, 16 bits each: the largest sum is 255 * 256.
  const redBlue = new Int32Array(width);
  const greens = new Int32Array(width);
  const column = new Uint16Array(width + 2 * radius);
  const row = newRow(width, false);
  return (y) => {
    startPairs(words, y * width, weights[0], redBlue, greens);
    for (let k = 1; k <= radius; k++) {
      const above = clampIndex(y - k, height - 1) * width;
      const below = clampIndex(y + k, height - 1) * width;
      addPairs(words, above, below, weights[k], redBlue, greens);
    }
    unpack(redBlue, 0, column, radius);
    smoothLine(column, weights, row.red);
    unpack(greens, 0, column, radius);
    smoothLine(column, weights, row.green);
    unpack(redBlue, 16, column, radius);
    smoothLine(column, weights, row.blue);
    return row;
  };
}

function startPairs(
  words: Int32Array,
  at: number,
  weight: number,
  redBlue: Int32Array,
  greens: Int32Array,
): void {
  for (let x = 0; x < redBlue.length; x++) {
    const word = words[at + x];
    redBlue[x] = Math.imul(word & 0xff00ff, weight);
    greens[x] = Math.imul((word >>> 8) & 0xff, weight);
  }
}

function addPairs(
  words: Int32Array,
  above: number,
  below: number,
  weight: number,
  redBlue: Int32Array,
  greens: Int32Array,
): void {
  for (let x = 0; x < redBlue.length; x++) {
    const a = words[above + x];
    const b = words[below + x];
    redBlue[x] += Math.imul((a & 0xff00ff) + (b & 0xff00ff), weight);
    greens[x] += Math.imul(((a >>> 8) & 0xff) + ((b >>> 8) & 0xff), weight);
  }
}

function unpack(pairs: Int32Array, shift: number, column: Uint16Array, radius: number): void {
  for (let x = 0; x < pairs.length; x++) column[radius + x] = pairs[x] >>> shift;
  replicateEnds(column, radius);
}

function weightedRows(source: RgbaImage, weights: Uint16Array): SmoothRows {
  const { width, height } = source;
  const radius = weights.length - 1;
  // Weight times alpha times value summed over a column stays below 2^24.
  const column = new Int32Array(width + 2 * radius);
  const row = newRow(width, true);
  const channels = [row.red, row.green, row.blue, row.alpha];
  return (y) => {
    channels.forEach((out, channel) => {
      if (out === undefined) return;
      column.fill(0);
      for (let k = -radius; k <= radius; k++) {
        const at = clampIndex(y + k, height - 1) * width * 4;
        addColumn(source.data, at, channel, weights[Math.abs(k)], column, radius);
      }
      replicateEnds(column, radius);
      smoothLine(column, weights, out);
    });
    return row;
  };
}

function addColumn(
  data: Uint8ClampedArray,
  at: number,
  channel: number,
  weight: number,
  column: Int32Array,
  radius: number,
): void {
  for (let x = radius, i = at; x < column.length - radius; x++, i += 4) {
    const alpha = data[i + 3];
    column[x] += weight * (channel === 3 ? alpha : alpha * data[i + channel]);
  }
}

function replicateEnds(column: Uint16Array | Int32Array, radius: number): void {
  const last = column.length - 1 - radius;
  column.fill(column[radius], 0, radius);
  column.fill(column[last], last + 1);
}

function smoothLine(
  column: Uint16Array | Int32Array,
  weights: Uint16Array,
  out: Float64Array,
): void {
  const radius = weights.length - 1;
  const centre = weights[0];
  for (let x = 0; x < out.length; x++) {
    const at = x + radius;
    let sum = centre * column[at];
    for (let k = 1; k <= radius; k++) sum += weights[k] * (column[at - k] + column[at + k]);
    out[x] = sum;
  }
}

function newRow(width: number, withAlpha: boolean): SmoothRow {
  return {
    red: new Float64Array(width),
    green: new Float64Array(width),
    blue: new Float64Array(width),
    alpha: withAlpha ? new Float64Array(width) : undefined,
  };
}
