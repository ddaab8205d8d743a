/** The order of the waiting line: priority with ageing, as one number that never changes. @module */

/** Whatever has a place in a line. */
export interface Ranked {
  /** Smaller is served first; equal ones in the order they came. @default 0 */
  readonly rank?: number;
}

/**
 * The rank of a request. A step of priority counts as `ageingMs` of waiting: a request of priority 0 that waits
 * `2 * ageingMs` longer than one of priority 2 is served first, so that nobody starves.
 *
 * All requests age at the same pace, hence their order never changes and the line need not be sorted again.
 *
 * @param priority higher is served first; 0 is usual
 * @param since when it began to wait, in ms
 * @param ageingMs worth of a step of priority, in ms; above 0
 */
export function rankOf(priority: number, since: number, ageingMs: number): number {
  return since - priority * ageingMs;
}

/** Inserts behind everything of the same rank or a smaller one. Most newcomers belong at the end. */
export function insertByRank<T extends Ranked>(line: T[], entry: T): void {
  const { rank = 0 } = entry;
  let place = line.length;
  while (place > 0 && (line[place - 1].rank ?? 0) > rank) place--;
  line.splice(place, 0, entry);
}
