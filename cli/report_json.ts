/** The report of a batch for machines; its shape is stable and carries a version. @module */
import type { ErrorCode } from "../errors.ts";
import type { FileReport } from "../jobs/report.ts";
import type { EndedBatch } from "./ended_batch.ts";

/** Version of every JSON document that the command line prints. */
export const JSON_VERSION = 1;

/**
 * The whole report; `degraded` says that pictures ran on the main thread as no worker could be started.
 * Sizes in pixels and bytes, times in ms; `null` where there is no value.
 */
export function reportToJson(ended: EndedBatch): Record<string, unknown> {
  const { reports, ...rest } = ended;
  return { ...headToJson(rest), files: reports.map(fileToJson), summary: totalsToJson(rest) };
}

/** One file as a line of its own. */
export function fileLineToJson(report: FileReport): Record<string, unknown> {
  return { type: "file", version: JSON_VERSION, ...fileToJson(report) };
}

/** The line after those of all files: the report without them. */
export function summaryLineToJson(ended: EndedBatch): Record<string, unknown> {
  return { type: "summary", ...headToJson(ended), summary: totalsToJson(ended) };
}

/** What is printed instead when there is nothing to report but an error. */
export function errorToJson(code: ErrorCode, message: string): Record<string, unknown> {
  return { version: JSON_VERSION, error: { code, message } };
}

type Totals = Omit<EndedBatch, "reports">;

function headToJson({ engine, ranHere, interrupted }: Totals): Record<string, unknown> {
  const { mode, workers, sandboxed, isolated } = engine;
  const degraded = ranHere > 0;
  return { version: JSON_VERSION, mode, workers, sandboxed, isolated, degraded, interrupted };
}

function fileToJson(report: FileReport): Record<string, unknown> {
  const { input, output, status, code, message, size, bytesIn, bytesOut, timings } = report;
  const { queue, decode, filter, encode, total } = timings;
  return {
    input,
    output: output ?? null,
    status,
    ...(code === undefined ? {} : { code }),
    ...(message === undefined ? {} : { message }),
    ...(report.resumed === true ? { resumed: true } : {}),
    ...(report.warnings.length === 0 ? {} : { warnings: report.warnings }),
    width: size?.width ?? null,
    height: size?.height ?? null,
    bytes_in: bytesIn,
    bytes_out: bytesOut,
    ms: {
      queue: round(queue),
      decode: round(decode),
      filter: round(filter),
      encode: round(encode),
      total: round(total),
    },
  };
}

/** What a child process uses is not ours to measure. */
function totalsToJson({ summary, engine: { isolated } }: Totals): Record<string, unknown> {
  return {
    total: summary.total,
    completed: summary.completed,
    failed: summary.failed,
    cancelled: summary.cancelled,
    timed_out: summary.timedOut,
    dead: summary.dead,
    skipped: summary.skipped,
    wall_ms: round(summary.wallMs),
    images_per_s: round(summary.imagesPerSecond),
    megapixels_per_s: round(summary.megapixelsPerSecond),
    cpu_utilization: isolated ? null : round(summary.cpuUtilization),
    peak_rss_bytes: isolated ? null : summary.peakRssBytes,
  };
}

/** Microseconds are all that the clock gives, and all that anybody reads. */
function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}
