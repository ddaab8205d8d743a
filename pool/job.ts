/** A task on its way through an executor, from its first attempt to its last. @module */
import { DEFAULTS } from "../config.ts";
import { reported } from "../queue/reported.ts";
import type { Task } from "../task/task.ts";
import type { RunOptions } from "./executor.ts";
import { positive } from "./executor_options.ts";
import type { Recover } from "./recovery.ts";
import type { Backoff } from "./retry_policy.ts";

/** A task with everything that its caller wants of it. */
export interface Job {
  /** The work; another one for the same result when it had to be read again. */
  task: Task;
  /** From the start of an attempt to its deadline, in ms; `Infinity` for none. */
  readonly timeoutMs: number;
  /** The caller's. */
  readonly signal: AbortSignal | undefined;
  /** Attempts allowed. */
  readonly attempts: number;
  /** Times between them. */
  readonly backoff: Backoff;
  /** Where their input comes from. */
  readonly recover: Recover;
  /** Told the share that is done. */
  readonly onProgress: ((share: number) => void) | undefined;
  /** Attempts that have failed. */
  failures: number;
  /** Workers that died while they ran it. */
  deaths: number;
}

/**
 * A job before its first attempt.
 *
 * @throws {RangeError} when an option is out of range
 */
export function createJob(task: Task, options: RunOptions, taskTimeoutMs: number): Job {
  const { signal, timeout = taskTimeoutMs, attempts = 1, recover = "none" } = options;
  return {
    task,
    timeoutMs: positive("timeout", timeout),
    signal,
    attempts: checkAttempts(attempts),
    backoff: checkBackoff(options.backoff ?? DEFAULTS.backoff),
    recover,
    onProgress: options.onProgress && reported(options.onProgress),
    failures: 0,
    deaths: 0,
  };
}

function checkAttempts(attempts: number): number {
  if (Number.isInteger(attempts) && attempts >= 1) return attempts;
  throw new RangeError(
    `Cannot run tasks as 'attempts' must be a positive integer: current value is ${attempts}`,
  );
}

function checkBackoff(backoff: Backoff): Backoff {
  const { delay, jitter = 0 } = backoff;
  if (!(delay >= 0 && delay < Infinity)) {
    throw new RangeError(
      `Cannot run tasks as 'backoff.delay' must be a finite time in ms: current value is ${delay}`,
    );
  }
  if (!(jitter >= 0 && jitter <= 1)) {
    throw new RangeError(
      `Cannot run tasks as 'backoff.jitter' must be from 0 to 1: current value is ${jitter}`,
    );
  }
  return backoff;
}
