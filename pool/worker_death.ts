/** How a worker came to its end, and how its task's caller is told. @module */
import { WorkerCrashedError } from "../errors.ts";

/** The ways to die. */
export type WorkerDeath =
  /** Died before it served any task: a failed import, a refused permission. */
  | { readonly kind: "failed_start"; readonly reason: string }
  /** Not ready within its time. */
  | { readonly kind: "slow_start"; readonly reason: string }
  /** Threw outside a task's own error handling. */
  | { readonly kind: "crashed"; readonly reason: string }
  /** Ended without a word, by `self.close()` or the like. */
  | { readonly kind: "vanished" }
  /** Did not stop within the grace time. */
  | { readonly kind: "stuck" }
  /** Ended by the pool while it had nothing to do: too many, or due for a fresh one. */
  | { readonly kind: "retired" }
  /** Ended by the pool, which is closing. */
  | { readonly kind: "stopped" };

/** Whether the start-up is to blame rather than a task. */
export function isStartFailure(death: WorkerDeath): death is WorkerDeath & { reason: string } {
  return death.kind === "failed_start" || death.kind === "slow_start";
}

/** The error of the task that was on the worker. */
export function crashError(taskId: number, worker: number, death: WorkerDeath): WorkerCrashedError {
  return new WorkerCrashedError(
    "worker_crashed",
    `Cannot finish task ${taskId} as worker ${worker} ${describeDeath(death)}`,
  );
}

/** What completes "worker 2 ...". */
export function describeDeath(death: WorkerDeath): string {
  switch (death.kind) {
    case "failed_start":
      return `failed to start: ${death.reason}`;
    case "slow_start":
      return `did not start: ${death.reason}`;
    case "crashed":
      return `crashed: ${death.reason}`;
    case "vanished":
      return "ended by itself";
    case "stuck":
      return "did not stop when it was asked to";
    case "retired":
      return "was retired";
    case "stopped":
      return "was stopped";
    default:
      return death satisfies never;
  }
}
