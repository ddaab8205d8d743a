/** Runs one task on the calling thread. @module */
import type { Entry } from "../queue/queue_manager.ts";
import { type RunContext, runTask } from "../task/run_task.ts";
import { type Attempted, endAttempt } from "./end_attempt.ts";
import type { Job } from "./job.ts";
import { abortStop, closedReason, type Stop, timeoutStop } from "./stop.ts";
import { withQueueTime } from "./with_queue_time.ts";

/** What happens between two bands: nothing, or a turn for others. */
export type Pause = () => void | Promise<void>;

/**
 * Runs an active task and settles it, or sends it back into the line. Signal, deadline and whether somebody
 * has settled it meanwhile are looked at before the task, between decode, filters and encode, and after every
 * band. Never rejects.
 */
export async function runLocally(
  queue: Attempted,
  entry: Entry<Job>,
  pause: Pause,
): Promise<void> {
  const { id, request, waitedMs } = entry;
  const deadline = performance.now() + request.timeoutMs;
  let stop: Stop | undefined;
  const look = (): void => {
    if (queue.stateOf(id) === undefined) throw closedReason();
    stop = stopOf(entry, deadline);
    if (stop !== undefined) throw stop.error;
  };
  try {
    look();
    const { task, onProgress } = request;
    const result = await runTask(task, contextOf(pause, look, onProgress));
    if (queue.stateOf(id) === undefined) return;
    onProgress?.(1);
    queue.complete(id, withQueueTime(result, waitedMs));
  } catch (error) {
    // Who was settled meanwhile, by closing, has been told before.
    if (queue.stateOf(id) === undefined) return;
    const state = stop?.state ?? "failed";
    if (state === "cancelled") queue.fail(id, error, state);
    else endAttempt(queue, id, request, { error, state });
  }
}

function stopOf({ id, request }: Entry<Job>, deadline: number): Stop | undefined {
  const { signal, timeoutMs } = request;
  if (signal?.aborted) return abortStop(signal);
  if (performance.now() > deadline) return timeoutStop(id, timeoutMs);
  return undefined;
}

function contextOf(
  pause: Pause,
  look: () => void,
  onProgress: Job["onProgress"],
): RunContext {
  return {
    progress: (share) => onProgress?.(share),
    checkpoint() {
      const turn = pause();
      // Signals abort during the turn, so it is over before anyone looks.
      return turn === undefined ? look() : turn.then(look);
    },
  };
}
