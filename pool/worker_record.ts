/** What one worker has done so far. @module */
import type { WorkerLoad } from "./balancer.ts";
import type { WorkerUse } from "./recycling.ts";

/** Kept by the handle of a worker, read by the policies. Times in ms. */
export class WorkerRecord implements WorkerLoad, WorkerUse {
  /** Its number in its lane. */
  readonly number: number;
  #tasks = 0;
  #predictedMs = 0;
  #busyMs = 0;
  #workedMs = 0;
  #memoryBytes = 0;
  /** Start of its task, or of its idleness. */
  #since: number;

  /** A worker that is started at `now`. */
  constructor(number: number, now: number) {
    this.number = number;
    this.#since = now;
  }

  /** Tasks it was given. */
  get tasks(): number {
    return this.#tasks;
  }

  /** Predicted time of these tasks. */
  get predictedMs(): number {
    return this.#predictedMs;
  }

  /** Time it has worked, or was taken to have worked when it joined. */
  get busyMs(): number {
    return this.#busyMs;
  }

  /** Time it has really worked. */
  get workedMs(): number {
    return this.#workedMs;
  }

  /** Memory of its heap and its buffers after its last task; 0 before. */
  get memoryBytes(): number {
    return this.#memoryBytes;
  }

  /** Time since it became idle, or since its task started. */
  sinceMs(now: number): number {
    return now - this.#since;
  }

  /** A newcomer counts as if it had done as much as the least loaded of the others, not as one to fill up. */
  joins(others: readonly WorkerLoad[]): void {
    if (others.length === 0) return;
    this.#predictedMs = Math.min(...others.map(({ predictedMs }) => predictedMs));
    this.#busyMs = Math.min(...others.map(({ busyMs }) => busyMs));
  }

  /** It is ready. */
  ready(now: number): void {
    this.#since = now;
  }

  /** It was given a task. */
  began(predictedMs: number, now: number): void {
    this.#tasks++;
    this.#predictedMs += predictedMs;
    this.#since = now;
  }

  /** It has replied. */
  ended(memoryBytes: number | undefined, now: number): void {
    this.#busyMs += now - this.#since;
    this.#workedMs += now - this.#since;
    this.#since = now;
    this.#memoryBytes = memoryBytes ?? this.#memoryBytes;
  }
}
