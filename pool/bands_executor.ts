/** One picture at a time, in bands of rows over all workers of a pool. @module */
import { DEFAULTS } from "../config.ts";
import type { Entry, QueueManager } from "../queue/queue_manager.ts";
import type { ResultOf, Task, TaskResult } from "../task/task.ts";
import { Arenas } from "./arena.ts";
import { BandPieces } from "./band_pieces.ts";
import { BandRun } from "./band_run.ts";
import { endAttempt } from "./end_attempt.ts";
import type { Executor, ExecutorStats, RunOptions } from "./executor.ts";
import { createQueue, positive, submitOptions } from "./executor_options.ts";
import { executorStats } from "./executor_stats.ts";
import { createJob, type Job } from "./job.ts";
import { LocalRuns } from "./local_runs.ts";
import { ProgressWatch } from "./progress_watch.ts";
import { RunWatch } from "./run_watch.ts";
import { closedReason, type Stop } from "./stop.ts";
import { turn } from "./turn.ts";
import { withQueueTime } from "./with_queue_time.ts";
import { WorkerPool, type WorkerPoolOptions } from "./worker_pool.ts";

/** Options of bands, and of the workers that run them; times in ms. */
export interface BandsExecutorOptions extends WorkerPoolOptions {
  /** Least predicted time of a band. @default 1 */
  readonly bandMs?: number | undefined;
}

/** Counts of pictures, and of the workers that share them. */
export interface BandsExecutorStats extends ExecutorStats {
  /** Workers that were ended and still use a core: a busy thread cannot be stopped from outside. */
  readonly zombies: number;
}

/** A picture is several pieces, a few for each stage, and each counts as a task of its worker. */
const PIECES_PER_TASK = 10;

/**
 * All workers at one picture: the way to a result soonest, where there are fewer pictures than cores. Each stage
 * is cut into bands of rows that lie in shared memory, and ends before the next one begins. The result has the
 * bytes of a run on one thread.
 *
 * Files are decoded and encoded by one worker, in the sandbox; this thread reads their headers. What the caller
 * gives stays with the caller, so that a task can be tried again without `recover`. A worker that dies ends the
 * attempt, not only its band.
 */
export class BandsExecutor implements Executor {
  /** How it runs tasks. */
  readonly mode = "bands";
  readonly #pool: WorkerPool;
  readonly #bandMs: number;
  readonly #timeoutMs: number;
  readonly #queue: QueueManager<Job, TaskResult>;
  readonly #arenas = new Arenas();
  readonly #overflow = new LocalRuns();
  #draining: Promise<void> | undefined;
  #pieces: BandPieces | undefined;

  /**
   * Starts no worker yet.
   *
   * @throws {RangeError} when an option is out of range
   */
  constructor(options: BandsExecutorOptions = {}) {
    this.#bandMs = positive("bandMs", options.bandMs ?? 1);
    this.#timeoutMs = positive("taskTimeoutMs", options.taskTimeoutMs ?? DEFAULTS.taskTimeoutMs);
    this.#queue = createQueue(options);
    this.#pool = new WorkerPool(poolOptions(options));
    this.#queue.onWaiting = () => {
      this.#draining ??= this.#drain();
    };
    this.#queue.onOverflow = (entry) => this.#overflow.start(this.#queue, entry, turn);
  }

  /**
   * Starts all workers and resolves when they are ready.
   *
   * @throws {WorkerCrashedError} `worker_crashed` when they cannot start
   */
  async ready(): Promise<void> {
    await this.#pool.ready();
  }

  /** Runs a task; rejects with what it throws, with its deadline, its signal's reason, or when closed. */
  async run<T extends Task>(task: T, options: RunOptions = {}): Promise<ResultOf<T>> {
    const job = createJob(task, options, this.#timeoutMs);
    return await this.#queue.submit(job, submitOptions(task, options)) as ResultOf<T>;
  }

  /** Counts; `workers` are those alive now. */
  stats(): BandsExecutorStats {
    const pool = this.#pool.stats();
    return { ...executorStats("bands", this.#queue.stats(), pool), zombies: pool.zombies };
  }

  /** Rejects open tasks with an `AbortError` and ends the workers; safe to call twice. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#queue.close(closedReason());
    this.#pieces?.stop();
    await Promise.all([this.#pool[Symbol.asyncDispose](), this.#draining, this.#overflow.ended()]);
    this.#arenas.clear();
  }

  async #drain(): Promise<void> {
    while (this.#queue.stats().waiting > 0) {
      // The time that workers take to start is no task's own. Whoever is there can begin without the others,
      // and if nobody is, the first piece says why.
      await this.#pool.ready().catch(() => {});
      const entry = this.#queue.take();
      if (entry !== undefined) await this.#attempt(entry);
    }
    this.#draining = undefined;
  }

  async #attempt({ id, request: job, waitedMs }: Entry<Job>): Promise<void> {
    const { timeoutMs, signal, onProgress } = job;
    using pieces = new BandPieces(this.#pool, id, () => job.deaths++);
    this.#pieces = pieces;
    const run = this.#bandRun(pieces);
    const progress = onProgress && new ProgressWatch(() => run.share, onProgress);
    let isOver = false;
    const watch = new RunWatch({ taskId: id, timeoutMs, signal }, (stop) => {
      isOver = true;
      progress?.end();
      pieces.stop();
      this.#stop(id, job, stop);
    });
    // Who was stopped, or settled by closing, has been told before.
    const isOpen = (): boolean => !isOver && this.#queue.stateOf(id) !== undefined;
    try {
      const result = await run.run(job.task);
      if (!isOpen()) return;
      progress?.complete();
      this.#queue.complete(id, withQueueTime(result, waitedMs));
    } catch (error) {
      if (isOpen()) endAttempt(this.#queue, id, job, { error, state: "failed" });
    } finally {
      watch.end();
      progress?.end();
    }
  }

  #stop(id: number, job: Job, { error, state }: Stop): void {
    if (state === "cancelled") this.#queue.fail(id, error, state);
    else endAttempt(this.#queue, id, job, { error, state });
  }

  #bandRun(pieces: BandPieces): BandRun {
    return new BandRun({
      pieces,
      arenas: this.#arenas,
      workers: Math.max(1, this.#pool.stats().workers),
      bandMs: this.#bandMs,
    });
  }
}

/** Pieces wait without bounds, as the pictures they belong to have been let in before. */
function poolOptions(options: BandsExecutorOptions): WorkerPoolOptions {
  const { recycleTasks = DEFAULTS.recycleTasks } = options;
  return {
    ...options,
    queueTasks: Infinity,
    queueBytes: Infinity,
    onFull: "wait",
    recycleTasks: recycleTasks * PIECES_PER_TASK,
  };
}
