/** The one interface behind `sync`, `async`, `workers` and `bands`. @module */
import type { KernelSet } from "../kernels/active.ts";
import type { ResultOf, Task } from "../task/task.ts";
import type { Recover } from "./recovery.ts";
import type { Backoff } from "./retry_policy.ts";

export type { Backoff, Recover };

/**
 * How tasks are run: `sync` and `async` on the calling thread, `workers` with a worker for each task, `bands`
 * with all workers at one task.
 */
export type Mode = "sync" | "async" | "workers" | "bands";

/** Options of one run. */
export interface RunOptions {
  /** Stops the task; the promise rejects with the signal's reason (an `AbortError` by default). */
  readonly signal?: AbortSignal | undefined;
  /**
   * Deadline in ms from the start of the task on a ready worker; `Infinity` for none.
   * @default 30000
   */
  readonly timeout?: number | undefined;
  /**
   * Higher is served first; a step is worth a second of waiting, so that nobody waits for ever.
   * @default 0
   */
  readonly priority?: number | undefined;
  /** Name of the lane of a pool whose workers take it. @default the one that accepts it */
  readonly lane?: string | undefined;
  /** Longest time from the call to the start of the task, in ms; `Infinity` for none. @default Infinity */
  readonly queueTimeout?: number | undefined;
  /**
   * Attempts, the first one included, at a task whose worker died or that passed its deadline; other errors
   * would come again.
   * @default 1
   */
  readonly attempts?: number | undefined;
  /**
   * Time between the attempts.
   * @default { type: "exponential", delay: 100, jitter: 0.2 }
   */
  readonly backoff?: Backoff | undefined;
  /**
   * Where the input of the next attempt comes from. With `none` a task whose memory went down with its worker
   * fails at once, whatever `attempts` says.
   * @default "none"
   */
  readonly recover?: Recover | undefined;
  /**
   * Told the share of the work that is done, from 0 to 1, now and then while the task runs; 1 just before its
   * result.
   */
  readonly onProgress?: ((share: number) => void) | undefined;
  /** Told the id of the task once it has a place in the line. */
  readonly onAccepted?: ((id: number) => void) | undefined;
}

/**
 * Counts of one executor:
 * `accepted = waiting + active + delayed + completed + failed + cancelled + timedOut + dead`.
 */
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
  /** Waiting to be tried again. */
  readonly delayed: number;
  /** Ended with a result. */
  readonly completed: number;
  /** Ended with an error of their own, or of their worker. */
  readonly failed: number;
  /** Ended by their signal or by closing. */
  readonly cancelled: number;
  /** Ended by their deadline, or by the end of their time in the line. */
  readonly timedOut: number;
  /** Given up, as they ended one worker after the other. */
  readonly dead: number;
  /** Workers replaced after they died or did not stop. */
  readonly restarts: number;
  /** Which kernels run the filters: `reference` where the machine has no SIMD. Both give the same bytes. */
  readonly kernels: KernelSet;
}

/** Runs tasks. Every accepted task settles exactly once. */
export interface Executor extends AsyncDisposable {
  /** How tasks are run. */
  readonly mode: Mode;
  /**
   * Runs one task to its result.
   *
   * @throws {TaskTimeoutError} `task_timeout`, or `queue_timeout` when it could not start in time
   * @throws {QueueFullError} `queue_full`, or `dropped`, when the options say so
   * @throws {DOMException} `AbortError` when the signal aborts or the executor is closed
   * @throws {WorkerCrashedError} `worker_crashed`, or `poison_task` when one worker after the other died of it
   * @throws whatever the task throws: InputError, DecodeError, LimitError
   */
  run<T extends Task>(task: T, options?: RunOptions): Promise<ResultOf<T>>;
  /** A copy of the counts. */
  stats(): ExecutorStats;
}
