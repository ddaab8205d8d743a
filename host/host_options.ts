/** Options of a host executor, checked, completed, and in the form in which they cross. @module */
import { positive } from "../pool/executor_options.ts";
import type { WorkerPoolOptions } from "../pool/worker_pool.ts";
import { type PoolSettings, poolSettings } from "../pool/worker_pool_options.ts";
import type { PortableOptions } from "./protocol.ts";

/** Options of a `HostExecutor`: those of its pool, and some of its process. Times in ms. */
export interface HostOptions extends WorkerPoolOptions {
  /**
   * From asking a task to stop to the end of its worker. Shorter than in the process itself, for a thread that does
   * not stop costs a new host, but no core.
   * @default 1000
   */
  readonly graceMs?: number | undefined;
  /** Longest time from the start of a host to its being ready for tasks. @default 10000 */
  readonly hostStartTimeoutMs?: number | undefined;
  /**
   * Resident memory in bytes from which on a host is replaced; half of it is the most that the heap of any of its
   * threads may take. `Infinity` for no limits of ours.
   * @default 4294967296
   */
  readonly hostMemoryBytes?: number | undefined;
}

/** Options, complete. */
export interface HostSettings {
  /** For the pool in the child. */
  readonly portable: PortableOptions;
  /** The same, as the pool will read them. */
  readonly pool: PoolSettings;
  readonly startTimeoutMs: number;
  readonly memoryBytes: number;
}

const GRACE_MS = 1_000;
const START_TIMEOUT_MS = 10_000;
const MEMORY_BYTES = 4 * 1024 * 1024 * 1024;

/**
 * Completes the options.
 *
 * @throws {RangeError} when one is out of range
 * @throws {TypeError} when one is, or holds, a function: code cannot cross
 */
export function hostSettings(options: HostOptions): HostSettings {
  const { hostStartTimeoutMs, hostMemoryBytes, script, graceMs = GRACE_MS, ...rest } = options;
  const pool = poolSettings({ ...options, graceMs });
  for (const [name, value] of Object.entries(rest)) refuseFunctions(name, value);
  return {
    pool,
    portable: {
      ...rest,
      graceMs,
      plugins: pool.group.plugins,
      kernels: pool.group.kernels,
      script: script?.href,
    },
    startTimeoutMs: positive("hostStartTimeoutMs", hostStartTimeoutMs ?? START_TIMEOUT_MS),
    memoryBytes: positive("hostMemoryBytes", hostMemoryBytes ?? MEMORY_BYTES),
  };
}

function refuseFunctions(name: string, value: unknown): void {
  if (typeof value === "function") {
    throw new TypeError(
      `Cannot run tasks in a child process as '${name}' is a function, which cannot cross`,
    );
  }
  if (typeof value !== "object" || value === null) return;
  for (const [key, inner] of Object.entries(value)) refuseFunctions(`${name}.${key}`, inner);
}
