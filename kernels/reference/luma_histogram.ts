/** Tables that are made of all luma values of a picture. @module */
import { lumaOf } from "./luma.ts";

/** How often each luma occurs among visible pixels. */
export function lumaHistogram(words: Int32Array): Int32Array {
  const counts = new Int32Array(256);
  for (let i = 0; i < words.length; i++) {
    const word = words[i];
    if (word >>> 24 !== 0) counts[lumaOf(word)]++;
  }
  return counts;
}

/** 100 percent, in the unit of a percentile. */
const ALL = 100_000;

/**
 * Takes the percentile `lower` to 0 and `upper` to 255, in thousandths of a percent, and what lies between in
 * proportion. The lower one is the least value with more than this share of the pixels at or below it, the upper one
 * the least with this share or more; where both are the same nothing changes.
 */
export function stretchTable(counts: Int32Array, lower: number, upper: number): Uint8Array {
  const total = counts.reduce((sum, count) => sum + count, 0);
  const low = firstWhere(counts, (below) => below * ALL > total * lower);
  const high = firstWhere(counts, (below) => below * ALL >= total * upper);
  if (total === 0 || low >= high) return UNCHANGED;
  return clampedTable((value) => Math.floor((255 * (value - low)) / (high - low) + 0.5));
}

/**
 * The rule of OpenCV's `equalizeHist`: `255 * (below(v) - below(first)) / (total - below(first))`, where `below` counts
 * the pixels up to a value, and `first` is the least value there is. Where it is the only one nothing changes.
 */
export function equalizeTable(counts: Int32Array): Uint8Array {
  const below = cumulative(counts);
  const total = below[255];
  const first = counts.find((count) => count > 0) ?? 0;
  if (total === first) return UNCHANGED;
  return clampedTable((value) =>
    Math.floor((255 * (below[value] - first)) / (total - first) + 0.5)
  );
}

/**
 * `255 * below(v) / total` after no count was allowed to exceed `limit`, and the excess was spread over all: Zuiderveld,
 * "Contrast limited adaptive histogram equalization", Graphics Gems IV, 1994, with OpenCV's way of spreading.
 * Changes `counts`.
 */
export function limitedTable(counts: Int32Array, limit: number): Uint8Array {
  spreadExcess(counts, limit);
  const below = cumulative(counts);
  const total = below[255];
  if (total === 0) return UNCHANGED;
  return clampedTable((value) => Math.floor((255 * below[value]) / total + 0.5));
}

function spreadExcess(counts: Int32Array, limit: number): void {
  let excess = 0;
  for (let value = 0; value < 256; value++) {
    if (counts[value] <= limit) continue;
    excess += counts[value] - limit;
    counts[value] = limit;
  }
  const share = excess >> 8;
  const rest = excess & 255;
  for (let value = 0; value < 256; value++) counts[value] += share;
  if (rest === 0) return;
  // What cannot be shared goes to values at equal distances.
  const step = Math.floor(256 / rest);
  for (let i = 0; i < rest; i++) counts[i * step]++;
}

function cumulative(counts: Int32Array): Float64Array {
  let sum = 0;
  return Float64Array.from(counts, (count) => sum += count);
}

/** The least value for which the number of pixels up to it meets a condition. */
function firstWhere(counts: Int32Array, isMet: (below: number) => boolean): number {
  const found = cumulative(counts).findIndex(isMet);
  return found < 0 ? 255 : found;
}

function clampedTable(valueOf: (value: number) => number): Uint8Array {
  return Uint8Array.from(
    { length: 256 },
    (_, value) => Math.min(255, Math.max(0, valueOf(value))),
  );
}

const UNCHANGED = Uint8Array.from({ length: 256 }, (_, value) => value);
