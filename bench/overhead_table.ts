/** The figures of `overhead` as a Markdown table. @module */
import type { Comparison, Row } from "./compare_rounds.ts";

const HEADER = [
  "Pool",
  "Tasks/s",
  "Against bare",
  "min to max",
  "p50 us",
  "p99 us",
  "CPU us",
];

/** A heading, the table, and an empty line. */
export function overheadLines({ job, rounds, rows }: Comparison): string[] {
  const cells = [HEADER, ...rows.map(cellsOf)];
  const widths = HEADER.map((_, column) => Math.max(...cells.map((row) => row[column].length)));
  const lines = cells.map((row) => line(row, widths));
  const rule = line(widths.map((width, column) => dashes(width, column > 0)), widths);
  return [
    `${job.name}, ${job.inFlight} in flight: ${rounds} rounds of ${job.tasks} tasks`,
    "",
    lines[0],
    rule,
    ...lines.slice(1),
    "",
  ];
}

function cellsOf({ name, perSecond, ratio, p50Us, p99Us, cpuUs }: Row): string[] {
  return [
    name,
    perSecond.toFixed(0),
    ratio.median.toFixed(2),
    `${ratio.min.toFixed(2)} to ${ratio.max.toFixed(2)}`,
    p50Us.toFixed(0),
    p99Us.toFixed(0),
    cpuUs.toFixed(0),
  ];
}

function line(cells: readonly string[], widths: readonly number[]): string {
  const padded = cells.map((cell, column) =>
    column === 0 ? cell.padEnd(widths[column]) : cell.padStart(widths[column])
  );
  return `| ${padded.join(" | ")} |`;
}

/** Numbers stand on the right. */
function dashes(width: number, isNumber: boolean): string {
  return isNumber ? `${"-".repeat(width - 1)}:` : "-".repeat(width);
}
