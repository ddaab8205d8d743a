/** The report of a batch for people. @module */
import type { Engine } from "../app.ts";
import { KEPT } from "../files/overwrite.ts";
import { STDIN } from "../files/standard_input.ts";
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
    return `${shown(input, "stdin")} -> ${shown(output, "stdout")}  ${facts.join("  ")}`;
  }
  // A skipped file is no error, so that its code would only puzzle.
  const code = report.code === undefined || status === "skipped" ? "" : ` (${report.code})`;
  return `${shown(input, "stdin")}: ${status.replace("_", " ")}: ${report.message}${code}`;
}

/** A file by its name, a stream by what it is. */
function shown(path: string | undefined, stream: string): string {
  return path === STDIN ? `(${stream})` : `${path}`;
}

/** What happened, in one or a few lines. */
export function summaryLines(
  engine: Engine,
  reports: readonly FileReport[],
  summary: BatchSummary,
): string[] {
  const lines = [countLine(summary)];
  const resumed = reports.filter((report) => report.resumed).length;
  if (resumed > 0) lines.push(`${plural(resumed, "result")} whole since an earlier run`);
  const kept = reports.filter(({ code, resumed }) => code === "output_exists" && !resumed);
  if (kept.length > 0) lines.push(keptLine(kept, summary.total));
  if (summary.completed > 0) lines.push(speedLine(engine, summary));
  return lines;
}

function keptLine(kept: readonly FileReport[], total: number): string {
  const one = kept.length === 1;
  const results = plural(kept.length, "result");
  const newer = kept.every(({ message }) => message === KEPT.newer)
    ? `${one ? "is" : "are"} newer than ${one ? "its picture" : "their pictures"}`
    : undefined;
  if (kept.length < total) {
    return `${results} kept as ${
      newer === undefined ? "--overwrite is never" : `${one ? "it" : "they"} ${newer}`
    }`;
  }
  return "Nothing was written: " +
    `${results} ${newer ?? `exist${one ? "s" : ""} already and --overwrite is never`}`;
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
