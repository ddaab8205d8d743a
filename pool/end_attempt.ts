/** Settles a task whose attempt has failed, or sends it back into the line. @module */
import { DEFAULTS } from "../config.ts";
import { WorkerCrashedError } from "../errors.ts";
import type { QueueManager } from "../queue/queue_manager.ts";
import type { TaskResult } from "../task/task.ts";
import type { Job } from "./job.ts";
import { canRecover, recoverTask } from "./recovery.ts";
import { backoffMs, decideRetry } from "./retry_policy.ts";

/** The line that a task came from: settles it, or takes it back. */
export type Attempted = Pick<
  QueueManager<Job, TaskResult>,
  "complete" | "fail" | "retry" | "stateOf"
>;

/** How an attempt failed. */
export interface AttemptFailure {
  /** What the caller gets when it was the last one. */
  readonly error: unknown;
  /** Where the ledger books it then. */
  readonly state: "failed" | "timed_out";
}

/** A task that will be tried again. */
export interface Retry {
  /** The attempt that failed, from 1. */
  readonly attempt: number;
  /** Time to the next one, in ms. */
  readonly delayMs: number;
}

/**
 * Ends an attempt of an active task. Deaths of workers are counted before, by the caller.
 *
 * @returns how it is tried again; `undefined` when it has settled
 */
export function endAttempt(
  queue: Attempted,
  id: number,
  job: Job,
  { error, state }: AttemptFailure,
): Retry | undefined {
  const attempt = ++job.failures;
  const verdict = decideRetry({
    error,
    attempt,
    attempts: job.attempts,
    deaths: job.deaths,
    maxDeaths: DEFAULTS.poisonDeaths,
    canRecover: canRecover(job.task, job.recover),
  });
  switch (verdict) {
    case "fail":
      queue.fail(id, error, state);
      return undefined;
    case "poison":
      queue.fail(id, poisonError(id, job.deaths, error), "dead");
      return undefined;
    case "retry": {
      const delayMs = backoffMs(job.backoff, attempt, Math.random());
      const willRun = queue.retry(id, delayMs, async () => {
        job.task = await recoverTask(job.task, job.recover);
      });
      return willRun ? { attempt, delayMs } : undefined;
    }
    default:
      return verdict satisfies never;
  }
}

function poisonError(id: number, deaths: number, cause: unknown): WorkerCrashedError {
  return new WorkerCrashedError(
    "poison_task",
    `Cannot run task ${id} again as ${deaths} workers died of it`,
    { cause },
  );
}
