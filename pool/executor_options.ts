/** Options that every executor takes, and the waiting line that follows from them. @module */
import { DEFAULTS } from "../config.ts";
import { type OnFull, QueueManager } from "../queue/queue_manager.ts";
import type { TaskResult } from "../task/task.ts";

/** How much may wait, and how long a task may take. */
export interface ExecutorOptions {
  /** Tasks that may wait. @default 100 */
  readonly queueTasks?: number | undefined;
  /** Bytes that waiting tasks may hold; one larger task may wait alone. @default 1073741824 */
  readonly queueBytes?: number | undefined;
  /** Whether `run` waits for room in a full line or throws `queue_full`. @default "wait" */
  readonly onFull?: OnFull | undefined;
  /** Deadline of tasks that name none, in ms from their start; `Infinity` for none. @default 30000 */
  readonly taskTimeoutMs?: number | undefined;
}

/**
 * The waiting line of an executor.
 *
 * @throws {RangeError} when a bound is no positive number
 */
export function createQueue<Job>(options: ExecutorOptions): QueueManager<Job, TaskResult> {
  const { queueTasks, queueBytes, onFull = "wait" } = options;
  return new QueueManager({
    maxCount: positive("queueTasks", queueTasks ?? DEFAULTS.queueTasks),
    maxBytes: positive("queueBytes", queueBytes ?? DEFAULTS.queueBytes),
    onFull,
  });
}

/**
 * Checks an option that must be above zero; `Infinity` is allowed.
 *
 * @throws {RangeError} when it is not
 */
export function positive(name: string, value: number): number {
  if (value > 0) return value;
  throw new RangeError(
    `Cannot run tasks as '${name}' must be a number above 0: current value is ${value}`,
  );
}
