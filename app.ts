/** Joins the parts: which executor runs a batch, and the pictures that come with the program. @module */
import { DEFAULT_LIMITS, DEFAULTS, defaultWorkers } from "./config.ts";
import type { EncodeOptions } from "./codecs/codec.ts";
import { findProvider } from "./codecs/registry.ts";
import type { Limits } from "./image/limits.ts";
import type { Executor, Mode } from "./pool/executor.ts";
import type { ExecutorOptions } from "./pool/executor_options.ts";

/** A mode, or the choice left to us. */
export type ModeChoice = Mode | "auto";

/** How a batch will be run. */
export interface Engine {
  readonly mode: Mode;
  /** Web Workers; 0 in the other modes. */
  readonly workers: number;
  /** Jobs in flight that keep the engine busy. */
  readonly concurrency: number;
  /** Whether pictures are decoded without any permission. */
  readonly sandboxed: boolean;
}

/** What `chooseEngine` looks at. */
export interface EngineRequest {
  readonly mode: ModeChoice;
  /** Workers asked for; `undefined` means one a core. */
  readonly workers: number | undefined;
  /** Images to process. */
  readonly images: number;
  /** Cores of this machine. */
  readonly cores: number;
  /** Name of the provider; `undefined` takes the default ones. */
  readonly codec: string | undefined;
}

/**
 * Decides mode and workers. `auto` means workers when they were asked for, or when there is more than one
 * image and more than one core; a single image runs `async`, which starts at once and still hears Ctrl-C.
 */
export function chooseEngine(request: EngineRequest): Engine {
  const { images, cores } = request;
  const several = request.workers !== undefined || (images > 1 && cores > 1);
  const mode = request.mode === "auto" ? (several ? "workers" : "async") : request.mode;
  if (mode === "bands") {
    return { mode, workers: request.workers ?? defaultWorkers(), concurrency: 1, sandboxed: true };
  }
  if (mode !== "workers") {
    // Sync hears Ctrl-C only between two pictures, so that no second one may wait in its line.
    const concurrency = mode === "sync" ? 1 : 2;
    return { mode, workers: 0, concurrency, sandboxed: false };
  }
  // A worker without an image would only cost its start.
  const workers = Math.max(1, Math.min(request.workers ?? defaultWorkers(), images));
  return { mode, workers, concurrency: 2 * workers, sandboxed: !isNative(request.codec) };
}

/** Whether a provider runs native code, which needs permissions. */
export function isNative(codec: string | undefined): boolean {
  return codec !== undefined && findProvider(codec)?.sandbox === "native";
}

/** Options of an executor. */
export interface CreateExecutorOptions extends ExecutorOptions {
  /** Web Workers in `workers` mode. @default one a core */
  readonly workers?: number | undefined;
}

/**
 * Opens an executor; dispose of it when done. In `workers` mode pictures are decoded without any permission,
 * in the other modes with those of the program.
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
      return new (await import("./pool/worker_pool.ts")).WorkerPool(options);
    case "bands":
      return new (await import("./pool/bands_executor.ts")).BandsExecutor(options);
    default:
      return mode satisfies never;
  }
}

/** How results are encoded unless somebody says otherwise. */
export const DEFAULT_ENCODE: EncodeOptions = {
  quality: DEFAULTS.quality,
  background: [255, 255, 255],
};

/** Bounds on each input picture. */
export const LIMITS: Limits = DEFAULT_LIMITS;

/** The folder of pictures that come with the program. */
export const FIXTURE_PHOTOS: URL = new URL("./fixtures/photos/", import.meta.url);
