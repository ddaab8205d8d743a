/** How long requests wait and run, and how many are done a second. @module */
import { type DurationSummary, Histogram } from "./histogram.ts";
import { Throughput } from "./throughput.ts";

/** Times of a queue, in ms. */
export interface QueueMetrics {
  /** From joining the line to the start; a request that is tried again counts each time. */
  readonly wait: DurationSummary;
  /** From the start to the end, or to the next try. */
  readonly run: DurationSummary;
  /** Requests completed a second over the last ten seconds. */
  readonly perSecond: number;
  /** Time that the oldest request of the line has waited; 0 when none waits. */
  readonly oldestMs: number;
}

/** Keeps the times of a queue. */
export class QueueTimes {
  readonly #wait = new Histogram();
  readonly #run = new Histogram();
  readonly #completed: Throughput;

  /** Starts to count at `now`, in ms. */
  constructor(now: number) {
    this.#completed = new Throughput(now);
  }

  /** A request has started. */
  started(waitedMs: number): void {
    this.#wait.record(waitedMs);
  }

  /** A request that ran has ended. */
  ended(ranMs: number): void {
    this.#run.record(ranMs);
  }

  /** A request was completed. */
  completed(now: number): void {
    this.#completed.record(now);
  }

  /** All of it in short. */
  summary(now: number, oldestMs: number): QueueMetrics {
    return {
      wait: this.#wait.summary(),
      run: this.#run.summary(),
      perSecond: this.#completed.perSecond(now),
      oldestMs,
    };
  }
}
