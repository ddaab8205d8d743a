/** Times of the parts of a task. @module */

/** Measures one part after the other. */
export interface Clock {
  /** Time since the start or the last lap, in ms. */
  lap(): number;
}

/** A clock that starts now. */
export function startClock(): Clock {
  let last = performance.now();
  return {
    lap() {
      const now = performance.now();
      const elapsed = now - last;
      last = now;
      return elapsed;
    },
  };
}
