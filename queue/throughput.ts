/** Events a second over the last ten seconds, in constant memory. @module */

const SLOT_MS = 1_000;
const SLOTS = 10;

/** Counts events by the second. Times are in ms on any clock that does not go back. */
export class Throughput {
  readonly #counts = new Float64Array(SLOTS);
  readonly #startedAt: number;
  /** The last second that was counted; those between it and now were empty. */
  #second: number;

  /** Starts to count at `now`. */
  constructor(now: number) {
    this.#startedAt = now;
    this.#second = Math.floor(now / SLOT_MS);
  }

  /** An event happened. */
  record(now: number): void {
    this.#advance(now);
    this.#counts[this.#second % SLOTS]++;
  }

  /** Events a second; over the time since the start while that is shorter than the window, but a second at least. */
  perSecond(now: number): number {
    this.#advance(now);
    const total = this.#counts.reduce((sum, count) => sum + count, 0);
    // The current second has only begun: the window ends now, not at its end.
    const window = SLOT_MS * (SLOTS - 1) + now % SLOT_MS;
    const elapsed = Math.max(SLOT_MS, Math.min(window, now - this.#startedAt));
    return (total * 1_000) / elapsed;
  }

  #advance(now: number): void {
    const second = Math.floor(now / SLOT_MS);
    const empty = Math.min(SLOTS, second - this.#second);
    for (let i = 0; i < empty; i++) this.#counts[(second - i) % SLOTS] = 0;
    this.#second = Math.max(second, this.#second);
  }
}
