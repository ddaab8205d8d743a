/** Largest value of a window that slides along a row. @module */

/**
 * The row is cut into blocks as long as the window. A window covers the end of one block and the start of the next, so
 * that the largest values of all ends and of all starts are enough.
 */
export class LargestAcross {
  /** The values of a row, three a pixel, to be written before `run`. */
  readonly values: Uint8Array;
  readonly #padded: Uint8Array;
  readonly #starts: Uint8Array;
  readonly #ends: Uint8Array;
  readonly #radius: number;

  /** Beyond both ends of a row are zeros, which never are the largest. */
  constructor(width: number, radius: number) {
    const length = (width + 2 * radius) * 3;
    this.#padded = new Uint8Array(length);
    this.#starts = new Uint8Array(length);
    this.#ends = new Uint8Array(length);
    this.#radius = radius;
    this.values = this.#padded.subarray(radius * 3, (radius + width) * 3);
  }

  /** Writes the largest of `2 * radius + 1` pixels around each. */
  run(out: Uint8Array): void {
    const padded = this.#padded;
    const starts = this.#starts;
    const ends = this.#ends;
    const reach = this.#radius * 6;
    const block = reach + 3;
    for (let from = 0; from < padded.length; from += block) {
      const to = Math.min(from + block, padded.length);
      for (let i = from; i < from + 3; i++) starts[i] = padded[i];
      for (let i = from + 3; i < to; i++) starts[i] = Math.max(padded[i], starts[i - 3]);
      for (let i = to - 1; i >= to - 3; i--) ends[i] = padded[i];
      for (let i = to - 4; i >= from; i--) ends[i] = Math.max(padded[i], ends[i + 3]);
    }
    for (let i = 0; i < out.length; i++) out[i] = Math.max(ends[i], starts[i + reach]);
  }
}
