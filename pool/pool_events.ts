/** What a pool tells those who listen. @module */
import type { SettledState } from "../queue/ledger.ts";
import type { LaneName } from "./lane.ts";

/** A worker by its lane and its number there; numbers are never used again. */
export interface WorkerId {
  /** Its lane. */
  readonly lane: LaneName;
  /** Counted from 1 in its lane. */
  readonly worker: number;
}

/** Names and details of all events of a pool. */
export interface PoolEvents {
  /** A task has a place in the line. */
  taskQueued: { readonly id: number };
  /** A worker has been given a task; `attempt` counts from 1, `waitedMs` is the time in the line. */
  taskStart: WorkerId & {
    readonly id: number;
    readonly attempt: number;
    readonly waitedMs: number;
  };
  /** An attempt has failed and there will be another one. */
  taskRetry: {
    readonly id: number;
    readonly attempt: number;
    readonly delayMs: number;
    readonly error: unknown;
  };
  /** A task has settled, by an error unless it is completed. */
  taskEnd: { readonly id: number; readonly state: SettledState; readonly error: unknown };
  /** A worker is ready. */
  workerReady: WorkerId;
  /** A worker has ended; `reason` completes "worker 2 ...". */
  workerEnd: WorkerId & { readonly reason: string };
  /** No worker can be started, and tasks run on the calling thread, outside the sandbox, until one can. */
  degraded: { readonly reason: string };
  /** Nothing is open any more. */
  idle: Record<never, never>;
}
