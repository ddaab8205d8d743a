/** Tasks on Web Workers: joins the waiting line, the workers and the policies. @module */
import { DEFAULTS } from "../config.ts";
import { deserializeError } from "../errors.ts";
import type { Entry, QueueManager, QueueMetrics } from "../queue/queue_manager.ts";
import type { ResultOf, Task, TaskResult } from "../task/task.ts";
import { Ahead } from "./ahead.ts";
import { type AttemptFailure, endAttempt } from "./end_attempt.ts";
import type { Executor, RunOptions } from "./executor.ts";
import { createQueue, positive, submitOptions } from "./executor_options.ts";
import { Dispatcher } from "./dispatcher.ts";
import type { PoolJob } from "./pool_job.ts";
import { createJob } from "./job.ts";
import { type LaneName, laneNames, laneOf, USUAL_LANE } from "./lane.ts";
import { type Lane, Lanes } from "./lanes.ts";
import { type MapOptions, mapTasks } from "./map_tasks.ts";
import type { PoolEvents, WorkerId } from "./pool_events.ts";
import { poolStats, type WorkerInfo, workerInfo, type WorkerPoolStats } from "./pool_stats.ts";
import type { WorkerReply } from "./protocol.ts";
import { type Run, Runs } from "./runs.ts";
import { cancelledReason, closedReason } from "./stop.ts";
import { Stopgap } from "./stopgap.ts";
import { giveAway, unsendable } from "./transfer.ts";
import { type ListenOptions, TypedEvents } from "./typed_events.ts";
import { resultFromWire } from "./wire.ts";
import { crashError, describeDeath, type WorkerDeath } from "./worker_death.ts";
import type { WorkerGroup } from "./worker_group.ts";
import type { GroupEvents } from "./worker_group_options.ts";
import type { WorkerHandle } from "./worker_handle.ts";
import { type PoolSettings, poolSettings, type WorkerPoolOptions } from "./worker_pool_options.ts";

export type { WorkerInfo, WorkerPoolOptions, WorkerPoolStats };

/** Options of `WorkerPool.close`. */
export interface CloseOptions {
  /** Whether open tasks are cancelled rather than finished. @default false */
  readonly force?: boolean | undefined;
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
  readonly #settings: PoolSettings;
  readonly #timeoutMs: number;
  readonly #queue: QueueManager<PoolJob, TaskResult>;
  readonly #lanes: Lanes;
  readonly #dispatcher: Dispatcher;
  readonly #runs = new Runs<PoolJob>();
  readonly #ahead = new Ahead();
  readonly #stopgap: Stopgap;
  readonly #events = new TypedEvents<PoolEvents>();
  #closing: Promise<void> | undefined;

  /**
   * Starts nobody yet.
   *
   * @throws {RangeError} when an option is out of range
   */
  constructor(options: WorkerPoolOptions = {}) {
    this.#settings = poolSettings(options);
    this.#timeoutMs = positive("taskTimeoutMs", options.taskTimeoutMs ?? DEFAULTS.taskTimeoutMs);
    this.#queue = createQueue(options);
    this.#lanes = new Lanes(this.#settings, (lane) => this.#groupEvents(lane));
    this.#stopgap = new Stopgap(this.#queue, {
      onFree: () => this.#dispatcher.dispatch(),
      onBegin: (reason) => this.#events.emit("degraded", { reason }),
    });
    this.#dispatcher = new Dispatcher(this.#queue, this.#lanes, {
      onStart: (entry, lane) => this.#start(entry, lane),
      onAhead: (job, worker) => this.#sendAhead(job, worker),
      onCannotStart: (lane, reason) => {
        if (this.#settings.onCannotStart === "reject") return false;
        this.#stopgap.runOne(({ lane: other }) => other === lane, reason);
        return true;
      },
    });
    this.#queue.onWaiting = () => this.#dispatcher.dispatch();
    this.#queue.onOverflow = (entry) => this.#stopgap.run(entry);
    this.#queue.onSettled = (id, state, error) => {
      this.#events.emit("taskEnd", { id, state, error });
    };
    this.#queue.onIdle = () => this.#events.emit("idle", {});
  }

  /** Calls `listener` at each such event; returns a function that stops it. */
  on<Name extends keyof PoolEvents>(
    name: Name,
    listener: (detail: PoolEvents[Name]) => void,
    options?: ListenOptions,
  ): () => void {
    return this.#events.on(name, listener, options);
  }

  /**
   * Starts all workers of the usual lane and resolves when they are ready.
   *
   * @throws {WorkerCrashedError} `worker_crashed` when they cannot start
   */
  async ready(): Promise<void> {
    if (this.#closing) throw closedReason();
    await this.#lanes.open(USUAL_LANE).group.ready();
  }

  /** Runs a task; rejects with what it throws, with its deadline, its signal's reason, or when closed. */
  async run<T extends Task>(task: T, options: RunOptions = {}): Promise<ResultOf<T>> {
    const lane = laneOf(task, this.#settings, options.lane);
    const job: PoolJob = { ...createJob(task, options, this.#timeoutMs), lane, isAhead: false };
    const submit = submitOptions(task, options);
    const onAccepted = (id: number): void => {
      options.onAccepted?.(id);
      this.#events.emit("taskQueued", { id });
    };
    return await this.#queue.submit(job, { ...submit, onAccepted }) as ResultOf<T>;
  }

  /**
   * Runs a task for each item and yields the results in order; see `mapTasks`. Twice as many items as there may
   * be workers are in flight unless `concurrency` says otherwise.
   */
  map<Item, T extends Task>(
    items: Iterable<Item> | AsyncIterable<Item>,
    toTask: (item: Item, index: number) => T | Promise<T>,
    options: MapOptions = {},
  ): AsyncGenerator<ResultOf<T>, void, void> {
    return mapTasks(this, items, toTask, {
      concurrency: 2 * this.#settings.group.workers,
      ...options,
    });
  }

  /** Counts; `workers` are those alive now, in all lanes. */
  stats(): WorkerPoolStats {
    const { kernels } = this.#settings.group;
    return poolStats(this.#queue.stats(), this.#lanes, this.#stopgap, kernels);
  }

  /** Times of waiting and running, and tasks a second. */
  metrics(): QueueMetrics {
    return this.#queue.metrics();
  }

  /** Every worker that is alive. */
  workers(): WorkerInfo[] {
    return [...this.#lanes].flatMap(({ name, group }) =>
      [...group.handles].map((handle) => workerInfo(name, handle))
    );
  }

  /** Resolves when no task is open. It takes new tasks meanwhile, and waits for them, too. */
  drain(): Promise<void> {
    return this.#queue.idle();
  }

  /** Gives no more tasks to workers until `resume`; those that run go on, and new ones are still taken. */
  pause(): void {
    this.#dispatcher.pause();
  }

  /** Gives tasks to workers again. */
  resume(): void {
    this.#dispatcher.resume();
  }

  /** Cancels a task by its id, wherever it is, with an `AbortError`; `false` when it has settled. */
  cancel(id: number): boolean {
    if (this.#queue.stateOf(id) === undefined) return false;
    const run = this.#runs.abandon(id);
    this.#queue.fail(id, cancelledReason(id), "cancelled");
    run?.worker.cancel();
    return true;
  }

  /** Replaces a worker, after its task if it has one; `false` when it is gone. */
  restart({ lane, worker }: WorkerId): boolean {
    return (this.#lanes.get(lane)?.group.renew(worker) ?? 0) > 0;
  }

  /** Replaces every worker, each after its task; returns how many. */
  recycle(): number {
    return this.#lanes.sum((group) => group.renew());
  }

  /**
   * Allows and starts so many workers more in a lane, up to its `maxWorkers`; returns how many there may be.
   *
   * @param lane @default the usual one
   */
  grow(count: number = 1, lane: LaneName = USUAL_LANE): number {
    return this.#laneNamed(lane).group.grow(positive("count", count));
  }

  /**
   * Allows so many workers fewer in a lane, down to one or `minWorkers`; returns how many there may be.
   *
   * @param lane @default the usual one
   */
  shrink(count: number = 1, lane: LaneName = USUAL_LANE): number {
    return this.#laneNamed(lane).group.shrink(positive("count", count));
  }

  /**
   * Takes no more tasks, finishes those that are open or held, and ends the workers. With `force`, and when it
   * is called again with `force`, open tasks are cancelled. A paused pool is resumed.
   */
  async close(options: CloseOptions = {}): Promise<void> {
    if (!options.force) {
      this.#queue.refuse(closedReason());
      this.resume();
      await this.#queue.idle();
    }
    await this[Symbol.asyncDispose]();
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
    this.#runs.clear();
    await Promise.all([this.#stopgap.ended(), this.#lanes.close()]);
  }

  #start(entry: Entry<PoolJob>, { name: lane, group }: Lane): void {
    const runId = this.#runs.nextId();
    const worker = this.#send(entry, runId, group);
    if (worker !== undefined) this.#began(entry, lane, runId, worker);
  }

  #began(entry: Entry<PoolJob>, lane: LaneName, runId: number, worker: WorkerHandle): void {
    const { id, request: job, waitedMs } = entry;
    this.#runs.add(runId, entry, worker, (run, { error, state }) => {
      if (state === "cancelled") this.#queue.fail(id, error, state);
      else this.#endAttempt(run, { error, state });
      worker.cancel();
    });
    const attempt = job.failures + 1;
    this.#events.emit("taskStart", { id, lane, worker: worker.number, attempt, waitedMs });
  }

  #sendAhead(job: PoolJob, worker: WorkerHandle): void {
    const runId = this.#runs.nextId();
    this.#ahead.add(runId, job);
    try {
      worker.runNext(runId, job.task);
    } catch {
      // It fails with a plain reason when its turn comes.
    }
  }

  /** A worker begins with what was sent ahead, unless somebody else has it, or nobody wants it any more. */
  #next(worker: WorkerHandle, lane: LaneName, runId: number): void {
    const job = this.#ahead.end(runId);
    const entry = this.#dispatcher.isPaused || job === undefined
      ? undefined
      : this.#queue.take((other) => other === job);
    if (entry === undefined) return worker.skip();
    if (entry.request.recover !== "copy") giveAway(entry.request.task);
    this.#began(entry, lane, runId, worker);
  }

  #send(
    { id, request: { task, recover } }: Entry<PoolJob>,
    runId: number,
    group: WorkerGroup,
  ): WorkerHandle | undefined {
    try {
      const worker = group.choose(task);
      worker.run(runId, task, recover === "copy");
      return worker;
    } catch (error) {
      // Only a caller's own `balance` can make a choice fail, with an error that is plain enough.
      this.#queue.fail(id, error instanceof DOMException ? unsendable(id, error) : error);
      return undefined;
    }
  }

  #finish(reply: WorkerReply): void {
    const run = this.#runs.end(reply.id, reply.type === "done");
    if (run === undefined || run.isOver) return this.#queue.noteStale();
    switch (reply.type) {
      case "done":
        this.#queue.complete(run.taskId, resultFromWire(reply.result, run.waitedMs));
        return;
      case "failed":
        this.#endAttempt(run, { error: deserializeError(reply.error), state: "failed" });
        return;
      default:
        reply satisfies never;
    }
  }

  #crash(runId: number, worker: number, death: WorkerDeath): void {
    const run = this.#runs.end(runId);
    if (run === undefined) return;
    run.job.deaths++;
    // One that was given up before has died of it none the less: the next attempt is told.
    if (run.isOver) return;
    this.#endAttempt(run, { error: crashError(run.taskId, worker, death), state: "failed" });
  }

  #endAttempt({ taskId, job }: Run<PoolJob>, failure: AttemptFailure): void {
    const retry = endAttempt(this.#queue, taskId, job, failure);
    if (retry === undefined) return;
    this.#events.emit("taskRetry", { id: taskId, error: failure.error, ...retry });
  }

  #laneNamed(name: LaneName): Lane {
    if (this.#closing) throw closedReason();
    const names = laneNames(this.#settings);
    if (names.includes(name)) return this.#lanes.open(name);
    throw new RangeError(
      `Cannot find lane as its name must be one of ${names.join(", ")}: current value is '${name}'`,
    );
  }

  #groupEvents(lane: LaneName): GroupEvents {
    return {
      onChange: () => this.#dispatcher.dispatch(),
      onReady: (worker) => {
        this.#stopgap.end();
        this.#events.emit("workerReady", { lane, worker });
      },
      onReply: (reply) => this.#finish(reply),
      onNext: (worker, runId) => this.#next(worker, lane, runId),
      onStrayReply: () => this.#queue.noteStale(),
      onEnd: (worker, death, runId, nextId) => {
        if (nextId !== undefined) this.#ahead.end(nextId);
        if (runId !== undefined) this.#crash(runId, worker, death);
        this.#events.emit("workerEnd", { lane, worker, reason: describeDeath(death) });
      },
    };
  }
}
