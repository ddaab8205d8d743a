/** Runs tasks on the calling thread, one after the other; the part that `sync` and `async` share. @module */
import { DEFAULTS } from "../config.ts";
import type { Entry, QueueManager } from "../queue/queue_manager.ts";
import { type RunContext, runTask } from "../task/run_task.ts";
import { type ResultOf, type Task, taskBytes, type TaskResult } from "../task/task.ts";
import type { ExecutorStats, Mode, RunOptions } from "./executor.ts";
import { createQueue, type ExecutorOptions, positive } from "./executor_options.ts";
import { executorStats } from "./executor_stats.ts";
import { abortStop, closedReason, type Stop, timeoutStop } from "./stop.ts";
import { withQueueTime } from "./with_queue_time.ts";

interface Job {
  readonly task: Task;
  readonly timeoutMs: number;
  readonly signal: AbortSignal | undefined;
}

/** What happens between two bands: nothing, or a turn for others. */
export type Pause = () => void | Promise<void>;

/**
 * First in, first out, one task at a time: more at once would share one thread and only hold more memory.
 * Signal and deadline are looked at before a task, between decode, filters and encode, and after every band.
 */
export class LocalRunner {
  readonly #mode: Mode;
  readonly #pause: Pause;
  readonly #timeoutMs: number;
  readonly #queue: QueueManager<Job, TaskResult>;
  #closed = false;
  #draining: Promise<void> | undefined;

  /**
   * Gives up control by `pause` after each band.
   *
   * @throws {RangeError} when an option is out of range
   */
  constructor(mode: Mode, pause: Pause, options: ExecutorOptions) {
    this.#mode = mode;
    this.#pause = pause;
    this.#timeoutMs = positive("taskTimeoutMs", options.taskTimeoutMs ?? DEFAULTS.taskTimeoutMs);
    this.#queue = createQueue(options);
    this.#queue.onWaiting = () => {
      this.#draining ??= this.#drain();
    };
  }

  /** Waits in line, runs, and resolves with the result. */
  async run<T extends Task>(task: T, options: RunOptions = {}): Promise<ResultOf<T>> {
    const { signal, timeout = this.#timeoutMs } = options;
    const job = { task, signal, timeoutMs: positive("timeout", timeout) };
    const result = await this.#queue.submit(job, { bytes: taskBytes(task), signal });
    return result as ResultOf<T>;
  }

  /** A copy of the counts. */
  stats(): ExecutorStats {
    return executorStats(this.#mode, this.#queue.stats(), { workers: 0, restarts: 0 });
  }

  /** Rejects what is open, then resolves when the task that runs has stopped at its next band. */
  async close(): Promise<void> {
    this.#closed = true;
    this.#queue.close(closedReason());
    await this.#draining;
  }

  async #drain(): Promise<void> {
    for (let entry = this.#queue.take(); entry; entry = this.#queue.take()) {
      await this.#runEntry(entry);
    }
    this.#draining = undefined;
  }

  async #runEntry(entry: Entry<Job>): Promise<void> {
    const { id, request, waitedMs } = entry;
    const deadline = performance.now() + request.timeoutMs;
    let stop: Stop | undefined;
    const look = (): void => {
      stop = this.#stopOf(entry, deadline);
      if (stop !== undefined) throw stop.error;
    };
    try {
      look();
      const result = await runTask(request.task, contextOf(this.#pause, look));
      this.#queue.complete(id, withQueueTime(result, waitedMs));
    } catch (error) {
      this.#queue.fail(id, error, stop?.state ?? "failed");
    }
  }

  #stopOf({ id, request }: Entry<Job>, deadline: number): Stop | undefined {
    const { signal, timeoutMs } = request;
    if (this.#closed) return { error: closedReason(), state: "cancelled" };
    if (signal?.aborted) return abortStop(signal);
    if (performance.now() > deadline) return timeoutStop(id, timeoutMs);
    return undefined;
  }
}

function contextOf(pause: Pause, look: () => void): RunContext {
  return {
    checkpoint() {
      const turn = pause();
      // Signals abort during the turn, so it is over before anyone looks.
      return turn === undefined ? look() : turn.then(look);
    },
  };
}
