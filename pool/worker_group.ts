/** The workers of one lane: starts them, replaces them, and knows when that is hopeless. @module */
import { deadline } from "@std/async/deadline";
import { WorkerCrashedError } from "../errors.ts";
import type { WorkerReply } from "./protocol.ts";
import {
  type BreakerOptions,
  decideRestart,
  recentFailures,
  type RestartDecision,
  type StartFailure,
} from "./restart_policy.ts";
import { closedReason } from "./stop.ts";
import { crashError, isStartFailure, plainReason, type WorkerDeath } from "./worker_death.ts";
import { type WorkerEvents, WorkerHandle, type WorkerHandleOptions } from "./worker_handle.ts";
import { Zombies } from "./zombies.ts";

/** How the workers of a lane are made, and how many there may be. */
export interface WorkerGroupOptions extends Omit<WorkerHandleOptions, "number"> {
  /** The most workers at a time. */
  readonly workers: number;
  /** When to give up on starting any. */
  readonly breaker: BreakerOptions;
}

/** What a group tells the pool. */
export interface GroupEvents {
  /** A worker became free, or was lost: look at the waiting line again. */
  onChange(): void;
  /** The reply to a task of this group. */
  onReply(reply: WorkerReply): void;
  /** A reply to no task of its sender. */
  onStrayReply(): void;
  /** The worker of a task died. */
  onCrash(taskId: number, error: WorkerCrashedError): void;
}

/** A lane's workers. They are started as they are needed and stay. */
export class WorkerGroup implements WorkerEvents {
  readonly #options: WorkerGroupOptions;
  readonly #events: GroupEvents;
  readonly #live = new Set<WorkerHandle>();
  readonly #zombies: Zombies;
  readonly #readyCallers = new Set<PromiseWithResolvers<void>>();
  #failures: StartFailure[] = [];
  #target = 0;
  #started = 0;
  /** Workers that died after they had been ready and have no successor yet. */
  #lost = 0;
  #restarts = 0;
  #closed = false;

  /** Starts nobody yet. */
  constructor(options: WorkerGroupOptions, events: GroupEvents) {
    this.#options = options;
    this.#events = events;
    this.#zombies = new Zombies(() => this.#changed());
  }

  /** Workers that start, wait or work. */
  get live(): number {
    return this.#live.size;
  }

  /** Workers that took the place of one that had been ready. */
  get restarts(): number {
    return this.#restarts;
  }

  /** Threads that were ended and run on. */
  get zombies(): number {
    return this.#zombies.count;
  }

  /** A worker that waits for a task. */
  findIdle(): WorkerHandle | undefined {
    for (const handle of this.#live) if (handle.isIdle) return handle;
    return undefined;
  }

  /** Sees to it that there are workers for `waiting` tasks beside those that are busy, up to the maximum. */
  provideFor(waiting: number): void {
    const busy = [...this.#live].filter((handle) => handle.isReady && !handle.isIdle).length;
    this.#target = Math.max(this.#target, Math.min(busy + waiting, this.#options.workers));
    this.#fill();
  }

  /** Why no task can run here now: nobody is alive and nobody can be started. */
  get refusal(): WorkerCrashedError | undefined {
    if (this.#live.size > 0) return undefined;
    const { obstacle } = this.#decide();
    if (obstacle === undefined) return undefined;
    return new WorkerCrashedError("worker_crashed", `Cannot run task as ${obstacle}`);
  }

  /**
   * Starts all workers at once and resolves when they are ready.
   *
   * @throws {WorkerCrashedError} `worker_crashed` when they cannot be
   */
  async ready(): Promise<void> {
    const caller = Promise.withResolvers<void>();
    this.#readyCallers.add(caller);
    this.#target = this.#options.workers;
    this.#fill();
    this.#answerReadyCallers();
    await caller.promise;
  }

  /** Ends all workers; resolves when their threads are gone, at the latest after the grace time. */
  async close(): Promise<void> {
    this.#closed = true;
    const handles = [...this.#live];
    for (const handle of handles) handle.stop();
    this.#answerReadyCallers();
    const gone = Promise.all(handles.map((handle) => handle.gone)).then(() => {});
    // A thread that outlives the grace time cannot be stopped by anything in this process.
    await deadline(gone, this.#options.graceMs).catch(() => {});
    this.#zombies.close();
  }

  /** For the handles. */
  onReady(_handle: WorkerHandle): void {
    this.#changed();
  }

  /** For the handles. */
  onReply(_handle: WorkerHandle, reply: WorkerReply): void {
    this.#events.onReply(reply);
    this.#changed();
  }

  /** For the handles. */
  onStrayReply(_handle: WorkerHandle): void {
    this.#events.onStrayReply();
  }

  /** For the handles. */
  onDeath(handle: WorkerHandle, death: WorkerDeath, taskId: number | undefined): void {
    this.#live.delete(handle);
    this.#zombies.watch(handle.gone, death.kind === "stuck" || death.kind === "slow_start");
    if (isStartFailure(death)) this.#noteFailure(death.reason);
    else this.#lost++;
    if (taskId !== undefined) {
      this.#events.onCrash(taskId, crashError(taskId, handle.number, death));
    }
    this.#changed();
  }

  #changed(): void {
    if (this.#closed) return;
    this.#fill();
    this.#answerReadyCallers();
    this.#events.onChange();
  }

  #fill(): void {
    if (this.#closed) return;
    for (let missing = this.#decide().start; missing > 0; missing = this.#decide().start) {
      this.#start();
    }
  }

  #start(): void {
    try {
      this.#live.add(new WorkerHandle({ ...this.#options, number: ++this.#started }, this));
      if (this.#lost === 0) return;
      this.#lost--;
      this.#restarts++;
    } catch (error) {
      this.#noteFailure(plainReason(error instanceof Error ? error.message : String(error)));
    }
  }

  #noteFailure(reason: string): void {
    const now = performance.now();
    this.#failures = recentFailures(this.#failures, now, this.#options.breaker);
    this.#failures.push({ at: now, reason });
  }

  #decide(): RestartDecision {
    return decideRestart({
      target: this.#target,
      live: this.#live.size,
      zombies: this.#zombies.count,
      maxWorkers: this.#options.workers,
      failures: this.#failures,
      now: performance.now(),
    }, this.#options.breaker);
  }

  #answerReadyCallers(): void {
    const ready = [...this.#live].filter((handle) => handle.isReady).length;
    for (const caller of this.#readyCallers) {
      if (ready >= this.#options.workers) caller.resolve();
      else if (this.#closed) caller.reject(closedReason());
      else if (this.#decide().obstacle !== undefined) caller.reject(this.#notReady());
      else continue;
      this.#readyCallers.delete(caller);
    }
  }

  #notReady(): WorkerCrashedError {
    const { obstacle } = this.#decide();
    return new WorkerCrashedError("worker_crashed", `Cannot start all workers as ${obstacle}`);
  }
}
