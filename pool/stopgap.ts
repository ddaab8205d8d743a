/** Runs tasks of a pool on the calling thread, where no worker can take them. @module */
import type { Entry, QueueManager } from "../queue/queue_manager.ts";
import type { TaskResult } from "../task/task.ts";
import type { PoolJob } from "./pool_job.ts";
import { LocalRuns } from "./local_runs.ts";
import { turn } from "./turn.ts";

/** What others are told. */
export interface StopgapEvents {
  /** A task has ended and the next one could run. */
  onFree(): void;
  /** Tasks begin to run here as no worker can be started. */
  onBegin(reason: string): void;
}

/** The calling thread as a worker, outside any sandbox: slower, and said so. */
export class Stopgap {
  readonly #queue: QueueManager<PoolJob, TaskResult>;
  readonly #events: StopgapEvents;
  readonly #runs = new LocalRuns();
  #ranHere = 0;
  #isNeeded = false;

  /** Runs nothing yet. */
  constructor(queue: QueueManager<PoolJob, TaskResult>, events: StopgapEvents) {
    this.#queue = queue;
    this.#events = events;
  }

  /** Tasks that were run here. */
  get ranHere(): number {
    return this.#ranHere;
  }

  /** Whether no worker could be started of late. */
  get isNeeded(): boolean {
    return this.#isNeeded;
  }

  /** Runs an active task, beside others if need be. */
  run(entry: Entry<PoolJob>): void {
    this.#ranHere++;
    this.#runs.start(this.#queue, entry, turn, () => this.#events.onFree());
  }

  /** Runs the next waiting task that is wanted, unless one runs already. */
  runOne(wanted: (job: PoolJob) => boolean, reason: string): void {
    if (!this.#isNeeded) {
      this.#isNeeded = true;
      this.#events.onBegin(reason);
    }
    if (this.#runs.size > 0) return;
    const entry = this.#queue.take(wanted);
    if (entry !== undefined) this.run(entry);
  }

  /** A worker is there again. */
  end(): void {
    this.#isNeeded = false;
  }

  /** Resolves when the tasks that run here have ended. */
  ended(): Promise<void> {
    return this.#runs.ended();
  }
}
