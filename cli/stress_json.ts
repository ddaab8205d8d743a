/** The report of a stress run for machines. @module */
import { countOf, type Outcome } from "../stress/book.ts";
import type { StressReport } from "../stress/stress_report.ts";
import { brokenOf } from "../stress/verdict.ts";
import { JSON_VERSION } from "./report_json.ts";

/** Times in ms, memory in bytes, `cpu_idle_after` in cores; `null` where there is no value. */
export function stressToJson(report: StressReport): unknown {
  const { settings, book, ledger, verdicts } = report;
  return {
    version: JSON_VERSION,
    ledger,
    errors: errorsOf(report),
    restarts: report.restarts,
    zombies: report.zombies,
    buffers_bytes: report.bytes,
    workers: report.workers,
    cpu_idle_after: round(report.cpuIdleAfter),
    rss: report.rss,
    wall_ms: round(report.wallMs),
    jobs_per_s: round(report.jobsPerSecond),
    host_restarts: report.hostRestarts,
    stale_replies: report.stale,
    interrupted: report.interrupted,
    options: {
      jobs: finite(settings.jobs),
      duration_ms: finite(settings.durationMs),
      size: `${settings.size.width}x${settings.size.height}`,
      workers: settings.workers,
      faults: settings.faults,
      seed: settings.seed,
      attempts: settings.attempts,
      isolate: settings.isolate,
    },
    submitted: book.submitted,
    injected: book.injected,
    outcomes: book.outcomes,
    wrong_pixels: book.wrong,
    invariants: verdicts.map(({ id, claim, judged, broken }) => ({
      id,
      claim,
      holds: judged ? broken.length === 0 : null,
    })),
    broken: brokenOf(verdicts),
  };
}

/** How often callers met each code; what somebody stopped counts as `aborted`. */
export function errorsOf({ book }: Pick<StressReport, "book">): Record<string, number> {
  const codes = new Set(Object.values(book.outcomes).flatMap((counts) => Object.keys(counts)));
  codes.delete("completed");
  return Object.fromEntries(
    [...codes].sort().map((code) => [code, countOf(book.outcomes, code as Outcome)]),
  );
}

function finite(value: number): number | null {
  return value === Infinity ? null : value;
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}
