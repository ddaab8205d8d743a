/** Options of a pool, checked and completed. @module */
import { DEFAULTS, defaultWorkers } from "../config.ts";
import type { ScaleOptions } from "./autoscaler.ts";
import type { Balance } from "./balancer.ts";
import { type ExecutorOptions, positive } from "./executor_options.ts";
import type { WorkerGroupOptions } from "./worker_group.ts";

/** Options of a pool; times in ms. */
export interface WorkerPoolOptions extends ExecutorOptions {
  /** Most workers of a lane, until `grow` or `shrink` is called. @default one a core */
  readonly workers?: number | undefined;
  /** As far as `grow` can go. @default workers */
  readonly maxWorkers?: number | undefined;
  /** Workers that stay, once they were started, however long they are idle. @default 0 */
  readonly minWorkers?: number | undefined;
  /** Idle time after which a worker is ended; `Infinity` keeps all. @default Infinity */
  readonly idleTimeoutMs?: number | undefined;
  /** Age of the oldest waiting task from which on workers are added to the first. @default 0 */
  readonly scaleUpAfterMs?: number | undefined;
  /** Least time between two changes of the number of workers. @default 0 */
  readonly cooldownMs?: number | undefined;
  /** Which of the idle workers gets the next task. @default "least_busy" */
  readonly balance?: Balance | undefined;
  /** Tasks after which a worker is replaced; `Infinity` for never. @default 1000 */
  readonly recycleTasks?: number | undefined;
  /** Memory from which on a worker is replaced, in bytes; `Infinity` for never. @default 536870912 */
  readonly recycleBytes?: number | undefined;
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
  const { graceMs, startTimeoutMs, script, balance = "least_busy" } = options;
  const workers = atLeast(1, "workers", options.workers ?? options.maxWorkers ?? defaultWorkers());
  return {
    workers,
    script: script ?? new URL("./worker.ts", import.meta.url),
    graceMs: positive("graceMs", graceMs ?? DEFAULTS.graceMs),
    startTimeoutMs: positive("startTimeoutMs", startTimeoutMs ?? DEFAULTS.startTimeoutMs),
    scale: scaleOptions(options, workers),
    balance,
    recycle: {
      recycleTasks: positive("recycleTasks", options.recycleTasks ?? DEFAULTS.recycleTasks),
      recycleBytes: positive("recycleBytes", options.recycleBytes ?? DEFAULTS.recycleBytes),
    },
    breaker: { failures: DEFAULTS.breakerFailures, windowMs: DEFAULTS.breakerWindowMs },
  };
}

function scaleOptions(options: WorkerPoolOptions, workers: number): ScaleOptions {
  const { maxWorkers = workers, minWorkers = 0 } = options;
  const { idleTimeoutMs = Infinity, scaleUpAfterMs = 0, cooldownMs = 0 } = options;
  return {
    maxWorkers: atLeast(workers, "maxWorkers", maxWorkers),
    minWorkers: between(0, workers, "minWorkers", minWorkers),
    idleTimeoutMs: positive("idleTimeoutMs", idleTimeoutMs),
    queueAgeMs: notNegative("scaleUpAfterMs", scaleUpAfterMs),
    cooldownMs: notNegative("cooldownMs", cooldownMs),
  };
}

function atLeast(min: number, name: string, value: number): number {
  if (Number.isInteger(value) && value >= min) return value;
  const what = min === 1 ? "a positive integer" : `an integer of at least ${min}`;
  throw new RangeError(
    `Cannot make pool as '${name}' must be ${what}: current value is ${value}`,
  );
}

function between(min: number, max: number, name: string, value: number): number {
  if (Number.isInteger(value) && value >= min && value <= max) return value;
  throw new RangeError(
    `Cannot make pool as '${name}' must be an integer from ${min} to ${max}: current value is ${value}`,
  );
}

function notNegative(name: string, value: number): number {
  if (value >= 0 && value < Infinity) return value;
  throw new RangeError(
    `Cannot make pool as '${name}' must be a finite time in ms: current value is ${value}`,
  );
}
