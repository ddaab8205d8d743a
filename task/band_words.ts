/** Two words of shared memory that the workers of one stage have in common. @module */

const NEXT = 0;
const ROWS = 1;
const WORDS = 2;

/** Memory for the words of one arena. */
export function createBandWords(): SharedArrayBuffer {
  return new SharedArrayBuffer(WORDS * Int32Array.BYTES_PER_ELEMENT);
}

/**
 * Workers take one band after the other by themselves: none waits for a message while there is work, however
 * busy the thread that owns the picture may be.
 */
export class BandWords {
  readonly #words: Int32Array;

  /** Every thread opens the same memory. */
  constructor(words: SharedArrayBuffer) {
    this.#words = new Int32Array(words);
  }

  /** Begins a stage; only while no worker is at one. */
  reset(): void {
    Atomics.store(this.#words, NEXT, 0);
    Atomics.store(this.#words, ROWS, 0);
  }

  /** Number of the next band that nobody has, from 0; beyond the last one when there is none. */
  take(): number {
    return Atomics.add(this.#words, NEXT, 1);
  }

  /** Says that rows are done. */
  advance(rows: number): void {
    Atomics.add(this.#words, ROWS, rows);
  }

  /** Rows of the stage that are done. */
  get rows(): number {
    return Atomics.load(this.#words, ROWS);
  }
}
