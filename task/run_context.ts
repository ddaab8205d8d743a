/** What surrounds a task that runs, the same for each kind of task. @module */

/** What surrounds a running task. */
export interface RunContext {
  /**
   * Called between decode, filters and encode, and after every band of rows. Throw to stop the task; return
   * a promise to give others a turn.
   */
  checkpoint(): void | Promise<void>;
  /** Told the share of the work that is done, from 0 to 1, before each checkpoint between two bands. */
  progress?(share: number): void;
  /** Target time of a band in ms; see `runPlan`. */
  readonly bandMs?: number;
}

/** Runs work that yields after each part of it, with a checkpoint at each, to its result. */
export async function runToEnd<Part, Result>(
  work: Generator<Part, Result>,
  context: RunContext,
  onPart: (part: Part) => void = () => {},
): Promise<Result> {
  while (true) {
    const step = work.next();
    if (step.done) return step.value;
    onPart(step.value);
    const pause = context.checkpoint();
    // Awaiting nothing would still cost a microtask a band.
    if (pause !== undefined) await pause;
  }
}
