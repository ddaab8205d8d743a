/** Fills in the one time that only the owner of the waiting line knows. @module */
import type { TaskResult } from "../task/task.ts";

/** The same result with the time in the line, in ms; `total` stays the time of the work. */
export function withQueueTime(result: TaskResult, waitedMs: number): TaskResult {
  return { ...result, timings: { ...result.timings, queue: waitedMs } };
}
