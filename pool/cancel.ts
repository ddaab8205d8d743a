/** Words of shared memory between the pool and one worker: what to stop, a sign of life, how far it is. @module */

const CANCEL = 0;
const PROGRESS = 1;
const SHARE = 2;
const WORDS = 3;

/** Steps of the share that is done. */
const SHARE_STEPS = 10_000;

/** Memory for the words of one worker. */
export function createControl(): SharedArrayBuffer {
  return new SharedArrayBuffer(WORDS * Int32Array.BYTES_PER_ELEMENT);
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

  /** How much of its task is done, from 0 to 1. */
  get share(): number {
    return Atomics.load(this.#words, SHARE) / SHARE_STEPS;
  }

  /** The worker says it, and the pool when a task begins. */
  set share(share: number) {
    Atomics.store(this.#words, SHARE, Math.floor(share * SHARE_STEPS));
  }

  /** Bands done since the worker started; wraps after 2^31. */
  get progress(): number {
    return Atomics.load(this.#words, PROGRESS);
  }
}
