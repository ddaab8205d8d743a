/** Why a task is stopped before its end, and what its caller is told. @module */
import { TaskTimeoutError } from "../errors.ts";

/** A stop: the error for the caller and the state in the ledger. */
export interface Stop {
  /** What the caller gets. */
  readonly error: unknown;
  /** Where the ledger books it. */
  readonly state: "cancelled" | "timed_out";
}

/** The caller's signal was aborted: its reason is the error. */
export function abortStop(signal: AbortSignal): Stop {
  return { error: signal.reason, state: "cancelled" };
}

/** The deadline has passed. */
export function timeoutStop(id: number, timeoutMs: number): Stop {
  const error = new TaskTimeoutError(
    "task_timeout",
    `Cannot finish task ${id} as it takes longer than its deadline of ${timeoutMs} ms`,
  );
  return { error, state: "timed_out" };
}

/** What callers get when the executor is closed before their task has ended, or before it was given one. */
export function closedReason(): DOMException {
  return new DOMException("Cannot run task as its executor was closed", "AbortError");
}

/** What the caller gets whose task was cancelled by its id. */
export function cancelledReason(id: number): DOMException {
  return new DOMException(`Cannot finish task ${id} as it was cancelled`, "AbortError");
}
