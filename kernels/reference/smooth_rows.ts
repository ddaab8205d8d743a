/**
 * The sums behind blur and unsharp mask, one row at a time: a vertical pass into one row that stays in the
 * cache, then a horizontal pass from it. Both passes are exact: the weights are Q8 and sum to 256, so that
 * the result is the two-dimensional sum itself and only the caller rounds, once.
 *
 * @module
 */
import { pixelWords, type RgbaImage } from "../../image/rgba_image.ts";
import { OpaqueRows } from "./opaque_rows.ts";
import { clampIndex, RowRing } from "./row_ring.ts";

/**
 * Smoothed sums of one row, in Q16 and interleaved. Where all rows that count are opaque there are three a pixel: a
 * flat area of value `v` gives `v * 65536`. Elsewhere there are four: the sum of weight times alpha last, before it those of
 * weight times alpha times value, and the smoothed colour is their quotient.
 */
export type SmoothRow =
  | { readonly opaque: true; readonly sums: Int32Array }
  | { readonly opaque: false; readonly sums: Uint32Array };

/** Gives the smoothed sums of any row; the array is used again by the next call. */
export type SmoothRows = (y: number) => SmoothRow;

/** Border: replicate. Weighting by alpha is left out where it changes nothing. */
export function smoothRows(source: RgbaImage, weights: Uint16Array): SmoothRows {
  const radius = weights.length - 1;
  const rows = new OpaqueRows(source);
  let opaque: SmoothRows | undefined;
  let weighted: SmoothRows | undefined;
  return (y) => {
    if (rows.around(y, radius)) return (opaque ??= opaqueRows(source, weights))(y);
    return (weighted ??= weightedRows(source, weights))(y);
  };
}

/** `scale * colour / alpha` of two sums, halves up; `alpha` is above 0. */
export function weightedMean(colour: number, alpha: number, scale: 1 | 256): number {
  // Exact in 64-bit floats: with alpha below 2^24 a quotient that is not a half is 2^-25 or more away from
  // one, and the floats step by 2^-37 at most.
  return Math.floor((colour / alpha) * scale + 0.5);
}

function opaqueRows(source: RgbaImage, weights: Uint16Array): SmoothRows {
  const { width, height } = source;
  const words = pixelWords(source);
  const radius = weights.length - 1;
  // Two channels share a word, 16 bits each: the largest sum is 255 * 256.
  const redBlue = new Int32Array(width);
  const greens = new Int32Array(width);
  const column = new Uint16Array((width + 2 * radius) * 3);
  const row = { opaque: true, sums: new Int32Array(width * 3) } as const;
  return (y) => {
    startPairs(words, y * width, weights[0], redBlue, greens);
    for (let k = 1; k <= radius; k++) {
      const above = clampIndex(y - k, height - 1) * width;
      const below = clampIndex(y + k, height - 1) * width;
      addPairs(words, above, below, weights[k], redBlue, greens);
    }
    unpackPairs(redBlue, greens, column, radius);
    replicateEnds(column, 3, radius);
    smoothOpaqueLine(column, weights, row.sums);
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

function unpackPairs(
  redBlue: Int32Array,
  greens: Int32Array,
  column: Uint16Array,
  radius: number,
): void {
  for (let x = 0, i = radius * 3; x < greens.length; x++, i += 3) {
    column[i] = redBlue[x];
    column[i + 1] = greens[x];
    column[i + 2] = redBlue[x] >>> 16;
  }
}

/** The largest sum is 255 * 65536: 24 bits. */
function smoothOpaqueLine(column: Uint16Array, weights: Uint16Array, sums: Int32Array): void {
  const centre = weights[0];
  const first = (weights.length - 1) * 3;
  for (let i = 0; i < sums.length; i += 3) {
    const at = i + first;
    let red = Math.imul(centre, column[at]);
    let green = Math.imul(centre, column[at + 1]);
    let blue = Math.imul(centre, column[at + 2]);
    for (let k = 1, left = at - 3, right = at + 3; k < weights.length; k++, left -= 3, right += 3) {
      const weight = weights[k];
      red = (red + Math.imul(weight, column[left] + column[right])) | 0;
      green = (green + Math.imul(weight, column[left + 1] + column[right + 1])) | 0;
      blue = (blue + Math.imul(weight, column[left + 2] + column[right + 2])) | 0;
    }
    sums[i] = red;
    sums[i + 1] = green;
    sums[i + 2] = blue;
  }
}

function weightedRows(source: RgbaImage, weights: Uint16Array): SmoothRows {
  const { data, width, height } = source;
  const radius = weights.length - 1;
  const stride = width * 4;
  const premultiplied = new Uint16Array((2 * radius + 1) * stride);
  const ring = new RowRing(2 * radius + 1, stride, (y, offset) => {
    premultiply(data, y * stride, premultiplied, offset, stride);
  });
  const column = new Int32Array((width + 2 * radius) * 4);
  const first = radius * 4;
  const inner = column.subarray(first, first + stride);
  const row = { opaque: false, sums: new Uint32Array(stride) } as const;
  return (y) => {
    startRow(premultiplied, ring.offset(y), weights[0], inner);
    for (let k = 1; k <= radius; k++) {
      const above = ring.offset(clampIndex(y - k, height - 1));
      const below = ring.offset(clampIndex(y + k, height - 1));
      addRows(premultiplied, above, below, weights[k], inner);
    }
    replicateEnds(column, 4, radius);
    smoothWeightedLine(column, weights, row.sums);
    return row;
  };
}

/** Alpha times colour and alpha itself: 16 bits. */
function premultiply(
  data: Uint8ClampedArray,
  at: number,
  out: Uint16Array,
  offset: number,
  count: number,
): void {
  for (let i = at, j = offset; i < at + count; i += 4, j += 4) {
    const alpha = data[i + 3];
    out[j] = Math.imul(alpha, data[i]);
    out[j + 1] = Math.imul(alpha, data[i + 1]);
    out[j + 2] = Math.imul(alpha, data[i + 2]);
    out[j + 3] = alpha;
  }
}

/** Sums over a column stay below 2^24. */
function startRow(samples: Uint16Array, at: number, weight: number, out: Int32Array): void {
  for (let i = 0; i < out.length; i++) out[i] = Math.imul(samples[at + i], weight);
}

function addRows(
  samples: Uint16Array,
  above: number,
  below: number,
  weight: number,
  out: Int32Array,
): void {
  for (let i = 0; i < out.length; i++) {
    out[i] += Math.imul(samples[above + i] + samples[below + i], weight);
  }
}

/** The largest sum is 255 * 255 * 65536: below 2^32, so that 32 bits without sign hold it. */
function smoothWeightedLine(column: Int32Array, weights: Uint16Array, sums: Uint32Array): void {
  const centre = weights[0];
  const first = (weights.length - 1) * 4;
  for (let i = 0; i < sums.length; i += 4) {
    const at = i + first;
    let red = Math.imul(centre, column[at]);
    let green = Math.imul(centre, column[at + 1]);
    let blue = Math.imul(centre, column[at + 2]);
    let alpha = Math.imul(centre, column[at + 3]);
    for (let k = 1, left = at - 4, right = at + 4; k < weights.length; k++, left -= 4, right += 4) {
      const weight = weights[k];
      red = (red + Math.imul(weight, column[left] + column[right])) | 0;
      green = (green + Math.imul(weight, column[left + 1] + column[right + 1])) | 0;
      blue = (blue + Math.imul(weight, column[left + 2] + column[right + 2])) | 0;
      alpha = (alpha + Math.imul(weight, column[left + 3] + column[right + 3])) | 0;
    }
    sums[i] = red;
    sums[i + 1] = green;
    sums[i + 2] = blue;
    sums[i + 3] = alpha;
  }
}

/** Copies the first and the last pixel `radius` times beyond both ends. */
function replicateEnds(
  column: Uint16Array | Int32Array,
  channels: number,
  radius: number,
): void {
  const first = radius * channels;
  const last = column.length - first - channels;
  for (let i = 0; i < first; i++) {
    column[i] = column[first + (i % channels)];
    column[last + channels + i] = column[last + (i % channels)];
  }
}
