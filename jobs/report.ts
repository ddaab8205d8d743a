/** What became of each file, and of all together. @module */
import type { ErrorCode } from "../errors.ts";
import type { Size } from "../image/rgba_image.ts";
import type { Timings } from "../task/task.ts";
import type { Usage } from "./usage.ts";

/** Where a job ended. `skipped`: there was nothing to do, which is no failure. */
export type FileStatus = "completed" | "failed" | "cancelled" | "timed_out" | "dead" | "skipped";

/** One file's end. */
export interface FileReport {
  readonly input: string;
  /** The file that was, or would have been, written; `undefined` when none was ever named. */
  readonly output: string | undefined;
  readonly status: FileStatus;
  /** Why it did not complete. */
  readonly code?: ErrorCode;
  /** The same for people. */
  readonly message?: string;
  /** The result is that of an earlier run, whole and of the same work; the status is `skipped`. */
  readonly resumed?: boolean;
  /** Size of the result; `undefined` when there is none. */
  readonly size: Size | undefined;
  /** Pixels of the source; 0 when it was not decoded. */
  readonly sourcePixels: number;
  /** Bytes read and written. */
  readonly bytesIn: number;
  readonly bytesOut: number;
  /** In ms; `total` also holds reading and writing. */
  readonly timings: Timings;
  /** Things worth saying about a completed file. */
  readonly warnings: readonly string[];
  /** What was thrown, for a developer's eyes only. */
  readonly cause?: unknown;
}

/** Counts and speed of a batch. `total` is the sum of the six counts after it. */
export interface BatchSummary extends Usage {
  readonly total: number;
  readonly completed: number;
  readonly failed: number;
  readonly cancelled: number;
  readonly timedOut: number;
  readonly dead: number;
  readonly skipped: number;
  /** Completed images per second of wall time. */
  readonly imagesPerSecond: number;
  /** Source pixels of completed images, in millions per second of wall time. */
  readonly megapixelsPerSecond: number;
}

/** Times of a job that never ran. */
export const NO_TIMINGS: Timings = { queue: 0, decode: 0, filter: 0, encode: 0, total: 0 };

/** What a report needs beyond its defaults. */
export type FileOutcome =
  & Pick<FileReport, "input" | "output" | "status">
  & Partial<FileReport>;

/** A report with everything unknown at its neutral value. */
export function fileReport(outcome: FileOutcome): FileReport {
  return {
    size: undefined,
    sourcePixels: 0,
    bytesIn: 0,
    bytesOut: 0,
    timings: NO_TIMINGS,
    warnings: [],
    ...outcome,
  };
}

/** Adds up a batch. */
export function summarize(reports: readonly FileReport[], usage: Usage): BatchSummary {
  function count(status: FileStatus): number {
    return reports.filter((report) => report.status === status).length;
  }
  const completed = count("completed");
  const pixels = reports
    .filter((report) => report.status === "completed")
    .reduce((sum, report) => sum + report.sourcePixels, 0);
  return {
    total: reports.length,
    completed,
    failed: count("failed"),
    cancelled: count("cancelled"),
    timedOut: count("timed_out"),
    dead: count("dead"),
    skipped: count("skipped"),
    ...usage,
    imagesPerSecond: perSecond(completed, usage.wallMs),
    megapixelsPerSecond: perSecond(pixels / 1e6, usage.wallMs),
  };
}

/** A rate; 0 when no time has passed. */
export function perSecond(amount: number, ms: number): number {
  return ms > 0 ? (amount * 1000) / ms : 0;
}
