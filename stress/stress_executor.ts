/** The executor under test: a pool in this process or in a child process. @module */
import type { Size } from "../image/rgba_image.ts";
import type { Executor } from "../pool/executor.ts";
import { WorkerPool, type WorkerPoolStats } from "../pool/worker_pool.ts";
import { type FaultPlan, workerScript } from "./worker_script.ts";

/** What the run needs of an executor. */
export interface StressExecutor extends Executor {
  /** Starts all workers. */
  ready(): Promise<void>;
  /** Counts; `hostRestarts` only where there are child processes. */
  stats(): WorkerPoolStats & { readonly hostRestarts?: number };
  /** Tells the end of each task, where it can. */
  on?: WorkerPool["on"];
}

/** The ledger by the names of its states. */
export interface StressLedger {
  readonly accepted: number;
  readonly waiting: number;
  readonly delayed: number;
  readonly active: number;
  readonly completed: number;
  readonly failed: number;
  readonly cancelled: number;
  readonly timed_out: number;
  readonly dead: number;
}

/** How the executor is made. */
export interface StressExecutorOptions extends FaultPlan {
  /** Workers. */
  readonly workers: number;
  /** Pictures of the jobs, which say what memory is usual. */
  readonly size: Size;
  /** Whether the pool runs in a child process. */
  readonly isolate: boolean;
}

/**
 * Time from the cancel word to the end of a worker, in ms: what looks at the word does so every millisecond, and a
 * loop costs its core for so long.
 */
export const GRACE_MS = 1_000;

/** Memory of a child process with nothing in it, and what each worker may hold of its picture. */
const HOST_BYTES = 512 * 1024 * 1024;
const BYTES_A_PIXEL = 64;

/** Opens it; no worker has been started yet. */
export async function openExecutor(options: StressExecutorOptions): Promise<StressExecutor> {
  const { workers, size, isolate } = options;
  const poolOptions = { workers, script: workerScript(options), graceMs: GRACE_MS };
  if (!isolate) return new WorkerPool(poolOptions);
  const { HostExecutor } = await import("../host/supervisor.ts");
  const pictures = workers * size.width * size.height * BYTES_A_PIXEL;
  return new HostExecutor({ ...poolOptions, hostMemoryBytes: HOST_BYTES + pictures });
}

/** The ledger of an executor. */
export function ledgerOf(executor: StressExecutor): StressLedger {
  const { accepted, waiting, delayed, active, completed, failed, cancelled, timedOut, dead } =
    executor.stats();
  return {
    accepted,
    waiting,
    delayed,
    active,
    completed,
    failed,
    cancelled,
    timed_out: timedOut,
    dead,
  };
}
