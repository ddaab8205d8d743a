/** The exit status of a batch. @module */
import type { FileReport } from "../jobs/report.ts";

/** Exit statuses, apart from those of signals. */
export const EXIT = {
  done: 0,
  someFailed: 1,
  nothingToDo: 3,
  allFailed: 4,
  /** 128 and the number of SIGPIPE, which ends other programs when nobody reads what they write. */
  closedPipe: 141,
} as const;

/**
 * 0 when all is done, results that existed and were to be kept included; 1 when some files failed; 3 when
 * there was no picture; 4 when none succeeded.
 */
export function batchExitCode(reports: readonly FileReport[]): number {
  const kept = reports.filter((report) => report.code === "output_exists").length;
  const completed = reports.filter((report) => report.status === "completed").length;
  const failed = reports.filter(isFailure).length;
  if (failed > 0) return completed + kept > 0 ? EXIT.someFailed : EXIT.allFailed;
  return completed + kept > 0 ? EXIT.done : EXIT.nothingToDo;
}

/** Whether a file was to be processed and was not. */
export function isFailure(report: FileReport): boolean {
  return report.status !== "completed" && report.status !== "skipped";
}
