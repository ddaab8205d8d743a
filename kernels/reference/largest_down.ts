/** Largest value of a window that slides down a picture. @module */

/** Writes the values of source row `y`. */
type FillValues = (y: number, out: Uint8Array) => void;

/**
 * As `LargestAcross`, but of whole rows, and one after the other. Rows are counted from `radius` above the picture, so
 * that the window of target row `y` starts at row `y`; those outside hold zeros. The window covers the end of the
 * block in hand and the start of the next one.
 */
export class LargestDown {
  readonly #length: number;
  readonly #height: number;
  readonly #radius: number;
  readonly #side: number;
  readonly #fill: FillValues;
  /** Of the block in hand: at row `t` the largest from there to the end of the block. */
  #ends: Uint8Array;
  /** Rows of the next block, as far as they have been needed. */
  #next: Uint8Array;
  /** Largest of those. */
  readonly #start: Uint8Array;
  #row = -2;

  /** @param length values in a row */
  constructor(length: number, height: number, radius: number, fill: FillValues) {
    this.#length = length;
    this.#height = height;
    this.#radius = radius;
    this.#side = 2 * radius + 1;
    this.#fill = fill;
    this.#ends = new Uint8Array(length * this.#side);
    this.#next = new Uint8Array(length * this.#side);
    this.#start = new Uint8Array(length);
  }

  /** Writes the largest values around row `y`. A row after the last one asked for costs little, any other a block. */
  run(y: number, out: Uint8Array): void {
    const side = this.#side;
    const place = y % side;
    if (y !== this.#row + 1) this.#restart(y - place, place);
    else if (place === 0) this.#enterBlock(y, side - 1);
    else this.#extend(y, place);
    this.#row = y;
    const ends = this.#rowOf(this.#ends, place);
    if (place === 0) out.set(ends);
    else keepLarger(ends, this.#start, out);
  }

  /** From the first row of a block to the row `place` of it. */
  #restart(block: number, place: number): void {
    this.#enterBlock(block, 0);
    for (let i = 1; i <= place; i++) this.#extend(block + i, i);
  }

  /** The rows of the next block become those in hand; the first `known` of them are there. */
  #enterBlock(block: number, known: number): void {
    const rows = this.#next;
    for (let i = known; i < this.#side; i++) this.#load(block + i, this.#rowOf(rows, i));
    for (let i = this.#side - 2; i >= 0; i--) {
      const row = this.#rowOf(rows, i);
      keepLarger(row, this.#rowOf(rows, i + 1), row);
    }
    this.#next = this.#ends;
    this.#ends = rows;
  }

  /** Takes one more row of the next block. */
  #extend(y: number, place: number): void {
    const row = this.#rowOf(this.#next, place - 1);
    this.#load(y + this.#side - 1, row);
    if (place === 1) this.#start.set(row);
    else keepLarger(this.#start, row, this.#start);
  }

  #load(row: number, out: Uint8Array): void {
    const y = row - this.#radius;
    if (y >= 0 && y < this.#height) this.#fill(y, out);
    else out.fill(0);
  }

  #rowOf(rows: Uint8Array, index: number): Uint8Array {
    return rows.subarray(index * this.#length, (index + 1) * this.#length);
  }
}

function keepLarger(a: Uint8Array, b: Uint8Array, out: Uint8Array): void {
  for (let i = 0; i < out.length; i++) out[i] = Math.max(a[i], b[i]);
}
