/** One timer for the deadlines of many tasks. @module */

/** Calls back once after so many ms; returns what stops that. */
export type Wait = (ms: number, onOver: () => void) => () => void;

interface Deadline {
  /** On the clock of `performance.now()`, in ms. */
  readonly at: number;
  readonly onOver: () => void;
}

/** With a timer of its own. */
export function waitAlone(ms: number, onOver: () => void): () => void {
  const timer = setTimeout(onOver, ms);
  return () => clearTimeout(timer);
}

/**
 * Nearly every task ends long before its deadline. A timer of its own for each would cost more than the rest of
 * what a pool does for a small task, so that one timer waits for the earliest of them, and looks again.
 */
export class Deadlines {
  readonly #open = new Set<Deadline>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #firesAt = Infinity;

  /** Waits with the timer of all. When it is stopped the timer stays, for those that follow. */
  readonly wait: Wait = (ms, onOver) => {
    const now = performance.now();
    const deadline: Deadline = { at: now + ms, onOver };
    this.#open.add(deadline);
    if (deadline.at < this.#firesAt) this.#arm(deadline.at, now);
    return () => this.#open.delete(deadline);
  };

  /** Forgets all of them. */
  clear(): void {
    this.#open.clear();
    clearTimeout(this.#timer);
    this.#firesAt = Infinity;
  }

  #arm(at: number, now: number): void {
    clearTimeout(this.#timer);
    this.#firesAt = at;
    this.#timer = setTimeout(() => this.#look(), Math.max(0, at - now));
    // A worker at a task keeps the program alive; a timer that waits for nobody must not.
    Deno.unrefTimer(this.#timer);
  }

  #look(): void {
    this.#firesAt = Infinity;
    const now = performance.now();
    for (const deadline of this.#open) {
      if (deadline.at > now) continue;
      this.#open.delete(deadline);
      deadline.onOver();
    }
    const next = Math.min(...[...this.#open].map(({ at }) => at));
    if (next < this.#firesAt) this.#arm(next, now);
  }
}
