/** What a `QueueManager` is told, and what it tells. @module */
import type { QueueBounds } from "./bounded_queue.ts";
import type { LedgerCounts } from "./ledger.ts";
import type { OnFull } from "./overflow.ts";

/** Options of a `QueueManager`. */
export interface QueueOptions extends QueueBounds {
  /** What happens to a request that finds the line full. @default "wait" */
  readonly onFull?: OnFull;
  /** What a step of priority is worth in waiting time, in ms. @default 1000 */
  readonly ageingMs?: number;
  /** The time in ms, on a clock that does not go back. @default performance.now */
  readonly now?: () => number;
}

/** A request that was taken out of the line to run. */
export interface Entry<Request> {
  /** Names it in `complete`, `fail` and `retry`. */
  readonly id: number;
  /** What was submitted. */
  readonly request: Request;
  /** Time in the line, in ms. */
  readonly waitedMs: number;
}

/** What waits in the line of one group. */
export interface WaitingGroup {
  /** Requests. */
  readonly waiting: number;
  /** Time that the oldest has been in the line, in ms. */
  readonly oldestMs: number;
}

/** Options of one request. */
export interface SubmitOptions {
  /** Bytes the request holds while it waits. @default 0 */
  readonly bytes?: number;
  /** Higher is served first, as far as ageing allows. @default 0 */
  readonly priority?: number;
  /** Longest time from the call to the first start, in ms; `Infinity` for none. @default Infinity */
  readonly timeoutMs?: number;
  /** Takes a request that waits out of the line; one that runs is its owner's business. */
  readonly signal?: AbortSignal | undefined;
  /** Told the id of the request once it is accepted, before it can start. */
  readonly onAccepted?: ((id: number) => void) | undefined;
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
