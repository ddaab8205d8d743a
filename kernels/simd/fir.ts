/** Tables for the symmetric smoothing of compiled kernels. @module */
import type { RowAddress } from "./luma_rows.ts";
import { lanes32, type Workshop } from "./workshop.ts";

/** Pairs of taps of a row: the last one has a second weight of 0. */
export function pairWeights(radius: number): number {
  return radius + 1;
}

/** Two neighbouring weights in each 32-bit lane, from the left end of the kernel on. */
export function symmetricPairs(half: Uint16Array): Int32Array {
  const radius = half.length - 1;
  const full = Array.from({ length: 2 * radius + 2 }, (_, i) => half[Math.abs(i - radius)] ?? 0);
  return lanes32(...Array.from(
    { length: radius + 1 },
    (_, i) => full[2 * i] | (full[2 * i + 1] << 16),
  ));
}

/** Addresses of a row and of those above and below it, for a vertical pass. */
export interface RowPointers {
  /** Where they lie. */
  readonly address: number;
  /** Writes those around row `y`. */
  point(y: number, rows: RowAddress): void;
}

/** The middle row, then one above and one below by turns. */
export function rowPointers(workshop: Workshop, radius: number): RowPointers {
  const words = workshop.words(2 * radius + 1);
  return {
    address: words.address,
    point(y, rows) {
      const { view } = words;
      // From above to below, so that rows are filled in the order in which they lie.
      for (let k = radius; k > 0; k--) view[2 * k - 1] = rows(y - k);
      view[0] = rows(y);
      for (let k = 1; k <= radius; k++) view[2 * k] = rows(y + k);
    },
  };
}
