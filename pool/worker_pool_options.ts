/** Options of a pool, checked and completed. @module */
import type { Format } from "../codecs/codec.ts";
import { DEFAULTS, defaultWorkers } from "../config.ts";
import { loadedPlugins } from "../filters/plugin.ts";
import { type KernelSet, kernelSet } from "../kernels/active.ts";
import { MAX_DELAY_MS } from "../queue/max_delay.ts";
import type { ScaleOptions } from "./autoscaler.ts";
import type { Balance } from "./balancer.ts";
import { type ExecutorOptions, positive } from "./executor_options.ts";
import { type LaneOptions, NATIVE_LANE, USUAL_LANE } from "./lane.ts";
import type { Access } from "./lane_access.ts";
import type { RecycleOptions } from "./recycling.ts";
import type { WorkerGroupOptions } from "./worker_group_options.ts";

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
  /**
   * Tasks after which a worker is replaced; `Infinity` for never.
   * @default 1000, and not before 10 s of work
   */
  readonly recycleTasks?: number | undefined;
  /** Memory from which on a worker is replaced, in bytes; `Infinity` for never. @default 536870912 */
  readonly recycleBytes?: number | undefined;
  /**
   * `none`: workers may do nothing but compute, except for tasks that name a native provider. `native`: all
   * workers may load native code. `inherit`: all workers may do what the program may. @default "none"
   */
  readonly permissions?: Access | undefined;
  /**
   * Formats whose default codecs a worker loads and tries before it is ready, so that its first picture takes no
   * longer than the next ones. @default none
   */
  readonly warmUp?: readonly Format[] | undefined;
  /** Lanes of specialised workers, asked in this order. @default none: one lane for all tasks */
  readonly lanes?: readonly LaneOptions[] | undefined;
  /**
   * What becomes of tasks when no worker can be started: `reject` fails them with `worker_crashed`, `run_here`
   * runs them on the calling thread, one at a time and outside the sandbox; `stats().ranHere` counts them.
   * Workers that do not stop are no reason to: their tasks could stop the calling thread as well.
   * @default "reject"
   */
  readonly onCannotStart?: OnCannotStart | undefined;
  /** From asking a task to stop to the end of its worker. @default 2000 */
  readonly graceMs?: number | undefined;
  /** From the start of a worker to its being ready. @default 10000 */
  readonly startTimeoutMs?: number | undefined;
  /**
   * Absolute URLs of modules that define filters: every worker loads them before it is ready.
   * @default those that `loadPlugin` has loaded before
   */
  readonly plugins?: readonly string[] | undefined;
  /**
   * Which kernels run the filters; `reference` to compare with, as both give the same bytes. Workers on a machine
   * without SIMD run the reference in any case. @default what the thread that makes the pool runs
   */
  readonly kernels?: KernelSet | undefined;
  /** The worker's module; it must speak the protocol. @default worker.ts */
  readonly script?: URL | undefined;
}

/** What becomes of tasks when no worker can be started. */
export type OnCannotStart = "reject" | "run_here";

/** What the lanes of a pool have in common. */
export type GroupSettings = Omit<WorkerGroupOptions, "permissions">;

/** Options of a pool, complete. */
export interface PoolSettings {
  /** For the workers of every lane. */
  readonly group: GroupSettings;
  /** Permissions of the workers. */
  readonly access: Access;
  /** The specialised ones. */
  readonly lanes: readonly LaneOptions[];
  /** What becomes of tasks when no worker can be started. */
  readonly onCannotStart: OnCannotStart;
}

/**
 * Completes the options that concern workers.
 *
 * @throws {RangeError} when one is out of range
 */
export function poolSettings(options: WorkerPoolOptions): PoolSettings {
  const { permissions = "none", lanes = [], onCannotStart = "reject" } = options;
  return {
    group: groupSettings(options),
    access: oneOf(["none", "native", "inherit"], "permissions", permissions),
    lanes: checkLanes(lanes),
    onCannotStart: oneOf(["reject", "run_here"], "onCannotStart", onCannotStart),
  };
}

function checkLanes(lanes: readonly LaneOptions[]): readonly LaneOptions[] {
  const names = new Set([USUAL_LANE, NATIVE_LANE]);
  for (const { name, workers = 1 } of lanes) {
    atLeast(1, `workers of lane ${name}`, workers);
    if (!names.has(name)) names.add(name);
    else throw new RangeError(`Cannot make pool as two of its lanes have the name '${name}'`);
  }
  return lanes;
}

function groupSettings(options: WorkerPoolOptions): GroupSettings {
  const { graceMs, startTimeoutMs, script, warmUp = [], balance = "least_busy" } = options;
  const workers = atLeast(1, "workers", options.workers ?? options.maxWorkers ?? defaultWorkers());
  return {
    workers,
    script: script ?? new URL("./worker.ts", import.meta.url),
    plugins: absolute(options.plugins ?? loadedPlugins()),
    kernels: oneOf(["simd", "reference"], "kernels", options.kernels ?? kernelSet()),
    graceMs: delayMs("graceMs", graceMs ?? DEFAULTS.graceMs),
    startTimeoutMs: delayMs("startTimeoutMs", startTimeoutMs ?? DEFAULTS.startTimeoutMs),
    warmUp,
    scale: scaleOptions(options, workers),
    balance,
    recycle: recycleOptions(options),
    breaker: { failures: DEFAULTS.breakerFailures, windowMs: DEFAULTS.breakerWindowMs },
  };
}

/** A time that a timer can wait for; `Infinity` is the longest there is. */
function delayMs(name: string, value: number): number {
  return Math.min(positive(name, value), MAX_DELAY_MS);
}

function recycleOptions({ recycleTasks, recycleBytes }: WorkerPoolOptions): RecycleOptions {
  return {
    recycleTasks: positive("recycleTasks", recycleTasks ?? DEFAULTS.recycleTasks),
    // Who names a number of tasks means it.
    recycleWorkMs: recycleTasks === undefined ? DEFAULTS.recycleWorkMs : 0,
    recycleBytes: positive("recycleBytes", recycleBytes ?? DEFAULTS.recycleBytes),
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

function absolute(urls: readonly string[]): readonly string[] {
  for (const url of urls) {
    if (!URL.canParse(url)) {
      throw new RangeError(
        `Cannot make pool as 'plugins' must be absolute URLs: current value is '${url}'`,
      );
    }
  }
  return urls;
}

function oneOf<Value extends string>(values: Value[], name: string, value: Value): Value {
  if (values.includes(value)) return value;
  throw new RangeError(
    `Cannot make pool as '${name}' must be one of ${
      values.join(", ")
    }: current value is '${value}'`,
  );
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
