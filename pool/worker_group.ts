/** The workers of one lane: starts them, replaces them, and knows when that is hopeless. @module */
import { deadline } from "@std/async/deadline";
import { plainReason, WorkerCrashedError } from "../errors.ts";
import { MAX_DELAY_MS } from "../queue/max_delay.ts";
import type { Task } from "../task/task.ts";
import { decideScale, type ScaleDecision } from "./autoscaler.ts";
import { chooseWorker } from "./balancer.ts";
import type { WorkerReply } from "./protocol.ts";
import { shouldRecycle } from "./recycling.ts";
import {
  decideRestart,
  type Obstacle,
  recentFailures,
  type RestartDecision,
  type StartFailure,
} from "./restart_policy.ts";
import { closedReason } from "./stop.ts";
import { Utilisation } from "./utilisation.ts";
import { isStartFailure, type WorkerDeath } from "./worker_death.ts";
import type { GroupEvents, LineView, WorkerGroupOptions } from "./worker_group_options.ts";
import { type WorkerEvents, WorkerHandle } from "./worker_handle.ts";
import { Zombies } from "./zombies.ts";

/** A lane's workers. They are started as they are needed, and stay as long as the options say. */
export class WorkerGroup implements WorkerEvents {
  readonly #options: WorkerGroupOptions;
  readonly #events: GroupEvents;
  readonly #live = new Set<WorkerHandle>();
  readonly #zombies: Zombies;
  readonly #utilisation: Utilisation;
  readonly #readyCallers = new Set<PromiseWithResolvers<void>>();
  #failures: StartFailure[] = [];
  /** The most workers now, between 1 and `scale.maxWorkers`. */
  #limit: number;
  #target = 0;
  #changedAt = -Infinity;
  #lookTimer: ReturnType<typeof setTimeout> | undefined;
  #lastChosen = 0;
  #started = 0;
  /** Workers that died after they had been ready and have no successor yet. */
  #lost = 0;
  #restarts = 0;
  #closed = false;

  /** Starts nobody yet. */
  constructor(options: WorkerGroupOptions, events: GroupEvents) {
    this.#options = options;
    this.#events = events;
    this.#limit = options.workers;
    this.#zombies = new Zombies(() => this.#changed());
    const windowMs = Math.min(10_000, options.scale.idleTimeoutMs);
    this.#utilisation = new Utilisation(windowMs, performance.now());
  }

  /** Workers that start, wait or work. */
  get live(): number {
    return this.#live.size;
  }

  /** These workers, for reading. */
  get handles(): Iterable<WorkerHandle> {
    return this.#live.values();
  }

  /** Workers that took the place of one that had been ready and died. */
  get restarts(): number {
    return this.#restarts;
  }

  /** Threads that were ended and run on. */
  get zombies(): number {
    return this.#zombies.count;
  }

  /** Whether a worker waits for a task. */
  get hasIdle(): boolean {
    for (const handle of this.#live) if (handle.isIdle) return true;
    return false;
  }

  /** A worker that can be sent a tiny task ahead. */
  get roomAhead(): WorkerHandle | undefined {
    for (const handle of this.#live) if (handle.hasRoomAhead) return handle;
    return undefined;
  }

  /**
   * The idle worker that a task should go to; there must be one.
   *
   * @throws {TypeError} when the caller's own `balance` chooses nobody
   */
  choose(task: Task): WorkerHandle {
    const idle = this.#idle();
    const records = idle.map(({ record }) => record);
    const chosen = chooseWorker(this.#options.balance, records, task, this.#lastChosen);
    this.#lastChosen = chosen.number;
    return idle[records.indexOf(chosen)];
  }

  /** Sees to it that there are workers for the tasks that wait, and no idle ones for longer than wanted. */
  provideFor(line: LineView): void {
    if (this.#closed) return;
    const now = performance.now();
    const busy = this.#count((handle) => handle.isBusy);
    this.#utilisation.set(busy, this.#live.size, now);
    // Whoever has all that it may have, and all of it at work, has nothing to decide: the usual case under load.
    // So has a lane whose workers somebody waits for: they are needed, however long the first of them is idle.
    const isFull = this.#target === this.#limit &&
      (busy === this.#limit || this.#readyCallers.size > 0);
    const { target, lookAgainMs } = isFull
      ? { target: this.#limit, lookAgainMs: undefined }
      : this.#decideScale(line, busy, now);
    if (this.#lookTimer !== undefined) clearTimeout(this.#lookTimer);
    this.#lookTimer = lookAgainMs === undefined
      ? undefined
      : setTimeout(() => this.#events.onChange(), Math.min(lookAgainMs, MAX_DELAY_MS));
    this.#aim(target);
  }

  /** Why no task can run here now: nobody is alive and nobody can be started. */
  get obstacle(): Obstacle | undefined {
    return this.#live.size > 0 ? undefined : this.#decide().obstacle;
  }

  /**
   * Starts all workers at once and resolves when they are ready.
   *
   * @throws {WorkerCrashedError} `worker_crashed` when they cannot be
   */
  async ready(): Promise<void> {
    const caller = Promise.withResolvers<void>();
    this.#readyCallers.add(caller);
    this.#aim(this.#limit);
    this.#answerReadyCallers();
    await caller.promise;
  }

  /** Allows more workers, up to `scale.maxWorkers`, and starts them; returns how many there may be now. */
  grow(count: number): number {
    this.#limit = Math.min(this.#options.scale.maxWorkers, this.#limit + count);
    this.#aim(Math.min(this.#limit, this.#target + count));
    return this.#limit;
  }

  /** Allows fewer workers, at least one; those that are too many end after their task. Returns how many. */
  shrink(count: number): number {
    this.#limit = Math.max(1, this.#options.scale.minWorkers, this.#limit - count);
    this.#aim(Math.min(this.#limit, this.#target));
    return this.#limit;
  }

  /** Replaces one worker after its task, or all of them; returns how many. */
  renew(worker?: number): number {
    const handles = [...this.#live].filter(({ record }) =>
      (worker ?? record.number) === record.number
    );
    for (const handle of handles) handle.retire();
    return handles.length;
  }

  /** Ends all workers; resolves when their threads are gone, at the latest after the grace time. */
  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#lookTimer);
    const handles = [...this.#live];
    for (const handle of handles) handle.stop();
    this.#answerReadyCallers();
    const gone = Promise.all(handles.map((handle) => handle.gone)).then(() => {});
    // A thread that outlives the grace time cannot be stopped by anything in this process.
    await deadline(gone, this.#options.graceMs).catch(() => {});
    this.#zombies.close();
  }

  /** For the handles. */
  onReady(handle: WorkerHandle): void {
    this.#events.onReady(handle.number);
    this.#changed();
  }

  /** For the handles. */
  onReply(handle: WorkerHandle, reply: WorkerReply): void {
    // Before anybody can give it another task.
    if (shouldRecycle(handle.record, this.#options.recycle)) handle.retire();
    this.#events.onReply(reply);
  }

  /** For the handles. */
  onNext(handle: WorkerHandle, runId: number): void {
    this.#events.onNext(handle, runId);
  }

  /** For the handles. */
  onFree(_handle: WorkerHandle): void {
    this.#changed();
  }

  /** For the handles. */
  onStrayReply(_handle: WorkerHandle): void {
    this.#events.onStrayReply();
  }

  /** For the handles. */
  onDeath(
    handle: WorkerHandle,
    death: WorkerDeath,
    runId: number | undefined,
    nextId: number | undefined,
  ): void {
    this.#live.delete(handle);
    this.#zombies.watch(handle.gone, death.kind === "stuck" || death.kind === "slow_start");
    if (isStartFailure(death)) this.#noteFailure(death.reason);
    else if (death.kind !== "retired") this.#lost++;
    this.#events.onEnd(handle.number, death, runId, nextId);
    this.#changed();
  }

  #decideScale(line: LineView, busy: number, now: number): ScaleDecision {
    return decideScale({
      waiting: line.waiting,
      oldestMs: line.oldestMs,
      target: this.#target,
      busy,
      idleMs: this.#idle().map(({ record }) => record.sinceMs(now)),
      utilisation: this.#utilisation.at(now),
      sinceChangeMs: now - this.#changedAt,
    }, { ...this.#options.scale, maxWorkers: this.#limit });
  }

  #idle(): WorkerHandle[] {
    return [...this.#live].filter((handle) => handle.isIdle);
  }

  #count(counts: (handle: WorkerHandle) => boolean): number {
    let count = 0;
    for (const handle of this.#live) if (counts(handle)) count++;
    return count;
  }

  #changed(): void {
    if (this.#closed) return;
    this.#fill();
    this.#answerReadyCallers();
    this.#events.onChange();
  }

  #aim(target: number): void {
    if (target !== this.#target) this.#changedAt = performance.now();
    this.#target = target;
    this.#retireSurplus();
    this.#fill();
  }

  /** Ends the workers above the target: those first that were idle for longest, then whoever has started last. */
  #retireSurplus(): void {
    if (this.#live.size <= this.#target) return;
    const staying = [...this.#live].filter((handle) => !handle.isRetiring);
    const now = performance.now();
    const rest = (handle: WorkerHandle): number => handle.isIdle ? handle.record.sinceMs(now) : -1;
    staying.sort((a, b) => rest(b) - rest(a) || b.number - a.number);
    const surplus = Math.max(0, staying.length - this.#target);
    for (const handle of staying.slice(0, surplus)) handle.retire();
  }

  #fill(): void {
    // Asked after every task, and nearly always there is nobody to start.
    if (this.#closed || this.#live.size >= Math.min(this.#target, this.#limit)) return;
    for (let missing = this.#decide().start; missing > 0; missing = this.#decide().start) {
      this.#start();
    }
  }

  #start(): void {
    try {
      const handle = new WorkerHandle({ ...this.#options, number: ++this.#started }, this);
      handle.record.joins([...this.#live].map(({ record }) => record));
      this.#live.add(handle);
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
      maxWorkers: this.#limit,
      failures: this.#failures,
      now: performance.now(),
    }, this.#options.breaker);
  }

  #answerReadyCallers(): void {
    if (this.#readyCallers.size === 0) return;
    const ready = this.#count((handle) => handle.isReady);
    for (const caller of this.#readyCallers) {
      if (ready >= this.#limit) caller.resolve();
      else if (this.#closed) caller.reject(closedReason());
      else if (this.#decide().obstacle !== undefined) caller.reject(this.#notReady());
      else continue;
      this.#readyCallers.delete(caller);
    }
  }

  #notReady(): WorkerCrashedError {
    const reason = this.#decide().obstacle?.reason;
    return new WorkerCrashedError("worker_crashed", `Cannot start all workers as ${reason}`);
  }
}
