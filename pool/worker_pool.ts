/** Tasks on Web Workers: joins the waiting line, the workers and the policies. @module */
import { DEFAULTS } from "../config.ts";
import { deserializeError, InternalError } from "../errors.ts";
import type { Entry, QueueManager } from "../queue/queue_manager.ts";
import { type ResultOf, type Task, taskBytes, type TaskResult } from "../task/task.ts";
import type { Executor, ExecutorStats, RunOptions } from "./executor.ts";
import { createQueue, positive } from "./executor_options.ts";
import { executorStats } from "./executor_stats.ts";
import { LANE_PERMISSIONS, type LaneName, laneOf } from "./lane.ts";
import type { WorkerReply } from "./protocol.ts";
import { RunWatch } from "./run_watch.ts";
import { closedReason } from "./stop.ts";
import { withQueueTime } from "./with_queue_time.ts";
import { type GroupEvents, WorkerGroup } from "./worker_group.ts";
import type { WorkerHandle } from "./worker_handle.ts";
import { type LaneSettings, laneSettings, type WorkerPoolOptions } from "./worker_pool_options.ts";

export type { WorkerPoolOptions };

/** Counts of a pool. */
export interface WorkerPoolStats extends ExecutorStats {
  /** Workers that were ended and still use a core: a busy thread cannot be stopped from outside. */
  readonly zombies: number;
  /** Callers that wait for room in the line. */
  readonly held: number;
  /** Replies that came after their task had been settled, or belonged to none. */
  readonly stale: number;
}

interface Job {
  readonly task: Task;
  readonly lane: LaneName;
  readonly timeoutMs: number;
  readonly signal: AbortSignal | undefined;
}

interface Run {
  readonly watch: RunWatch;
  readonly waitedMs: number;
}

/**
 * A pool of workers. They start when tasks need them; `ready` starts them ahead. A task's bytes or pixels move
 * to its worker and are gone from the caller once it runs.
 *
 * At its deadline, or when its signal aborts, a task's promise rejects at once. Its worker is asked to stop by
 * the cancel word, has `graceMs` to do so, and is then ended and replaced.
 */
export class WorkerPool implements Executor {
  /** How it runs tasks. */
  readonly mode = "workers";
  readonly #settings: LaneSettings;
  readonly #allNative: boolean;
  readonly #timeoutMs: number;
  readonly #queue: QueueManager<Job, TaskResult>;
  readonly #lanes = new Map<LaneName, WorkerGroup>();
  readonly #runs = new Map<number, Run>();
  #dispatching = false;
  #dispatchAgain = false;
  #closing: Promise<void> | undefined;

  /**
   * Starts nobody yet.
   *
   * @throws {RangeError} when an option is out of range
   */
  constructor(options: WorkerPoolOptions = {}) {
    this.#settings = laneSettings(options);
    this.#allNative = options.permissions === "native";
    this.#timeoutMs = positive("taskTimeoutMs", options.taskTimeoutMs ?? DEFAULTS.taskTimeoutMs);
    this.#queue = createQueue(options);
    this.#queue.onWaiting = () => this.#dispatch();
  }

  /**
   * Starts all workers of the usual lane and resolves when they are ready.
   *
   * @throws {WorkerCrashedError} `worker_crashed` when they cannot start
   */
  async ready(): Promise<void> {
    if (this.#closing) throw closedReason();
    await this.#laneFor(this.#allNative ? "native" : "sandboxed").ready();
  }

  /** Runs a task; rejects with what it throws, with its deadline, its signal's reason, or when closed. */
  async run<T extends Task>(task: T, options: RunOptions = {}): Promise<ResultOf<T>> {
    const { signal, timeout = this.#timeoutMs } = options;
    const lane = this.#allNative ? "native" : laneOf(task);
    const job = { task, lane, signal, timeoutMs: positive("timeout", timeout) };
    const result = await this.#queue.submit(job, { bytes: taskBytes(task), signal });
    return result as ResultOf<T>;
  }

  /** Counts; `workers` are those alive now, in all lanes. */
  stats(): WorkerPoolStats {
    const queue = this.#queue.stats();
    const lanes = [...this.#lanes.values()];
    const workers = lanes.reduce((sum, lane) => sum + lane.live, 0);
    const restarts = lanes.reduce((sum, lane) => sum + lane.restarts, 0);
    return {
      ...executorStats("workers", queue, { workers, restarts }),
      zombies: lanes.reduce((sum, lane) => sum + lane.zombies, 0),
      held: queue.held,
      stale: queue.stale,
    };
  }

  /**
   * Rejects waiting and running tasks with an `AbortError` and ends the workers. Resolves when their threads
   * are gone, at the latest after the grace time; safe to call twice.
   */
  [Symbol.asyncDispose](): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    this.#queue.close(closedReason());
    for (const run of this.#runs.values()) run.watch.end();
    this.#runs.clear();
    await Promise.all([...this.#lanes.values()].map((lane) => lane.close()));
  }

  /** Brings waiting tasks and idle workers together. Asked again while it runs, it runs once more. */
  #dispatch(): void {
    this.#dispatchAgain = true;
    if (this.#dispatching) return;
    this.#dispatching = true;
    try {
      while (this.#dispatchAgain) {
        this.#dispatchAgain = false;
        for (const lane of ["sandboxed", "native"] as const) this.#dispatchLane(lane);
      }
    } finally {
      this.#dispatching = false;
    }
  }

  #dispatchLane(lane: LaneName): void {
    const mine = (job: Job): boolean => job.lane === lane;
    if (this.#queue.countWaiting(mine) === 0) return;
    const group = this.#laneFor(lane);
    for (let worker = group.findIdle(); worker; worker = group.findIdle()) {
      const entry = this.#queue.take(mine);
      if (entry === undefined) return;
      this.#start(entry, worker);
    }
    group.provideFor(this.#queue.countWaiting(mine));
    const { refusal } = group;
    if (refusal !== undefined) this.#queue.failWaiting(refusal, mine);
  }

  #start({ id, request, waitedMs }: Entry<Job>, worker: WorkerHandle): void {
    const { task, timeoutMs, signal } = request;
    try {
      worker.run(id, task);
    } catch (cause) {
      this.#queue.fail(id, unsendable(id, cause));
      return;
    }
    const watch = new RunWatch({ taskId: id, timeoutMs, signal }, (stop) => {
      this.#runs.delete(id);
      this.#queue.fail(id, stop.error, stop.state);
      worker.cancel();
    });
    this.#runs.set(id, { watch, waitedMs });
  }

  #finish(reply: WorkerReply): void {
    const run = this.#endRun(reply.id);
    if (run === undefined) return this.#queue.noteStale();
    switch (reply.type) {
      case "done":
        this.#queue.complete(reply.id, withQueueTime(reply.result, run.waitedMs));
        return;
      case "failed":
        this.#queue.fail(reply.id, deserializeError(reply.error));
        return;
      default:
        reply satisfies never;
    }
  }

  #endRun(id: number): Run | undefined {
    const run = this.#runs.get(id);
    this.#runs.delete(id);
    run?.watch.end();
    return run;
  }

  #laneFor(name: LaneName): WorkerGroup {
    let lane = this.#lanes.get(name);
    if (lane === undefined) {
      const options = { ...this.#settings, permissions: LANE_PERMISSIONS[name] };
      lane = new WorkerGroup(options, this.#groupEvents());
      this.#lanes.set(name, lane);
    }
    return lane;
  }

  #groupEvents(): GroupEvents {
    return {
      onChange: () => this.#dispatch(),
      onReply: (reply) => this.#finish(reply),
      onStrayReply: () => this.#queue.noteStale(),
      onCrash: (taskId, error) => {
        if (this.#endRun(taskId) !== undefined) this.#queue.fail(taskId, error);
      },
    };
  }
}

function unsendable(id: number, cause: unknown): InternalError {
  return new InternalError(
    "internal_error",
    `Cannot send task ${id} to a worker as its memory was moved before or holds what cannot be cloned`,
    { cause },
  );
}
