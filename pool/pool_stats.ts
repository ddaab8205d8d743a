/** What a pool tells of its tasks and its workers. @module */
import type { KernelSet } from "../kernels/active.ts";
import type { QueueStats } from "../queue/queue_manager.ts";
import type { ExecutorStats } from "./executor.ts";
import { executorStats } from "./executor_stats.ts";
import type { LaneName } from "./lane.ts";
import type { WorkerId } from "./pool_events.ts";
import type { Lanes } from "./lanes.ts";
import type { Stopgap } from "./stopgap.ts";
import type { WorkerHandle } from "./worker_handle.ts";

/** Counts of a pool. */
export interface WorkerPoolStats extends ExecutorStats {
  /** Workers that were ended and still use a core: a busy thread cannot be stopped from outside. */
  readonly zombies: number;
  /** Tasks that ran on the calling thread: no worker could be started, or the line was full. */
  readonly ranHere: number;
  /** Whether tasks run there now, as no worker can be started. */
  readonly degraded: boolean;
  /** Memory of the tasks that wait in the line, in bytes. */
  readonly bytes: number;
  /** Callers that wait for room in the line. */
  readonly held: number;
  /** Replies that came after their task had been settled, or belonged to none. */
  readonly stale: number;
}

/** What a pool tells of one of its workers; times in ms, memory in bytes. */
export interface WorkerInfo extends WorkerId {
  /** What it does. */
  readonly state: "starting" | "idle" | "busy";
  /** Tasks it was given. */
  readonly tasks: number;
  /** Time it has worked; a successor starts with that of the least loaded of its lane. */
  readonly busyMs: number;
  /** Memory of its heap and its buffers after its last task. */
  readonly memoryBytes: number;
}

/** Joins the counts of the line with those of all lanes. */
export function poolStats(
  queue: QueueStats,
  lanes: Lanes,
  stopgap: Stopgap,
  kernels: KernelSet,
): WorkerPoolStats {
  const workers = lanes.sum((group) => group.live);
  const restarts = lanes.sum((group) => group.restarts);
  return {
    ...executorStats("workers", queue, { workers, restarts, kernels }),
    zombies: lanes.sum((group) => group.zombies),
    ranHere: stopgap.ranHere,
    degraded: stopgap.isNeeded,
    bytes: queue.bytes,
    held: queue.held,
    stale: queue.stale,
  };
}

/** A worker as it is now. */
export function workerInfo(lane: LaneName, handle: WorkerHandle): WorkerInfo {
  const { number: worker, tasks, busyMs, memoryBytes } = handle.record;
  const state = handle.isBusy ? "busy" : handle.isReady ? "idle" : "starting";
  return { lane, worker, state, tasks, busyMs, memoryBytes };
}
