/** Options of a pool, checked and completed. @module */
import { DEFAULTS, defaultWorkers } from "../config.ts";
import { type ExecutorOptions, positive } from "./executor_options.ts";
import type { WorkerGroupOptions } from "./worker_group.ts";

/** Options of a pool; times in ms. */
export interface WorkerPoolOptions extends ExecutorOptions {
  /** Most workers of a lane. @default one a core */
  readonly workers?: number | undefined;
  /**
   * `none`: workers may do nothing but compute, except for tasks that name a native provider. `native`: all
   * workers may load native code. @default "none"
   */
  readonly permissions?: "none" | "native" | undefined;
  /** From asking a task to stop to the end of its worker. @default 2000 */
  readonly graceMs?: number | undefined;
  /** From the start of a worker to its being ready. @default 10000 */
  readonly startTimeoutMs?: number | undefined;
  /** The worker's module; it must speak the protocol. @default worker.ts */
  readonly script?: URL | undefined;
}

/** What the lanes of a pool have in common. */
export type LaneSettings = Omit<WorkerGroupOptions, "permissions">;

/**
 * Completes the options that concern workers.
 *
 * @throws {RangeError} when one is out of range
 */
export function laneSettings(options: WorkerPoolOptions): LaneSettings {
  const { workers = defaultWorkers(), graceMs, startTimeoutMs, script } = options;
  if (!Number.isInteger(workers) || workers < 1) {
    throw new RangeError(
      `Cannot make pool as 'workers' must be a positive integer: current value is ${workers}`,
    );
  }
  return {
    workers,
    script: script ?? new URL("./worker.ts", import.meta.url),
    graceMs: positive("graceMs", graceMs ?? DEFAULTS.graceMs),
    startTimeoutMs: positive("startTimeoutMs", startTimeoutMs ?? DEFAULTS.startTimeoutMs),
    breaker: { failures: DEFAULTS.breakerFailures, windowMs: DEFAULTS.breakerWindowMs },
  };
}
