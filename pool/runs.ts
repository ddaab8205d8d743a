/** The attempts that workers are at: what a reply belongs to, and what is left of those that were given up. @module */
import type { Entry } from "../queue/queue_manager.ts";
import type { Job } from "./job.ts";
import { Deadlines } from "./deadlines.ts";
import { ProgressWatch } from "./progress_watch.ts";
import { RunWatch } from "./run_watch.ts";
import type { Stop } from "./stop.ts";
import type { WorkerHandle } from "./worker_handle.ts";

/** One attempt at a task on a worker. */
export interface Run<J extends Job> {
  /** Names it between pool and worker. */
  readonly runId: number;
  /** The task. */
  readonly taskId: number;
  /** What the caller wants of it. */
  readonly job: J;
  /** Where it runs. */
  readonly worker: WorkerHandle;
  /** Time in the line before, in ms. */
  readonly waitedMs: number;
  /** Whether nobody waits for its reply any more; the worker may still be at it. */
  readonly isOver: boolean;
}

interface Watched<J extends Job> extends Run<J> {
  isOver: boolean;
  readonly watch: RunWatch;
  readonly progress: ProgressWatch | undefined;
}

/**
 * Each attempt has a number of its own. A task that is tried again would otherwise take the late reply of its
 * first worker for that of its second.
 */
export class Runs<J extends Job> {
  readonly #runs = new Map<number, Watched<J>>();
  readonly #deadlines = new Deadlines();
  #lastId = 0;

  /** Number of the next attempt. */
  nextId(): number {
    return ++this.#lastId;
  }

  /** An attempt that a worker has taken; `onStop` is called at its deadline, or when its signal aborts. */
  add(
    runId: number,
    { id: taskId, request: job, waitedMs }: Entry<J>,
    worker: WorkerHandle,
    onStop: (run: Run<J>, stop: Stop) => void,
  ): void {
    const { timeoutMs, signal, onProgress } = job;
    const watch = new RunWatch(
      { taskId, timeoutMs, signal, wait: this.#deadlines.wait },
      (stop) => {
        run.isOver = true;
        run.progress?.end();
        onStop(run, stop);
      },
    );
    const progress = onProgress && new ProgressWatch(() => worker.share, onProgress);
    const run: Watched<J> = {
      runId,
      taskId,
      job,
      worker,
      waitedMs,
      isOver: false,
      watch,
      progress,
    };
    this.#runs.set(runId, run);
  }

  /**
   * The worker has no more to do with it: it has replied, or died. `undefined` for what never ran.
   *
   * @param isDone whether it has a result
   */
  end(runId: number, isDone: boolean = false): Run<J> | undefined {
    const run = this.#runs.get(runId);
    if (run === undefined) return undefined;
    this.#runs.delete(runId);
    endWatches(run);
    if (isDone && !run.isOver) run.progress?.complete();
    return run;
  }

  /** The attempt at a task whose reply is waited for is given up. */
  abandon(taskId: number): Run<J> | undefined {
    for (const run of this.#runs.values()) {
      if (run.taskId !== taskId || run.isOver) continue;
      run.isOver = true;
      endWatches(run);
      return run;
    }
    return undefined;
  }

  /** Forgets all of them. */
  clear(): void {
    for (const run of this.#runs.values()) endWatches(run);
    this.#runs.clear();
    this.#deadlines.clear();
  }
}

function endWatches({ watch, progress }: Watched<Job>): void {
  watch.end();
  progress?.end();
}
