/** One thread, yielding: no faster than `sync`, but timers, input and output go on. @module */
import type { ResultOf, Task } from "../task/task.ts";
import type { Executor, ExecutorStats, RunOptions } from "./executor.ts";
import type { ExecutorOptions } from "./executor_options.ts";
import { LocalRunner } from "./local_runner.ts";
import { turn } from "./turn.ts";

/** Runs each task on this thread and gives the event loop a turn after every band of rows, about 4 ms. */
export class AsyncExecutor implements Executor {
  /** How it runs tasks. */
  readonly mode = "async";
  readonly #runner: LocalRunner;

  /**
   * Takes tasks from now on.
   *
   * @throws {RangeError} when an option is out of range
   */
  constructor(options: ExecutorOptions = {}) {
    this.#runner = new LocalRunner("async", turn, options);
  }

  /** Runs a task; rejects with what it throws, with its deadline, its signal's reason, or when closed. */
  run<T extends Task>(task: T, options?: RunOptions): Promise<ResultOf<T>> {
    return this.#runner.run(task, options);
  }

  /** Counts; there are no workers. */
  stats(): ExecutorStats {
    return this.#runner.stats();
  }

  /** Rejects open tasks with an `AbortError` and waits for the next band; safe to call twice. */
  [Symbol.asyncDispose](): Promise<void> {
    return this.#runner.close();
  }
}
