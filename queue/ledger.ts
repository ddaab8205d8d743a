/** Who is where: nothing that was accepted is ever lost, and nothing settles twice. @module */

/** Where a task is while it is not settled; `delayed` ones wait to be tried again. */
export type OpenState = "waiting" | "active" | "delayed";

/** How a task ends; `dead` are those that are never to be tried again, as they end their workers. */
export type SettledState = "completed" | "failed" | "cancelled" | "timed_out" | "dead";

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
    delayed: 0,
    completed: 0,
    failed: 0,
    cancelled: 0,
    timed_out: 0,
    dead: 0,
  };

  /** A new task waits. */
  accept(id: number): void {
    if (this.#open.has(id)) throw new Error(`Cannot accept task ${id} as it is already open`);
    this.#counts.accepted++;
    this.#enter(id, "waiting");
  }

  /** A waiting task starts. */
  start(id: number): void {
    this.#leave(id, "waiting");
    this.#enter(id, "active");
  }

  /** An active task will be tried again later. */
  delay(id: number): void {
    this.#leave(id, "active");
    this.#enter(id, "delayed");
  }

  /** A delayed task waits again. */
  requeue(id: number): void {
    this.#leave(id, "delayed");
    this.#enter(id, "waiting");
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

  #enter(id: number, state: OpenState): void {
    this.#open.set(id, state);
    this.#counts[state]++;
  }

  #leave(id: number, state: OpenState): void {
    if (this.#open.get(id) !== state) {
      throw new Error(`Cannot move task ${id} as it is not ${state}`);
    }
    this.#counts[state]--;
  }
}
