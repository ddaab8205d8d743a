/** The pool in a child process that can be killed: an executor that keeps the books and loses nothing. @module */
import { DEFAULTS } from "../config.ts";
import { deserializeError } from "../errors.ts";
import type { Executor, RunOptions } from "../pool/executor.ts";
import { createQueue, positive, submitOptions } from "../pool/executor_options.ts";
import { executorStats } from "../pool/executor_stats.ts";
import { createJob } from "../pool/job.ts";
import { laneOf } from "../pool/lane.ts";
import { LocalRuns } from "../pool/local_runs.ts";
import { isIntact } from "../pool/recovery.ts";
import { closedReason } from "../pool/stop.ts";
import { unsendable } from "../pool/transfer.ts";
import { turn } from "../pool/turn.ts";
import type { CloseOptions, WorkerPoolStats } from "../pool/worker_pool.ts";
import type { Entry, QueueManager } from "../queue/queue_manager.ts";
import type { ResultOf, Task, TaskResult } from "../task/task.ts";
import { assertHostTask, putBulk, takeBulk } from "./bulk.ts";
import { type CrewEvents, HostCrew } from "./host_crew.ts";
import { type HostOptions, type HostSettings, hostSettings } from "./host_options.ts";
import type { HostProcess } from "./host_process.ts";
import type { HostJob } from "./host_runs.ts";
import { Outcomes } from "./outcomes.ts";
import type { HostResponse } from "./protocol.ts";

export type { HostOptions };

/** Counts of a host executor; those of workers are summed over all its hosts. */
export interface HostStats extends WorkerPoolStats {
  /** Child processes that took the place of one that had been at work. */
  readonly hostRestarts: number;
}

/** Tasks that are with a host, for each worker: one runs, one is there when it ends. */
const AHEAD = 2;

/** From the end of a task's deadline and grace to the reply that says so, in ms. */
const REPLY_MS = 1_000;

/**
 * Runs tasks on the workers of a child process. What cannot be stopped or contained in one process, an endless
 * loop or an exhausted heap, ends the child: its core and its memory are back at once, and a new one goes on.
 *
 * The bytes of a task are copied to the child and stay with the caller, who must leave them alone until the task
 * settles: tasks whose host ended are run again from them. Those that ran when a host ended by itself are suspects
 * and run again alone, so that only the one that ends its host again pays for it, with `worker_crashed`.
 */
export class HostExecutor implements Executor {
  /** How it runs tasks. */
  readonly mode = "workers";
  readonly #settings: HostSettings;
  readonly #timeoutMs: number;
  readonly #queue: QueueManager<HostJob, TaskResult>;
  readonly #crew: HostCrew;
  readonly #overflow = new LocalRuns();
  readonly #outcomes: Outcomes;
  #ranHere = 0;
  #dispatching = false;
  #dispatchAgain = false;
  #closing: Promise<void> | undefined;

  /**
   * Starts nobody yet.
   *
   * @throws {RangeError} when an option is out of range
   * @throws {TypeError} when an option is a function, which cannot cross
   */
  constructor(options: HostOptions = {}) {
    this.#settings = hostSettings(options);
    this.#timeoutMs = positive("taskTimeoutMs", options.taskTimeoutMs ?? DEFAULTS.taskTimeoutMs);
    this.#crew = new HostCrew(this.#settings, this.#crewEvents());
    this.#queue = createQueue(options);
    this.#queue.onWaiting = () => this.#dispatch();
    this.#queue.onOverflow = (entry) => {
      this.#ranHere++;
      this.#overflow.start(this.#queue, entry, turn);
    };
    this.#outcomes = new Outcomes(this.#queue);
    this.#queue.onSettled = (id) => this.#outcomes.forget(id);
  }

  /** Process of the host that takes tasks, or will; `undefined` when there is none. */
  get pid(): number | undefined {
    return this.#crew.pid;
  }

  /**
   * Starts the host and all its workers and resolves when they are ready.
   *
   * @throws {WorkerCrashedError} `worker_crashed` when they cannot start
   */
  async ready(): Promise<void> {
    if (this.#closing) throw closedReason();
    await this.#crew.ready();
  }

  /**
   * Runs a task; rejects with what it throws, with its deadline, its signal's reason, or when closed.
   *
   * @throws {TypeError} when the memory of the task is shared with others
   * @throws {RangeError} when an option is out of range, or names no lane
   */
  async run<T extends Task>(task: T, options: RunOptions = {}): Promise<ResultOf<T>> {
    assertHostTask(task);
    const { queueTimeout = Infinity, lane } = options;
    // Refused here, where it is known whose mistake it is.
    laneOf(task, this.#settings.pool, lane);
    const job: HostJob = {
      ...createJob(task, options, this.#timeoutMs),
      startBy: performance.now() + queueTimeout,
      queueTimeoutMs: queueTimeout,
      lane,
      isSuspect: false,
      hasStarted: false,
    };
    return await this.#queue.submit(job, submitOptions(task, options)) as ResultOf<T>;
  }

  /** Counts; `workers` are those of the living host by its last report. */
  stats(): HostStats {
    const queue = this.#queue.stats();
    const totals = this.#crew.totals;
    const { kernels } = this.#settings.pool.group;
    return {
      ...executorStats("workers", queue, { ...totals, kernels }),
      ...totals,
      bytes: queue.bytes,
      held: queue.held,
      stale: queue.stale + totals.stale,
      ranHere: this.#ranHere + totals.ranHere,
    };
  }

  /** Resolves when no task is open. It takes new tasks meanwhile, and waits for them, too. */
  drain(): Promise<void> {
    return this.#queue.idle();
  }

  /**
   * Takes no more tasks, finishes those that are open or held, and ends the host. With `force`, and when it is
   * called again with `force`, open tasks are cancelled.
   */
  async close(options: CloseOptions = {}): Promise<void> {
    if (!options.force) {
      this.#queue.refuse(closedReason());
      await this.#queue.idle();
    }
    await this[Symbol.asyncDispose]();
  }

  /** Rejects open tasks with an `AbortError` and ends the host; resolves when it is gone. Safe to call twice. */
  [Symbol.asyncDispose](): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    this.#queue.close(closedReason());
    await Promise.all([this.#overflow.ended(), this.#crew.close()]);
  }

  /** Brings waiting tasks and the host together. Asked again while it runs, it runs once more. */
  #dispatch(): void {
    this.#dispatchAgain = true;
    if (this.#dispatching || this.#closing) return;
    this.#dispatching = true;
    try {
      while (this.#dispatchAgain) {
        this.#dispatchAgain = false;
        this.#feed();
      }
    } finally {
      this.#dispatching = false;
    }
  }

  #feed(): void {
    const host = this.#crew.open;
    if (host === undefined) {
      if (this.#queue.stats().waiting === 0) return;
      this.#crew.provide();
      const { refusal } = this.#crew;
      if (refusal !== undefined) this.#queue.failWaiting(refusal);
      return;
    }
    for (let entry = this.#next(host); entry !== undefined; entry = this.#next(host)) {
      this.#send(host, entry);
    }
  }

  /** Suspects come first, and only when nothing else runs on the host. */
  #next({ runs }: HostProcess): Entry<HostJob> | undefined {
    if (runs.hasSuspect) return undefined;
    if (this.#outcomes.isSuspectWaiting) {
      return runs.size === 0 ? this.#queue.take(({ isSuspect }) => isSuspect) : undefined;
    }
    if (runs.size >= AHEAD * this.#settings.pool.group.workers) return undefined;
    return this.#queue.take();
  }

  #send(host: HostProcess, entry: Entry<HostJob>): void {
    const { id: taskId, request: job } = entry;
    assertHostTask(job.task);
    if (!isIntact(job.task)) return void this.#queue.fail(taskId, unsendable(taskId, undefined));
    const run = host.runs.add(entry, ({ runId }, { error, state }) => {
      this.#queue.fail(taskId, error, state);
      host.send({ type: "cancel", id: runId });
    });
    const { rest, bulk } = takeBulk(job.task);
    try {
      host.send({
        type: "run",
        id: run.runId,
        taskId,
        task: rest,
        timeoutMs: job.timeoutMs,
        queueTimeoutMs: job.hasStarted ? Infinity : Math.max(1, job.startBy - performance.now()),
        lane: job.lane,
        alone: run.isAlone,
        progress: job.onProgress !== undefined,
      }, bulk);
    } catch (error) {
      host.runs.end(run.runId);
      this.#queue.fail(taskId, unsendable(taskId, error));
    }
  }

  #crewEvents(): CrewEvents {
    return {
      onMessage: (host, message, bulk) => this.#receive(host, message, bulk),
      onRetire: (host) => {
        for (const run of host.runs.take("unstarted")) {
          host.send({ type: "cancel", id: run.runId });
          this.#outcomes.giveBack(run);
        }
      },
      onDeath: (host, death) => {
        for (const run of host.runs.take("all")) this.#outcomes.lost(run, death);
      },
      onChange: () => this.#dispatch(),
    };
  }

  #receive(host: HostProcess, message: HostResponse, bulk: Uint8Array | undefined): void {
    switch (message.type) {
      case "taskStart":
        return host.runs.started(message.id, this.#settings.pool.group.graceMs + REPLY_MS);
      case "progress":
        return host.runs.find(message.id)?.report(message.share);
      case "death":
        return this.#outcomes.died(message.id, host.runs.find(message.id));
      case "done": {
        const run = host.runs.end(message.id);
        const result = putBulk(message.result, bulk ?? new Uint8Array());
        if (run !== undefined) this.#outcomes.done(run, result);
        return this.#freed(host);
      }
      case "failed": {
        const run = host.runs.end(message.id);
        if (run !== undefined) this.#outcomes.failed(run, deserializeError(message.error));
        return this.#freed(host);
      }
      case "open":
      case "crew":
      case "report":
        return;
      default:
        message satisfies never;
    }
  }

  #freed(host: HostProcess): void {
    this.#crew.endIfDone(host);
    this.#dispatch();
  }
}
