/** Two words of shared memory between the pool and one worker: what to stop, and a sign of life. @module */

const CANCEL = 0;
const PROGRESS = 1;

/** Memory for the words of one worker. */
export function createControl(): SharedArrayBuffer {
  return new SharedArrayBuffer(2 * Int32Array.BYTES_PER_ELEMENT);
}

/**
 * A worker that computes reads no messages, but it can look at memory. The cancel word holds the id of the task
 * to stop, not a flag: a request that comes too late can then never stop the next task. Reading it costs
 * nothing measurable, even once a row.
 */
export class ControlWords {
  readonly #words: Int32Array;

  /** Either side opens the same memory. */
  constructor(control: SharedArrayBuffer) {
    this.#words = new Int32Array(control);
  }

  /** Asks the worker to stop a task; ids above 2^31 wrap in the same way on both sides. */
  cancel(id: number): void {
    Atomics.store(this.#words, CANCEL, id | 0);
  }

  /** Whether the pool wants this task stopped. */
  isCancelled(id: number): boolean {
    return Atomics.load(this.#words, CANCEL) === (id | 0);
  }

  /** Says that a band is done. */
  advance(): void {
    Atomics.add(this.#words, PROGRESS, 1);
  }

  /** Bands done since the worker started; wraps after 2^31. */
  get progress(): number {
    return Atomics.load(this.#words, PROGRESS);
  }
}
