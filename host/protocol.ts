/** Everything that crosses between the supervisor and a child host: plain data, matched by `id`. @module */
import type { SerializedError } from "../errors.ts";
import type { WorkerPoolOptions, WorkerPoolStats } from "../pool/worker_pool.ts";
import type { HostResult, HostTask } from "./bulk.ts";

/** Options of a pool as they cross: the script as text, no functions. */
export type PortableOptions = Omit<WorkerPoolOptions, "script"> & {
  readonly script: string | undefined;
};

/** Supervisor to host. */
export type HostRequest =
  /** Makes the pool; the first message, once. */
  | { readonly type: "start"; readonly options: PortableOptions }
  /** Starts all workers; answered by `crew`. */
  | { readonly type: "crew" }
  | HostRunRequest
  /** Stops a task; its reply comes as always, and nobody waits for it. */
  | { readonly type: "cancel"; readonly id: number };

/** Runs a task; its memory is the bulk of the frame. */
export interface HostRunRequest {
  readonly type: "run";
  /** Names the attempt. */
  readonly id: number;
  /** The number that messages of errors give it. */
  readonly taskId: number;
  readonly task: HostTask;
  /** Deadline from its start on a worker, in ms. */
  readonly timeoutMs: number;
  /** What is left of its time in the line, in ms. */
  readonly queueTimeoutMs: number;
  /** The lane that its caller named. */
  readonly lane: string | undefined;
  /** Whether it may start only when no worker is at anything: it is under suspicion. */
  readonly alone: boolean;
  /** Whether somebody listens to its progress. */
  readonly progress: boolean;
}

/** Host to supervisor. */
export type HostResponse =
  /** The pool is there. */
  | { readonly type: "open" }
  /** All workers are ready, or why not. */
  | { readonly type: "crew"; readonly error?: SerializedError | undefined }
  /** A worker has been given the task. */
  | { readonly type: "taskStart"; readonly id: number }
  | { readonly type: "progress"; readonly id: number; readonly share: number }
  /** A worker has died that the task was last given to. */
  | { readonly type: "death"; readonly id: number }
  /** The reply; the memory of the result is the bulk of the frame. */
  | { readonly type: "done"; readonly id: number; readonly result: HostResult }
  | { readonly type: "failed"; readonly id: number; readonly error: SerializedError }
  | HostReport;

/** Sign of life, several times a second and whenever a worker starts or ends. */
export interface HostReport {
  readonly type: "report";
  /** Resident memory of the process, in bytes. */
  readonly rss: number;
  /** The books of the host's own pool. */
  readonly stats: WorkerPoolStats;
}

/** Time between two reports, in ms. */
export const REPORT_EVERY_MS = 250;
