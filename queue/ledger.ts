/** Who is where: nothing that was accepted is ever lost, and nothing settles twice. @module */

/** Where a task is while it is not settled. */
export type OpenState = "waiting" | "active";

/** How a task ends. */
export type SettledState = "completed" | "failed" | "cancelled" | "timed_out";

/** Counts of all tasks; `accepted` is the sum of the others at every instant. */
export type LedgerCounts =
  & { readonly accepted: number }
  & Readonly<Record<OpenState | SettledState, number>>;

/** The books of a queue. Throws on any step that would break them: such a step is a fault of ours. */
export class Ledger {
  readonly #open = new Map<number, OpenState>();
  readonly #counts = {
    accepted: 0,
    waiting: 0,
    active: 0,
    completed: 0,
    failed: 0,
    cancelled: 0,
    timed_out: 0,
  };

  /** A new task waits. */
  accept(id: number): void {
    if (this.#open.has(id)) throw new Error(`Cannot accept task ${id} as it is already open`);
    this.#open.set(id, "waiting");
    this.#counts.accepted++;
    this.#counts.waiting++;
  }

  /** A waiting task starts. */
  start(id: number): void {
    this.#leave(id, "waiting");
    this.#open.set(id, "active");
    this.#counts.active++;
  }

  /** An open task ends, whether it waited or ran. */
  settle(id: number, state: SettledState): void {
    const from = this.#open.get(id);
    if (from === undefined) throw new Error(`Cannot settle task ${id} as it is not open`);
    this.#leave(id, from);
    this.#open.delete(id);
    this.#counts[state]++;
  }

  /** Where a task is; `undefined` once it is settled. */
  stateOf(id: number): OpenState | undefined {
    return this.#open.get(id);
  }

  /** A copy of the counts. */
  counts(): LedgerCounts {
    return { ...this.#counts };
  }

  #leave(id: number, state: OpenState): void {
    if (this.#open.get(id) !== state) {
      throw new Error(`Cannot move task ${id} as it is not ${state}`);
    }
    this.#counts[state]--;
  }
}
