/** Rows of one channel, a few at a time, with their border replicated. @module */
import type { Size } from "../../image/rgba_image.ts";
import { clampIndex, RowRing } from "./row_ring.ts";

/** Writes the `width` values of row `y` to `data`, from index `at` on. */
export type FillRow = (y: number, data: Uint16Array, at: number) => void;

/**
 * Holds the rows around the one in hand. Each is computed when it is first asked for and stays until a row
 * `2 * halo + 1` away takes its place, so that a walk in any order gives the same values.
 */
export class PlaneRows {
  /** All rows that are held; see `offset`. */
  readonly data: Uint16Array;
  readonly #ring: RowRing;
  readonly #last: number;

  /** @param halo values beyond each end of a row, and rows above and below the one in hand */
  constructor(size: Size, halo: number, fillRow: FillRow) {
    const { width, height } = size;
    const stride = width + 2 * halo;
    const data = new Uint16Array((2 * halo + 1) * stride);
    function fill(y: number, offset: number): void {
      const row = offset + halo;
      fillRow(y, data, row);
      data.fill(data[row], offset, row);
      data.fill(data[row + width - 1], row + width, offset + stride);
    }
    this.data = data;
    this.#last = height - 1;
    this.#ring = new RowRing(2 * halo + 1, stride, fill);
  }

  /** Where row `y` starts in `data`, `halo` values before its first; rows beyond the border replicate. */
  offset(y: number): number {
    return this.#ring.offset(clampIndex(y, this.#last));
  }
}
