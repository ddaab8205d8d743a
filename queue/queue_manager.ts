/** The bounded, prioritised waiting line with request/response correlation. @module */
import { DEFAULTS } from "../config.ts";
import { BoundedQueue } from "./bounded_queue.ts";
import { HeldCallers } from "./held_callers.ts";
import { Ledger, type OpenState, type SettledState } from "./ledger.ts";
import { chooseDropped, dropped, queueFull } from "./overflow.ts";
import { type QueueMetrics, QueueTimes } from "./queue_metrics.ts";
import type {
  Entry,
  QueueOptions,
  QueueStats,
  SubmitOptions,
  WaitingGroup,
} from "./queue_options.ts";
import { type OpenRequest, type Submitted, submitted } from "./request.ts";
import { type WaitLimit, WaitWatch } from "./wait_watch.ts";

export type { OnFull } from "./overflow.ts";
export type { Entry, QueueMetrics, QueueOptions, QueueStats, SubmitOptions, WaitingGroup };

/**
 * Accepts requests, hands them out in order, and gives each caller the reply to its own id, once.
 *
 * Every accepted request settles exactly once: `complete` and `fail` answer whether they were the first to
 * settle it; what comes later is counted as stale and delivered to nobody.
 */
export class QueueManager<Request, Response> {
  readonly #options: Required<QueueOptions>;
  readonly #line: BoundedQueue<OpenRequest<Request, Response>>;
  readonly #open = new Map<number, OpenRequest<Request, Response>>();
  readonly #ledger = new Ledger();
  readonly #held: HeldCallers;
  readonly #times: QueueTimes;
  readonly #idleCallers = new Set<() => void>();
  #nextId = 1;
  #stale = 0;
  #refusal: { readonly reason: unknown } | undefined;

  /** An empty line. */
  constructor(options: QueueOptions) {
    const { onFull = "wait", ageingMs = DEFAULTS.ageingMs, now = () => performance.now() } =
      options;
    this.#options = { ...options, onFull, ageingMs, now };
    this.#line = new BoundedQueue(options);
    this.#held = new HeldCallers((bytes) => this.#line.hasRoom(bytes));
    this.#times = new QueueTimes(now());
  }

  /** Called whenever a request has joined the line. */
  onWaiting: () => void = () => {};

  /** Called with a request that found the line full under `caller_runs`; it is active already. */
  onOverflow: (entry: Entry<Request>) => void = () => {};

  /** Called whenever a request has settled. */
  onSettled: (id: number, state: SettledState, error: unknown) => void = () => {};

  /** Called whenever the last open request has settled. */
  onIdle: () => void = () => {};

  /**
   * Accepts a request and resolves with its reply. Callers who wait for room enter by priority, and in the order
   * they came.
   *
   * @throws {QueueFullError} `queue_full`, or `dropped` when it had to make room for another one
   * @throws {TaskTimeoutError} `queue_timeout`
   * @throws the signal's reason, what `fail` was given, or what `close` was given
   */
  async submit(request: Request, options: SubmitOptions = {}): Promise<Response> {
    options.signal?.throwIfAborted();
    if (this.#refusal) throw this.#refusal.reason;
    const newcomer = submitted(request, options, this.#options.ageingMs, this.#options.now());
    if (this.#held.size === 0 && this.#line.hasRoom(newcomer.bytes)) {
      return await this.#enqueue(newcomer);
    }
    const { onFull } = this.#options;
    switch (onFull) {
      case "wait":
        return await this.#held.hold(
          newcomer,
          this.#limitOf(newcomer),
          () => this.#enqueue(newcomer),
        );
      case "reject":
        throw queueFull(this.#line);
      case "drop_oldest":
        this.#makeRoom(newcomer);
        return await this.#enqueue(newcomer);
      case "caller_runs":
        return await this.#runAtOnce(newcomer);
      default:
        return onFull satisfies never;
    }
  }

  /** The next request that `wanted` accepts, now active; `undefined` when none waits. */
  take(wanted: (request: Request) => boolean = () => true): Entry<Request> | undefined {
    let record = this.#line.shift((candidate) => wanted(candidate.request));
    // A signal tells its listeners one after the other: the next one in line may not have been told yet.
    while (record?.signal?.aborted) {
      this.fail(record.id, record.signal.reason, "cancelled");
      record = this.#line.shift((candidate) => wanted(candidate.request));
    }
    if (record === undefined) return undefined;
    const entry = this.#start(record);
    this.#held.admit();
    return entry;
  }

  /** The next request that `wanted` accepts, which stays where it is. */
  peek(wanted: (request: Request) => boolean): Request | undefined {
    for (const { request } of this.#line) if (wanted(request)) return request;
    return undefined;
  }

  /** How many requests wait in the line. */
  get waiting(): number {
    return this.#line.size;
  }

  /** What waits in the line, by a group of each request. */
  waitingBy<Group>(groupOf: (request: Request) => Group): Map<Group, WaitingGroup> {
    const now = this.#options.now();
    const groups = new Map<Group, { waiting: number; oldestMs: number }>();
    for (const { request, since } of this.#line) {
      const group = groupOf(request);
      const known = groups.get(group);
      if (known === undefined) groups.set(group, { waiting: 1, oldestMs: now - since });
      else {
        known.waiting++;
        known.oldestMs = Math.max(known.oldestMs, now - since);
      }
    }
    return groups;
  }

  /** Where a request is; `undefined` once it is settled. */
  stateOf(id: number): OpenState | undefined {
    return this.#ledger.stateOf(id);
  }

  /** Gives the caller its reply. */
  complete(id: number, response: Response): boolean {
    return this.#settle(id, "completed", ({ promise }) => promise.resolve(response));
  }

  /** Gives the caller an error. */
  fail(id: number, error: unknown, state: Exclude<SettledState, "completed"> = "failed"): boolean {
    return this.#settle(id, state, ({ promise }) => promise.reject(error), error);
  }

  /**
   * Puts an active request back into the line after `delayMs`, with its priority and its old place; `prepare`
   * runs first, and the request fails when it rejects. It was accepted before, so that it finds room in a full
   * line as well. One whose signal has aborted meanwhile is cancelled instead. Answers whether it will run again.
   */
  retry(id: number, delayMs: number, prepare: () => Promise<void> = nothing): boolean {
    const record = this.#open.get(id);
    if (record === undefined) {
      this.#stale++;
      return false;
    }
    if (record.signal?.aborted) {
      this.fail(id, record.signal.reason, "cancelled");
      return false;
    }
    this.#ledger.delay(id);
    this.#times.ended(this.#options.now() - record.since);
    record.timer = setTimeout(() => void this.#requeue(record, prepare), delayMs);
    return true;
  }

  /** Gives every waiting caller that `wanted` accepts an error. */
  failWaiting(error: unknown, wanted: (request: Request) => boolean = () => true): void {
    while (true) {
      const record = this.#line.shift((candidate) => wanted(candidate.request));
      if (record === undefined) return;
      this.fail(record.id, error);
    }
  }

  /** Counts a reply that belongs to no request, or to one that is not its sender's. */
  noteStale(): void {
    this.#stale++;
  }

  /** Resolves when nothing is open. New requests are still taken, and waited for. */
  async idle(): Promise<void> {
    if (this.#open.size === 0) return;
    await new Promise<void>((resolve) => this.#idleCallers.add(resolve));
  }

  /** Refuses whatever comes later; what is open or held goes on. */
  refuse(reason: unknown): void {
    this.#refusal ??= { reason };
  }

  /** Cancels everything that is open or held, and refuses whatever comes later, with the same reason. */
  close(reason: unknown): void {
    this.refuse(reason);
    // Held callers first, so that no room that becomes free lets them in.
    this.#held.reject(reason);
    for (const id of [...this.#open.keys()]) this.fail(id, reason, "cancelled");
  }

  /** A copy of all counts. */
  stats(): QueueStats {
    return {
      ...this.#ledger.counts(),
      held: this.#held.size,
      bytes: this.#line.bytes,
      stale: this.#stale,
    };
  }

  /** A copy of all times. */
  metrics(): QueueMetrics {
    const oldestMs = this.waitingBy(() => undefined).get(undefined)?.oldestMs ?? 0;
    return this.#times.summary(this.#options.now(), oldestMs);
  }

  #limitOf({ signal, timeoutMs, until }: Submitted<Request>): WaitLimit {
    return { signal, timeoutMs, leftMs: Math.max(0, until - this.#options.now()) };
  }

  #enqueue(newcomer: Submitted<Request>): Promise<Response> {
    const record = this.#accept(newcomer);
    // Its caller may have cancelled it when it was told the id.
    if (this.#open.has(record.id)) this.#join(record);
    return record.promise.promise;
  }

  #runAtOnce(newcomer: Submitted<Request>): Promise<Response> {
    const record = this.#accept(newcomer);
    if (this.#open.has(record.id)) this.onOverflow(this.#start(record));
    return record.promise.promise;
  }

  #makeRoom(newcomer: Submitted<Request>): void {
    const victims = chooseDropped(this.#line, newcomer, this.#options);
    if (victims === undefined) throw queueFull(this.#line);
    for (const { id } of victims) this.fail(id, dropped(id), "cancelled");
  }

  #accept(newcomer: Submitted<Request>): OpenRequest<Request, Response> {
    const id = this.#nextId++;
    const watch = new WaitWatch(this.#limitOf(newcomer), (error, state) => {
      // A request that runs is stopped by its owner, who also settles it.
      if (this.#ledger.stateOf(id) !== "active") this.fail(id, error, state);
    });
    const promise = Promise.withResolvers<Response>();
    const record = {
      ...newcomer,
      id,
      promise,
      watch,
      since: this.#options.now(),
      timer: undefined,
    };
    this.#open.set(id, record);
    this.#ledger.accept(id);
    newcomer.onAccepted?.(id);
    return record;
  }

  async #requeue(
    record: OpenRequest<Request, Response>,
    prepare: () => Promise<void>,
  ): Promise<void> {
    const { id } = record;
    try {
      await prepare();
    } catch (error) {
      if (this.#open.has(id)) this.fail(id, error);
      return;
    }
    if (!this.#open.has(id)) return;
    this.#ledger.requeue(id);
    this.#join(record);
  }

  #join(record: OpenRequest<Request, Response>): void {
    record.since = this.#options.now();
    this.#line.push(record);
    this.onWaiting();
  }

  #start(record: OpenRequest<Request, Response>): Entry<Request> {
    const { id, request, since, watch } = record;
    this.#ledger.start(id);
    watch.started();
    record.since = this.#options.now();
    const waitedMs = record.since - since;
    this.#times.started(waitedMs);
    return { id, request, waitedMs };
  }

  #settle(
    id: number,
    state: SettledState,
    deliver: (record: OpenRequest<Request, Response>) => void,
    error?: unknown,
  ): boolean {
    const record = this.#open.get(id);
    if (record === undefined) {
      this.#stale++;
      return false;
    }
    this.#note(record, state);
    this.#open.delete(id);
    this.#ledger.settle(id, state);
    if (record.timer !== undefined) clearTimeout(record.timer);
    record.watch.end();
    this.#line.remove(record);
    deliver(record);
    this.onSettled(id, state, error);
    this.#held.admit();
    if (this.#open.size === 0) this.#becomeIdle();
    return true;
  }

  #note(record: OpenRequest<Request, Response>, state: SettledState): void {
    const now = this.#options.now();
    if (this.#ledger.stateOf(record.id) === "active") this.#times.ended(now - record.since);
    if (state === "completed") this.#times.completed(now);
  }

  #becomeIdle(): void {
    this.onIdle();
    for (const resolve of this.#idleCallers) resolve();
    this.#idleCallers.clear();
  }
}

async function nothing(): Promise<void> {}
