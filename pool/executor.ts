/** The one interface behind `sync`, `async` and `workers`. @module */
import type { ResultOf, Task } from "../task/task.ts";

/** How tasks are run. */
export type Mode = "sync" | "async" | "workers";

/** Options of one run. */
export interface RunOptions {
  /** Stops the task; the promise rejects with the signal's reason (an `AbortError` by default). */
  readonly signal?: AbortSignal | undefined;
  /**
   * Deadline in ms from the start of the task on a ready worker; `Infinity` for none.
   * @default 30000
   */
  readonly timeout?: number | undefined;
}

/** Counts of one executor; `accepted = waiting + active + completed + failed + cancelled + timedOut`. */
export interface ExecutorStats {
  /** How tasks are run. */
  readonly mode: Mode;
  /** Workers alive now; 0 on one thread. */
  readonly workers: number;
  /** All tasks that were ever accepted. */
  readonly accepted: number;
  /** In the line. */
  readonly waiting: number;
  /** Running. */
  readonly active: number;
  /** Ended with a result. */
  readonly completed: number;
  /** Ended with an error of their own, or of their worker. */
  readonly failed: number;
  /** Ended by their signal or by closing. */
  readonly cancelled: number;
  /** Ended by their deadline. */
  readonly timedOut: number;
  /** Workers replaced after they died or did not stop. */
  readonly restarts: number;
}

/** Runs tasks. Every accepted task settles exactly once. */
export interface Executor extends AsyncDisposable {
  /** How tasks are run. */
  readonly mode: Mode;
  /**
   * Runs one task to its result.
   *
   * @throws {TaskTimeoutError} `task_timeout`
   * @throws {DOMException} `AbortError` when the signal aborts or the executor is closed
   * @throws {WorkerCrashedError} `worker_crashed`
   * @throws whatever the task throws: InputError, DecodeError, LimitError
   */
  run<T extends Task>(task: T, options?: RunOptions): Promise<ResultOf<T>>;
  /** A copy of the counts. */
  stats(): ExecutorStats;
}
