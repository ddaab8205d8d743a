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
  readonly mode: Mode;
  readonly workers: number;
  readonly accepted: number;
  readonly waiting: number;
  readonly active: number;
  readonly completed: number;
  readonly failed: number;
  readonly cancelled: number;
  readonly timedOut: number;
  /** Workers replaced after they died or did not stop. */
  readonly restarts: number;
}

/** Runs tasks. Every accepted task settles exactly once. */
export interface Executor extends AsyncDisposable {
  readonly mode: Mode;
  /**
   * @throws {TaskTimeoutError} `task_timeout`
   * @throws {DOMException} `AbortError` when the signal aborts or the executor is closed
   * @throws {WorkerCrashedError} `worker_crashed`
   * @throws whatever the task throws: InputError, DecodeError, LimitError
   */
  run<T extends Task>(task: T, options?: RunOptions): Promise<ResultOf<T>>;
  stats(): ExecutorStats;
}
