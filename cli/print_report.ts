/** Prints what became of a batch: results on stdout, remarks on stderr. @module */
import type { FileReport } from "../jobs/report.ts";
import { type Batch, isNothingToDo } from "./batch.ts";
import type { Tone } from "./colour.ts";
import type { EndedBatch } from "./ended_batch.ts";
import { isFailure } from "./exit_code.ts";
import { plural } from "./format_text.ts";
import type { Output } from "./output.ts";
import { reportToJson, summaryLineToJson } from "./report_json.ts";
import { fileLines, summaryLines } from "./report_text.ts";

/** How it is to be printed. */
export interface PrintOptions {
  /** One document on stdout instead of lines. */
  readonly json: boolean;
  /** A line for each file, printed when it ended, and now the last one. */
  readonly ndjson: boolean;
  /** Errors only. */
  readonly quiet: boolean;
  /** Stacks of errors, on stderr. */
  readonly debug: boolean;
}

/** What of a batch is worth a remark. */
export type RemarkedBatch = Pick<Batch, "found" | "subfolders" | "metOutput">;

/**
 * Prints a batch. Quiet leaves errors only, on stderr; JSON leaves stdout to itself.
 *
 * @param batch `undefined` after a watch, which waited for what it did not find
 */
export function printReport(
  ended: EndedBatch,
  batch: RemarkedBatch | undefined,
  options: PrintOptions,
  output: Output,
): void {
  const { engine, reports, summary } = ended;
  const result = (line: string, tone?: Tone) => output.result(line, tone);
  const note = (line: string, tone?: Tone) => output.note(line, tone);
  if (options.json) output.json(reportToJson(ended));
  if (options.ndjson) output.jsonLine(summaryLineToJson(ended));
  if (options.quiet) printFiles(reports.filter(isFailure), note);
  else {
    if (!options.json && !options.ndjson) {
      printFiles(reports, result);
      summaryLines(engine, reports, summary).forEach((line) => result(line));
    }
    remarks(ended, batch).forEach((line) => note(line, "warning"));
  }
  if (options.debug) reports.flatMap(causeLines).forEach((line) => note(line));
}

function printFiles(
  reports: readonly FileReport[],
  print: (line: string, tone?: Tone) => void,
): void {
  for (const report of reports) {
    const [first, ...warnings] = fileLines(report);
    print(first, isFailure(report) ? "bad" : undefined);
    warnings.forEach((line) => print(line, "warning"));
  }
}

function remarks({ reports, ranHere }: EndedBatch, batch?: RemarkedBatch): string[] {
  const lines: string[] = [];
  if (ranHere > 0) {
    lines.push(
      `No worker could be started: ${plural(ranHere, "picture")} ran on the main thread, ` +
        "without sandbox; --require-sandbox refuses that",
    );
  }
  if (batch !== undefined) lines.push(...remarksOnInputs(batch));
  if (reports.some((report) => report.status === "timed_out")) {
    lines.push("Some pictures ran out of time: --timeout gives more");
  }
  return lines;
}

function remarksOnInputs(batch: RemarkedBatch): string[] {
  const lines: string[] = [];
  if (isNothingToDo(batch)) lines.push("Nothing to do: no picture was found");
  if (batch.subfolders > 0) {
    lines.push(`${plural(batch.subfolders, "subfolder")} left out: --recursive enters them`);
  }
  if (batch.metOutput) {
    lines.push("The folder of the results was met among the inputs, and left out");
  }
  return lines;
}

/** Where errors came from; only a developer wants to see it. */
function causeLines({ input, cause }: FileReport): string[] {
  if (!(cause instanceof Error)) return [];
  return [`${input}:`, ...(cause.stack ?? cause.message).split("\n")];
}
