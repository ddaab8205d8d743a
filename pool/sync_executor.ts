/** One thread, blocking: the baseline that the other executors are measured against. @module */
import type { ResultOf, Task } from "../task/task.ts";
import type { Executor, ExecutorStats, RunOptions } from "./executor.ts";
import type { ExecutorOptions } from "./executor_options.ts";
import { LocalRunner } from "./local_runner.ts";

/**
 * Runs each task to its end on this thread. Timers, input and output wait meanwhile: between two bands the
 * event loop gets no turn, so that a signal can only abort by other work of the same turn.
 */
export class SyncExecutor implements Executor {
  /** How it runs tasks. */
  readonly mode = "sync";
  readonly #runner: LocalRunner;

  /**
   * Takes tasks from now on.
   *
   * @throws {RangeError} when an option is out of range
   */
  constructor(options: ExecutorOptions = {}) {
    this.#runner = new LocalRunner("sync", () => {}, options);
  }

  /** Runs a task; rejects with what it throws, with its deadline, its signal's reason, or when closed. */
  run<T extends Task>(task: T, options?: RunOptions): Promise<ResultOf<T>> {
    return this.#runner.run(task, options);
  }

  /** Counts; there are no workers. */
  stats(): ExecutorStats {
    return this.#runner.stats();
  }

  /** Rejects open tasks with an `AbortError`; safe to call twice. */
  [Symbol.asyncDispose](): Promise<void> {
    return this.#runner.close();
  }
}
