/** Rows that several target rows need, computed once while they are near. @module */

/**
 * Bookkeeping for a buffer of `rows` rows: row `y` lives at slot `y % rows` and is filled when it is asked
 * for and not there. Any window of at most `rows` neighbouring rows can be held at a time, whatever the
 * order in which windows are visited.
 */
export class RowRing {
  readonly #slots: Int32Array;
  readonly #stride: number;
  readonly #fill: (y: number, offset: number) => void;

  constructor(rows: number, stride: number, fill: (y: number, offset: number) => void) {
    this.#slots = new Int32Array(rows).fill(-1);
    this.#stride = stride;
    this.#fill = fill;
  }

  /** Offset of row `y` in the buffer, filled. */
  offset(y: number): number {
    const slot = y % this.#slots.length;
    const offset = slot * this.#stride;
    if (this.#slots[slot] !== y) {
      this.#fill(y, offset);
      this.#slots[slot] = y;
    }
    return offset;
  }
}

/** `value` moved into `0` to `last`: the border rule "replicate" for coordinates. */
export function clampIndex(value: number, last: number): number {
  return value < 0 ? 0 : value > last ? last : value;
}
