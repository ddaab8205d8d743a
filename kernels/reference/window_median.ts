/** The median of a window that slides along column histograms. @module */
import { COARSE_WORDS, type ColumnHistograms, FINE_WORDS } from "./column_histograms.ts";
import { clampIndex } from "./row_ring.ts";

/** Words that hold the counts of the 16 values of a group. */
const GROUP_WORDS = FINE_WORDS / 16;

/**
 * Counts groups of values at every step, and single values only in the group that holds the median: each group
 * remembers the place that its counts belong to, and catches up when it is needed.
 */
export class WindowMedian {
  readonly #columns: ColumnHistograms;
  readonly #width: number;
  readonly #radius: number;
  readonly #coarse = new Int32Array(COARSE_WORDS);
  readonly #fine = new Int32Array(FINE_WORDS);
  readonly #places = new Int32Array(16);

  /** @param radius that of the columns, too */
  constructor(columns: ColumnHistograms, width: number, radius: number) {
    this.#columns = columns;
    this.#width = width;
    this.#radius = radius;
  }

  /** Adds the median around each pixel of a row, moved by `shift` bits, to `medians`; 0 where nothing is visible. */
  slide(shift: number, medians: Int32Array): void {
    const { coarse: columns, visible } = this.#columns;
    const coarse = this.#coarse;
    const radius = this.#radius;
    const last = this.#width - 1;
    let count = this.#start();
    for (let x = 0; x <= last; x++) {
      const entering = clampIndex(x + radius, last);
      const leaving = clampIndex(x - radius - 1, last);
      count += visible[entering] - visible[leaving];
      exchange(columns, entering * COARSE_WORDS, leaving * COARSE_WORDS, coarse, 0);
      if (count > 0) medians[x] |= this.#find((count + 1) >> 1, x) << shift;
    }
  }

  /** The window around the pixel left of the first one; returns its visible pixels. */
  #start(): number {
    const { coarse: columns, visible } = this.#columns;
    const radius = this.#radius;
    const last = this.#width - 1;
    // So far back that no group is worth catching up.
    this.#places.fill(-4 * radius - 4);
    this.#coarse.fill(0);
    let count = 0;
    for (let x = -radius - 1; x < radius; x++) {
      const column = clampIndex(x, last);
      add(columns, column * COARSE_WORDS, this.#coarse, 0);
      count += visible[column];
    }
    return count;
  }

  /** The least value that `rank` pixels around `x` do not exceed. */
  #find(rank: number, x: number): number {
    const coarse = this.#coarse;
    let group = 0;
    let below = 0;
    for (;; group += 2) {
      const pair = coarse[group >> 1];
      const even = below + (pair & 0xffff);
      if (even >= rank) break;
      const both = even + (pair >>> 16);
      if (both >= rank) {
        below = even;
        group++;
        break;
      }
      below = both;
    }
    this.#catchUp(group, x);
    const fine = this.#fine;
    for (let word = group * GROUP_WORDS;; word++) {
      const pair = fine[word];
      const even = below + (pair & 0xffff);
      if (even >= rank) return 2 * word;
      below = even + (pair >>> 16);
      if (below >= rank) return 2 * word + 1;
    }
  }

  /** Makes the counts of a group those of the window around `x`, by the shorter way. */
  #catchUp(group: number, x: number): void {
    const { fine: columns } = this.#columns;
    const fine = this.#fine;
    const radius = this.#radius;
    const last = this.#width - 1;
    const at = group * GROUP_WORDS;
    let place = this.#places[group];
    this.#places[group] = x;
    if (x - place > radius) {
      fine.fill(0, at, at + GROUP_WORDS);
      for (let column = x - radius; column <= x + radius; column++) {
        add(columns, clampIndex(column, last) * FINE_WORDS + at, fine, at);
      }
      return;
    }
    while (place < x) {
      place++;
      const entering = clampIndex(place + radius, last) * FINE_WORDS + at;
      const leaving = clampIndex(place - radius - 1, last) * FINE_WORDS + at;
      exchange(columns, entering, leaving, fine, at);
    }
  }
}

// Both work on eight words, which is what a group and all groups have. Halves never reach 2^16, so that
// none carries into the other.

function add(columns: Int32Array, from: number, counts: Int32Array, at: number): void {
  for (let i = 0; i < 8; i++) counts[at + i] += columns[from + i];
}

function exchange(
  columns: Int32Array,
  entering: number,
  leaving: number,
  counts: Int32Array,
  at: number,
): void {
  for (let i = 0; i < 8; i++) counts[at + i] += columns[entering + i] - columns[leaving + i];
}
