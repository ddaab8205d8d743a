/** The bounded waiting line with request/response correlation. @module */
import { QueueFullError } from "../errors.ts";
import { BoundedQueue, type QueueBounds } from "./bounded_queue.ts";
import { HeldCallers } from "./held_callers.ts";
import { Ledger, type LedgerCounts, type SettledState } from "./ledger.ts";

/** What happens to a request that finds the line full. */
export type OnFull = "wait" | "reject";

/** Options of a `QueueManager`. */
export interface QueueOptions extends QueueBounds {
  /** `wait` holds the caller until there is room, `reject` throws `queue_full`. @default "wait" */
  readonly onFull?: OnFull;
}

/** A request that was taken out of the line to run. */
export interface Entry<Request> {
  /** Names it in `complete` and `fail`. */
  readonly id: number;
  /** What was submitted. */
  readonly request: Request;
  /** Time in the line, in ms. */
  readonly waitedMs: number;
}

/** Options of one request. */
export interface SubmitOptions {
  /** Bytes the request holds while it waits. @default 0 */
  readonly bytes?: number;
  /** Takes a request that waits out of the line; one that runs is its owner's business. */
  readonly signal?: AbortSignal | undefined;
}

/** Counts beside those of the ledger. */
export interface QueueStats extends LedgerCounts {
  /** Callers that wait for room; their requests are not accepted yet. */
  readonly held: number;
  /** Bytes of the requests that wait in the line. */
  readonly bytes: number;
  /** Replies for requests that were settled already, or never existed. They reach nobody. */
  readonly stale: number;
}

interface OpenRequest<Request, Response> {
  readonly id: number;
  readonly request: Request;
  readonly bytes: number;
  readonly acceptedAt: number;
  readonly promise: PromiseWithResolvers<Response>;
  /** Stops listening to the caller's signal. */
  readonly forget: () => void;
}

/**
 * Accepts requests, hands them out in order, and gives each caller the reply to its own id, once.
 *
 * Every accepted request settles exactly once: `complete` and `fail` answer whether they were the first to
 * settle it; what comes later is counted as stale and delivered to nobody.
 */
export class QueueManager<Request, Response> {
  readonly #line: BoundedQueue<OpenRequest<Request, Response>>;
  readonly #open = new Map<number, OpenRequest<Request, Response>>();
  readonly #ledger = new Ledger();
  readonly #held: HeldCallers;
  readonly #onFull: OnFull;
  #nextId = 1;
  #stale = 0;
  #closed: { readonly reason: unknown } | undefined;

  /** An empty line. */
  constructor(options: QueueOptions) {
    this.#line = new BoundedQueue(options);
    this.#held = new HeldCallers((bytes) => this.#line.hasRoom(bytes));
    this.#onFull = options.onFull ?? "wait";
  }

  /** Called whenever a request has joined the line. */
  onWaiting: () => void = () => {};

  /**
   * Accepts a request and resolves with its reply. Callers who wait for room enter in the order they came.
   *
   * @throws {QueueFullError} `queue_full`
   * @throws the signal's reason, what `fail` was given, or what `close` was given
   */
  async submit(request: Request, options: SubmitOptions = {}): Promise<Response> {
    const { bytes = 0, signal } = options;
    signal?.throwIfAborted();
    if (this.#closed) throw this.#closed.reason;
    if (this.#held.size === 0 && this.#line.hasRoom(bytes)) {
      return await this.#accept(request, bytes, signal);
    }
    if (this.#onFull === "reject") throw this.#full();
    return await this.#held.hold(bytes, signal, () => this.#accept(request, bytes, signal));
  }

  /** The next request that `wanted` accepts, now active; `undefined` when none waits. */
  take(wanted: (request: Request) => boolean = () => true): Entry<Request> | undefined {
    const record = this.#line.shift((candidate) => wanted(candidate.request));
    if (record === undefined) return undefined;
    const { id, request, acceptedAt } = record;
    this.#ledger.start(id);
    this.#held.admit();
    return { id, request, waitedMs: performance.now() - acceptedAt };
  }

  /** How many waiting requests `wanted` accepts. */
  countWaiting(wanted: (request: Request) => boolean): number {
    return this.#line.count((candidate) => wanted(candidate.request));
  }

  /** Gives the caller its reply. */
  complete(id: number, response: Response): boolean {
    return this.#settle(id, "completed", ({ promise }) => promise.resolve(response));
  }

  /** Gives the caller an error. */
  fail(id: number, error: unknown, state: Exclude<SettledState, "completed"> = "failed"): boolean {
    return this.#settle(id, state, ({ promise }) => promise.reject(error));
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

  /** Cancels everything that is open or held, and refuses whatever comes later, with the same reason. */
  close(reason: unknown): void {
    if (this.#closed) return;
    this.#closed = { reason };
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

  #accept(request: Request, bytes: number, signal: AbortSignal | undefined): Promise<Response> {
    const id = this.#nextId++;
    const promise = Promise.withResolvers<Response>();
    const onAbort = (): void => {
      // A request that runs is stopped by its owner, who also settles it.
      if (this.#ledger.stateOf(id) === "waiting") this.fail(id, signal?.reason, "cancelled");
    };
    const record: OpenRequest<Request, Response> = {
      id,
      request,
      bytes,
      acceptedAt: performance.now(),
      promise,
      forget: () => signal?.removeEventListener("abort", onAbort),
    };
    signal?.addEventListener("abort", onAbort);
    this.#open.set(id, record);
    this.#ledger.accept(id);
    this.#line.push(record);
    this.onWaiting();
    return promise.promise;
  }

  #settle(
    id: number,
    state: SettledState,
    deliver: (record: OpenRequest<Request, Response>) => void,
  ): boolean {
    const record = this.#open.get(id);
    if (record === undefined) {
      this.#stale++;
      return false;
    }
    this.#open.delete(id);
    this.#ledger.settle(id, state);
    record.forget();
    this.#line.remove(record);
    deliver(record);
    this.#held.admit();
    return true;
  }

  #full(): QueueFullError {
    return new QueueFullError(
      "queue_full",
      `Cannot queue task as the queue is full: ${this.#line.size} tasks of ${this.#line.bytes} bytes wait`,
    );
  }
}
