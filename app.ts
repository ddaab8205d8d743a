/** Joins the parts: which executor runs a batch, and the pictures that come with the program. @module */
import { DEFAULT_LIMITS, DEFAULTS } from "./config.ts";
import type { EncodeOptions } from "./codecs/codec.ts";
import type { Limits } from "./image/limits.ts";
import type { Executor, Mode } from "./pool/executor.ts";
import type { WorkerPoolOptions } from "./pool/worker_pool_options.ts";

export {
  type Candidate,
  chooseEngine,
  type Engine,
  type EngineRequest,
  isNative,
  type ModeChoice,
} from "./jobs/choose_engine.ts";

/** Options of an executor; those of workers count in `workers` and `bands` mode only. */
export interface CreateExecutorOptions extends WorkerPoolOptions {
  /** Whether the workers live in a process of their own, which can be killed; needs `workers` mode. @default false */
  readonly isolate?: boolean | undefined;
}

/**
 * Opens an executor; dispose of it when done. In `workers` and `bands` mode pictures are decoded without any
 * permission, in the other modes with those of the program.
 *
 * @throws {RangeError} when an option is out of range
 */
export async function createExecutor(
  mode: Mode,
  options: CreateExecutorOptions = {},
): Promise<Executor> {
  // Loaded when needed: each mode brings its own part of the program.
  switch (mode) {
    case "sync":
      return new (await import("./pool/sync_executor.ts")).SyncExecutor(options);
    case "async":
      return new (await import("./pool/async_executor.ts")).AsyncExecutor(options);
    case "workers":
      return options.isolate
        ? new (await import("./host/supervisor.ts")).HostExecutor(options)
        : new (await import("./pool/worker_pool.ts")).WorkerPool(options);
    case "bands":
      return new (await import("./pool/bands_executor.ts")).BandsExecutor(options);
    default:
      return mode satisfies never;
  }
}

/** How results are encoded unless somebody says otherwise. */
export const DEFAULT_ENCODE: EncodeOptions = {
  background: DEFAULTS.background,
};

/** Bounds on each input picture. */
export const LIMITS: Limits = DEFAULT_LIMITS;

/** The folder of pictures that come with the program. */
export const FIXTURE_PHOTOS: URL = new URL("./fixtures/photos/", import.meta.url);
