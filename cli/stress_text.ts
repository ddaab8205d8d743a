/** The report of a stress run for people. @module */
import type { Fate } from "../stress/book.ts";
import { formatFaultMix } from "../stress/fault_mix.ts";
import type { StressReport } from "../stress/stress_report.ts";
import type { Verdict } from "../stress/verdict.ts";
import { formatBytes, formatMs, formatRate, plural } from "./format_text.ts";
import { columns } from "./text_table.ts";

/** What was done, what came of it, and every promise with `ok` or `FAILED`. */
export function stressLines(report: StressReport): string[] {
  return [
    headLine(report),
    speedLine(report),
    "",
    "Jobs and how they ended:",
    ...columns(fateRows(report)),
    "",
    workerLine(report),
    "",
    ...report.verdicts.flatMap(verdictLines),
  ];
}

function headLine({ settings, book, interrupted }: StressReport): string {
  const { size, workers, faults, seed, isolate } = settings;
  return `${plural(book.submitted, "job")} of ${size.width}x${size.height} on ` +
    `${plural(workers, "worker")}${isolate ? " in a child process" : ""}, ` +
    `faults ${formatFaultMix(faults)}, seed ${seed}${interrupted ? ", stopped early" : ""}`;
}

function speedLine({ wallMs, jobsPerSecond, rss, cpuIdleAfter }: StressReport): string {
  return `${formatMs(wallMs)}, ${formatRate(jobsPerSecond)} jobs/s, memory ` +
    `${formatBytes(rss[0])} to ${formatBytes(rss[rss.length - 1])}, ` +
    `CPU afterwards ${Math.round(100 * cpuIdleAfter)} % of a core`;
}

function fateRows({ book }: StressReport): [string, string][] {
  const fates = Object.keys(book.injected) as Fate[];
  return fates.filter((fate) => book.injected[fate] > 0).map((fate) => {
    const ends = Object.entries(book.outcomes[fate]).map(([outcome, n]) => `${n} ${outcome}`);
    return [`${book.injected[fate]} ${fate === "none" ? "sound" : fate}`, ends.join(", ")];
  });
}

function workerLine(report: StressReport): string {
  const { workers, restarts, zombies, hostRestarts, settings } = report;
  const hosts = settings.isolate ? `, child process replaced ${hostRestarts} times` : "";
  return `${workers} of ${plural(settings.workers, "worker")} alive, ${restarts} replaced, ` +
    `${plural(zombies, "thread")} not stopped${hosts}`;
}

function verdictLines({ id, claim, judged, broken }: Verdict): string[] {
  const state = broken.length > 0 ? "FAILED" : judged ? "ok" : "-";
  return [
    `${state.padEnd(6)} ${id} ${claim}`,
    ...broken.map((sentence) => `          ${sentence}`),
  ];
}
