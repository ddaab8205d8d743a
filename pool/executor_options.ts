/** Options that every executor takes, and the waiting line that follows from them. @module */
import { DEFAULTS } from "../config.ts";
import { type OnFull, QueueManager, type SubmitOptions } from "../queue/queue_manager.ts";
import { type Task, taskBytes, type TaskResult } from "../task/task.ts";
import type { RunOptions } from "./executor.ts";

/** How much may wait, and how long a task may take. */
export interface ExecutorOptions {
  /** Tasks that may wait. @default 100 */
  readonly queueTasks?: number | undefined;
  /** Bytes that waiting tasks may hold; one larger task may wait alone. @default 1073741824 */
  readonly queueBytes?: number | undefined;
  /**
   * What `run` does at a full line: `wait` for room, `reject` with `queue_full`, `drop_oldest`, which cancels
   * the oldest waiting task with `dropped`, or `caller_runs`, which runs the task on the calling thread,
   * outside the workers and their sandbox.
   * @default "wait"
   */
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
 * What the waiting line has to know of a task.
 *
 * @throws {RangeError} when an option is out of range
 * @throws {TypeError} when the task is none
 */
export function submitOptions(task: Task, options: RunOptions): SubmitOptions {
  const { signal, priority = 0, queueTimeout = Infinity, onAccepted } = options;
  // What comes from JavaScript may lack what every decision about a task looks at.
  if (task.kind === "apply" && typeof task.plan?.cost !== "number") {
    throw new TypeError("Cannot run task as it has no plan");
  }
  if (!Number.isFinite(priority)) {
    throw new RangeError(
      `Cannot run tasks as 'priority' must be a finite number: current value is ${priority}`,
    );
  }
  const timeoutMs = positive("queueTimeout", queueTimeout);
  return { bytes: taskBytes(task), priority, timeoutMs, signal, onAccepted };
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
