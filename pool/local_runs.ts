/** Tasks that run on the calling thread beside others, and the wait for their end. @module */
import type { Entry } from "../queue/queue_manager.ts";
import type { Attempted } from "./end_attempt.ts";
import type { Job } from "./job.ts";
import { type Pause, runLocally } from "./run_locally.ts";

/** Starts them, and knows which still run. */
export class LocalRuns {
  readonly #runs = new Set<Promise<void>>();

  /** Tasks that run now. */
  get size(): number {
    return this.#runs.size;
  }

  /** Runs an active task of `queue` from now on; `onEnd` is called when it has ended. */
  start(queue: Attempted, entry: Entry<Job>, pause: Pause, onEnd: () => void = () => {}): void {
    const run = runLocally(queue, entry, pause);
    this.#runs.add(run);
    void run.then(() => {
      this.#runs.delete(run);
      onEnd();
    });
  }

  /** Resolves when those that run now have ended; once they were settled, at their next band. */
  async ended(): Promise<void> {
    await Promise.all(this.#runs);
  }
}
