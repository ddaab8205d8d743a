/**
 * Tiny tasks that are sent ahead of their turn. To wake a worker that has fallen asleep takes longer than such a
 * task itself; one that finds its next task waiting never falls asleep.
 *
 * What is sent ahead is a copy, and a hint: the task stays in the line, and whoever is free first has it. So nothing
 * is lost with the worker, and nobody waits behind a task that turns out to be long.
 *
 * @module
 */
import { type Task, taskBytes } from "../task/task.ts";
import type { PoolJob } from "./pool_job.ts";
import { COPY_UP_TO } from "./transfer.ts";

/** Predicted time up to which a task is tiny, in ms. */
const TINY_MS = 0.5;

/** Whether a task is so small that it may be sent ahead, or have another one sent behind it. */
export function isTiny(task: Task): boolean {
  // Only pixels are known well enough: four kilobytes of a file may be a picture of any size.
  return task.kind === "apply" && task.plan.cost <= TINY_MS && taskBytes(task) <= COPY_UP_TO;
}

/** The tasks that were sent ahead and have not begun. */
export class Ahead {
  readonly #jobs = new Map<number, PoolJob>();

  /** A job was sent to a worker under the name of a run. */
  add(runId: number, job: PoolJob): void {
    job.isAhead = true;
    this.#jobs.set(runId, job);
  }

  /** The job of a run that is ahead no more. */
  end(runId: number): PoolJob | undefined {
    const job = this.#jobs.get(runId);
    if (job === undefined) return undefined;
    this.#jobs.delete(runId);
    job.isAhead = false;
    return job;
  }
}
