/** The counts of a waiting line in the words of an executor. @module */
import type { QueueStats } from "../queue/queue_manager.ts";
import type { ExecutorStats, Mode } from "./executor.ts";

/** Joins the books of the line with what the executor knows about its workers. */
export function executorStats(
  mode: Mode,
  queue: QueueStats,
  counts: Pick<ExecutorStats, "workers" | "restarts" | "kernels">,
): ExecutorStats {
  return {
    mode,
    workers: counts.workers,
    accepted: queue.accepted,
    waiting: queue.waiting,
    active: queue.active,
    delayed: queue.delayed,
    completed: queue.completed,
    failed: queue.failed,
    cancelled: queue.cancelled,
    timedOut: queue.timed_out,
    dead: queue.dead,
    restarts: counts.restarts,
    kernels: counts.kernels,
  };
}
