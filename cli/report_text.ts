/** The report of a batch for people. @module */
import type { Engine } from "../app.ts";
import type { BatchSummary, FileReport } from "../jobs/report.ts";
import { formatBytes, formatMs, formatRate, plural } from "./format_text.ts";

/** One line a file, and one more for each warning. */
export function fileLines(report: FileReport): string[] {
  return [fileLine(report), ...report.warnings.map((warning) => `  note: ${warning}`)];
}

function fileLine(report: FileReport): string {
  const { input, output, status, size, bytesOut, timings } = report;
  if (status === "completed" && size !== undefined) {
    const facts = [
      `${size.width}x${size.height}`,
      formatBytes(bytesOut),
      formatMs(timings.total - timings.queue),
    ];
    return `${input} -> ${output}  ${facts.join("  ")}`;
  }
  // A skipped file is no error, so that its code would only puzzle.
  const code = report.code === undefined || status === "skipped" ? "" : ` (${report.code})`;
  return `${input}: ${status.replace("_", " ")}: ${report.message}${code}`;
}

/** What happened, in one or a few lines. */
export function summaryLines(
  engine: Engine,
  reports: readonly FileReport[],
  summary: BatchSummary,
): string[] {
  const lines = [countLine(summary)];
  const kept = reports.filter((report) => report.code === "output_exists").length;
  if (kept > 0) {
    lines.push(
      kept === summary.total
        ? `Nothing was written: ${plural(kept, "result")} exist${kept === 1 ? "s" : ""} already ` +
          "and --overwrite is never"
        : `${plural(kept, "result")} kept as --overwrite is never`,
    );
  }
  if (summary.completed > 0) lines.push(speedLine(engine, summary));
  return lines;
}

function countLine(summary: BatchSummary): string {
  const counts: [number, string][] = [
    [summary.failed, "failed"],
    [summary.timedOut, "timed out"],
    [summary.dead, "given up"],
    [summary.cancelled, "cancelled"],
    [summary.skipped, "skipped"],
  ];
  const others = counts.filter(([count]) => count > 0).map(([count, what]) => `, ${count} ${what}`);
  return `${summary.completed} of ${plural(summary.total, "file")} completed in ` +
    `${formatMs(summary.wallMs)}${others.join("")}`;
}

function engineText({ mode, workers, isolated }: Engine): string {
  const count = plural(workers, "worker");
  if (mode === "workers") return isolated ? `${count}, isolated` : count;
  return mode === "bands" ? `bands on ${count}` : `${mode} mode`;
}

function speedLine(engine: Engine, summary: BatchSummary): string {
  return [
    engineText(engine),
    ...(engine.sandboxed ? [] : ["no sandbox"]),
    `${formatRate(summary.imagesPerSecond)} images/s`,
    `${formatRate(summary.megapixelsPerSecond)} MP/s`,
    // What an isolated process uses is not ours to see.
    ...(engine.isolated ? [] : [
      `CPU ${Math.round(100 * summary.cpuUtilization)} %`,
      `peak memory ${formatBytes(summary.peakRssBytes)}`,
    ]),
  ].join(", ");
}
