/** What a run is told, checked and completed. @module */
import { defaultWorkers } from "../config.ts";
import { InputError } from "../errors.ts";
import type { Size } from "../image/rgba_image.ts";
import { DEFAULT_FAULTS, type FaultMix } from "./faults.ts";

/** What is run; times in ms. */
export interface StressOptions {
  /** Jobs; `Infinity` leaves the end to `durationMs`. @default 1000, or Infinity with durationMs */
  readonly jobs?: number | undefined;
  /** No new job is submitted after so long. @default Infinity */
  readonly durationMs?: number | undefined;
  /** Size of the pictures. @default 64x64 */
  readonly size?: Size | undefined;
  /** Workers. @default one a core */
  readonly workers?: number | undefined;
  /** Shares of the faults. @default DEFAULT_FAULTS */
  readonly faults?: FaultMix | undefined;
  /** Decides with the number of a job which fault it meets; a whole number. @default 1 */
  readonly seed?: number | undefined;
  /** Attempts at each job; the pool keeps a copy of its input when there are several. @default 1 */
  readonly attempts?: number | undefined;
  /** Runs the pool in a child process. @default false */
  readonly isolate?: boolean | undefined;
  /** Stops the run: no new jobs, those that are open are cancelled. */
  readonly signal?: AbortSignal | undefined;
  /** Told how far the run is, after each job. */
  readonly onSettled?: ((progress: StressProgress) => void) | undefined;
}

/** How far a run is. */
export interface StressProgress {
  /** Jobs that have ended. */
  readonly settled: number;
  /** Those of them with a result. */
  readonly completed: number;
}

/** Options with all defaults. */
export interface StressSettings {
  readonly jobs: number;
  readonly durationMs: number;
  readonly size: Size;
  readonly workers: number;
  readonly faults: FaultMix;
  readonly seed: number;
  readonly attempts: number;
  readonly isolate: boolean;
}

/** Jobs of a run that names neither a number nor a time. */
export const DEFAULT_JOBS = 1_000;

/** Side of the pictures, in pixels. */
export const DEFAULT_SIDE = 64;

/**
 * Completes the options.
 *
 * @throws {InputError} `bad_option` for a mix with `oom` without `isolate`
 */
export function settingsOf(options: StressOptions): StressSettings {
  const { durationMs = Infinity, isolate = false, faults = DEFAULT_FAULTS } = options;
  const { jobs = durationMs === Infinity ? DEFAULT_JOBS : Infinity } = options;
  if (faults.oom > 0 && !isolate) {
    throw new InputError(
      "bad_option",
      "Cannot inflict 'oom' without --isolate as it would end this program: " +
        "with it the pool runs in a child process",
    );
  }
  return {
    jobs,
    durationMs,
    size: options.size ?? { width: DEFAULT_SIDE, height: DEFAULT_SIDE },
    workers: options.workers ?? defaultWorkers(),
    faults,
    seed: options.seed ?? 1,
    attempts: options.attempts ?? 1,
    isolate,
  };
}
