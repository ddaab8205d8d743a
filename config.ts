/** Every default in one table; `--help` prints from here. @module */
import type { Limits } from "./image/limits.ts";

/** Bounds on one input picture. */
export const DEFAULT_LIMITS: Limits = {
  maxPixels: 50_000_000,
  maxSide: 30_000,
  maxBytes: 64 * 1024 * 1024,
  maxScans: 100,
};

/** Defaults of the pool and its waiting line; times in ms, sizes in bytes. */
export const DEFAULTS = {
  /** Tasks that may wait. */
  queueTasks: 100,
  /** Bytes that waiting tasks may hold. */
  queueBytes: 1024 * 1024 * 1024,
  /** What a step of priority is worth in waiting time. */
  ageingMs: 1_000,
  /** From the start of a task on a ready worker to its deadline. */
  taskTimeoutMs: 30_000,
  /** From the cancel word to `terminate()`; longer than the slowest permitted decode of a sound file. */
  graceMs: 2_000,
  /** Workers that may die of one task before it is never run again. */
  poisonDeaths: 3,
  /** Time between the attempts of a task that may be tried again. */
  backoff: { type: "exponential", delay: 100, jitter: 0.2 },
  /** From `new Worker` to its ready message. */
  startTimeoutMs: 10_000,
  /**
   * A worker is replaced after so many tasks, or when it holds so much memory. A start takes about 0.1 s of a core:
   * tasks that are over in no time must not cost more of them than one in a hundred.
   */
  recycleTasks: 1_000,
  recycleWorkMs: 10_000,
  recycleBytes: 512 * 1024 * 1024,
  /** Start-ups that may fail within `breakerWindowMs` before the pool gives up. */
  breakerFailures: 5,
  breakerWindowMs: 10_000,
  /** Bytes that all pictures in flight may hold where the memory of the machine is not known. */
  memoryBytes: 2 * 1024 * 1024 * 1024,
  /** Quality of a JPEG, on libjpeg's scale. */
  quality: 85,
  /** Quality of a WebP, on libwebp's scale. */
  webpQuality: 80,
  /** Quality of an AVIF, on libavif's scale. */
  avifQuality: 60,
  /** Colour under transparent pixels where a format has no alpha: red, green, blue. */
  background: [255, 255, 255],
} as const;

/** Workers by default: one a core. */
export function defaultWorkers(): number {
  return Math.max(1, navigator.hardwareConcurrency);
}
