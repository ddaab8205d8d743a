/** The neighbours that a two-dimensional kernel looks at. @module */
import type { PixelRows } from "./pixel_rows.ts";

/** Places around a pixel, and the weight of each. */
export interface Taps {
  /** Rows below the pixel. */
  readonly rows: readonly number[];
  /** Columns to the right of the pixel. */
  readonly columns: readonly number[];
  /** What each counts. */
  readonly weights: Int32Array;
}

/** Those of a square of odd side, row-major, whose weight is not 0. */
export function tapsOf(square: Int32Array | Uint16Array, side: number): Taps {
  const radius = side >> 1;
  const inside = [...square.keys()].filter((i) => square[i] !== 0);
  return {
    rows: inside.map((i) => Math.floor(i / side) - radius),
    columns: inside.map((i) => (i % side) - radius),
    weights: Int32Array.from(inside, (i) => square[i]),
  };
}

/** Where each tap of the first pixel of row `y` lies in rows of halo `radius`. */
export function placeTaps(
  taps: Taps,
  rows: PixelRows,
  radius: number,
  y: number,
  offsets: Int32Array,
): void {
  for (let i = 0; i < offsets.length; i++) {
    offsets[i] = rows.offset(y + taps.rows[i]) + radius + taps.columns[i];
  }
}
