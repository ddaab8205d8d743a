/** Runs tasks on the calling thread, one after the other; the part that `sync` and `async` share. @module */
import { DEFAULTS } from "../config.ts";
import { kernelSet } from "../kernels/active.ts";
import type { QueueManager } from "../queue/queue_manager.ts";
import type { ResultOf, Task, TaskResult } from "../task/task.ts";
import type { ExecutorStats, Mode, RunOptions } from "./executor.ts";
import { createQueue, type ExecutorOptions, positive, submitOptions } from "./executor_options.ts";
import { executorStats } from "./executor_stats.ts";
import { createJob, type Job } from "./job.ts";
import { LocalRuns } from "./local_runs.ts";
import { type Pause, runLocally } from "./run_locally.ts";
import { closedReason } from "./stop.ts";

/**
 * By priority, and first in, first out, one task at a time: more at once would share one thread and only hold
 * more memory. A task that finds the line full under `caller_runs` is the exception: it starts at once.
 */
export class LocalRunner {
  readonly #mode: Mode;
  readonly #pause: Pause;
  readonly #timeoutMs: number;
  readonly #queue: QueueManager<Job, TaskResult>;
  readonly #overflow = new LocalRuns();
  #draining: Promise<void> | undefined;

  /**
   * Gives up control by `pause` after each band.
   *
   * @throws {RangeError} when an option is out of range
   */
  constructor(mode: Mode, pause: Pause, options: ExecutorOptions) {
    this.#mode = mode;
    this.#pause = pause;
    this.#timeoutMs = positive("taskTimeoutMs", options.taskTimeoutMs ?? DEFAULTS.taskTimeoutMs);
    this.#queue = createQueue(options);
    this.#queue.onWaiting = () => {
      // Begun in a step of its own, so that a task that is submitted by the first one finds it.
      this.#draining ??= Promise.resolve().then(() => this.#drain());
    };
    this.#queue.onOverflow = (entry) => this.#overflow.start(this.#queue, entry, pause);
  }

  /** Waits in line, runs, and resolves with the result. */
  async run<T extends Task>(task: T, options: RunOptions = {}): Promise<ResultOf<T>> {
    const job = createJob(task, options, this.#timeoutMs);
    return await this.#queue.submit(job, submitOptions(task, options)) as ResultOf<T>;
  }

  /** A copy of the counts. */
  stats(): ExecutorStats {
    return executorStats(this.#mode, this.#queue.stats(), {
      workers: 0,
      restarts: 0,
      kernels: kernelSet(),
    });
  }

  /** Rejects what is open, then resolves when the tasks that run have stopped at their next band. */
  async close(): Promise<void> {
    this.#queue.close(closedReason());
    await Promise.all([this.#draining, this.#overflow.ended()]);
  }

  async #drain(): Promise<void> {
    for (let entry = this.#queue.take(); entry; entry = this.#queue.take()) {
      await runLocally(this.#queue, entry, this.#pause);
    }
    this.#draining = undefined;
  }
}
