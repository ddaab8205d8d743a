/** Watches the signal and the time limit of a request that does not run yet. @module */
import { MAX_DELAY_MS } from "./max_delay.ts";
import { TaskTimeoutError } from "../errors.ts";

/** How long a request may wait for its start. */
export interface WaitLimit {
  /** Stops the waiting. */
  readonly signal: AbortSignal | undefined;
  /** The limit its caller asked for, in ms; `Infinity` for none. */
  readonly timeoutMs: number;
  /** What is left of it, in ms. */
  readonly leftMs: number;
}

/** Why the waiting has ended without a start. */
export type WaitEnd = (error: unknown, state: "cancelled" | "timed_out") => void;

/** Calls back when the signal aborts, for as long as it watches, and once when the time is over. */
export class WaitWatch {
  readonly #signal: AbortSignal | undefined;
  readonly #onAbort: () => void;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** Watches from now on. */
  constructor({ signal, timeoutMs, leftMs }: WaitLimit, onEnd: WaitEnd) {
    this.#signal = signal;
    this.#onAbort = () => onEnd(signal?.reason, "cancelled");
    signal?.addEventListener("abort", this.#onAbort);
    if (leftMs > MAX_DELAY_MS) return;
    this.#timer = setTimeout(() => onEnd(queueTimeout(timeoutMs), "timed_out"), leftMs);
  }

  /** The request has started: its time limit has no meaning any more, its signal has. */
  started(): void {
    // The runtime takes its time over a timer that was never set.
    if (this.#timer !== undefined) clearTimeout(this.#timer);
  }

  /** Stops watching. */
  end(): void {
    this.started();
    this.#signal?.removeEventListener("abort", this.#onAbort);
  }
}

function queueTimeout(timeoutMs: number): TaskTimeoutError {
  return new TaskTimeoutError(
    "queue_timeout",
    `Cannot start task as it waited longer than its limit of ${timeoutMs} ms`,
  );
}
