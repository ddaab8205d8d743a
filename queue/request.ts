/** A request on its way through the queue. @module */
import type { SubmitOptions } from "./queue_options.ts";
import { rankOf } from "./rank.ts";
import { reported } from "./reported.ts";
import type { WaitWatch } from "./wait_watch.ts";

/** A request that was submitted and not accepted yet. */
export interface Submitted<Request> {
  readonly request: Request;
  readonly bytes: number;
  readonly priority: number;
  readonly rank: number;
  readonly signal: AbortSignal | undefined;
  readonly timeoutMs: number;
  /** End of `timeoutMs` on the clock of the queue. */
  readonly until: number;
  readonly onAccepted: ((id: number) => void) | undefined;
}

/** A request that was accepted and has not settled. */
export interface OpenRequest<Request, Response> extends Submitted<Request> {
  readonly id: number;
  readonly promise: PromiseWithResolvers<Response>;
  readonly watch: WaitWatch;
  /** When it joined the line, or started. */
  since: number;
  /** Runs while it is delayed. */
  timer: ReturnType<typeof setTimeout> | undefined;
}

/** A request that is submitted at `now`, in ms. */
export function submitted<Request>(
  request: Request,
  options: SubmitOptions,
  ageingMs: number,
  now: number,
): Submitted<Request> {
  const { bytes = 0, priority = 0, timeoutMs = Infinity, signal, onAccepted } = options;
  const rank = rankOf(priority, now, ageingMs);
  const until = now + timeoutMs;
  return {
    request,
    bytes,
    priority,
    rank,
    signal,
    timeoutMs,
    until,
    onAccepted: onAccepted && reported(onAccepted),
  };
}
