/** Prints what became of a batch: results on stdout, remarks on stderr. @module */
import type { Engine } from "../app.ts";
import type { BatchSummary, FileReport } from "../jobs/report.ts";
import { type Batch, isNothingToDo } from "./batch.ts";
import { isFailure } from "./exit_code.ts";
import { plural } from "./format_text.ts";
import type { Output } from "./output.ts";
import { reportToJson } from "./report_json.ts";
import { fileLines, summaryLines } from "./report_text.ts";

/** A batch that has ended. */
export interface EndedBatch {
  readonly engine: Engine;
  readonly batch: Batch;
  readonly reports: readonly FileReport[];
  readonly summary: BatchSummary;
  /** Pictures that ran on the main thread, outside the sandbox, as no worker could be started. */
  readonly ranHere: number;
}

/** How it is to be printed. */
export interface PrintOptions {
  /** One document on stdout instead of lines. */
  readonly json: boolean;
  /** Errors only. */
  readonly quiet: boolean;
  /** Stacks of errors, on stderr. */
  readonly debug: boolean;
}

/** Prints a batch. Quiet leaves errors only, on stderr; JSON leaves stdout to one document. */
export function printReport(ended: EndedBatch, options: PrintOptions, output: Output): void {
  const { engine, reports, summary, ranHere } = ended;
  const note = (line: string) => output.note(line);
  if (options.json) output.json(reportToJson(engine, reports, summary, ranHere));
  if (options.quiet) printAll(reports.filter(isFailure).flatMap(fileLines), note);
  else {
    if (!options.json) {
      const lines = [...reports.flatMap(fileLines), ...summaryLines(engine, reports, summary)];
      printAll(lines, (line) => output.result(line));
    }
    printAll(remarks(ended), note);
  }
  if (options.debug) printAll(reports.flatMap(causeLines), note);
}

function printAll(lines: readonly string[], print: (line: string) => void): void {
  lines.forEach((line) => print(line));
}

function remarks({ batch, reports, ranHere }: EndedBatch): string[] {
  const lines: string[] = [];
  if (ranHere > 0) {
    lines.push(
      `No worker could be started: ${plural(ranHere, "picture")} ran on the main thread, ` +
        "without sandbox; --require-sandbox refuses that",
    );
  }
  if (isNothingToDo(batch)) lines.push("Nothing to do: no picture was found");
  if (batch.subfolders > 0) {
    const count = plural(batch.subfolders, "subfolder");
    lines.push(`${count} left out: a quoted 'FOLDER/**' reaches deeper`);
  }
  if (reports.some((report) => report.status === "timed_out")) {
    lines.push("Some pictures ran out of time: --timeout gives more");
  }
  return lines;
}

/** Where errors came from; only a developer wants to see it. */
function causeLines({ input, cause }: FileReport): string[] {
  if (!(cause instanceof Error)) return [];
  return [`${input}:`, ...(cause.stack ?? cause.message).split("\n")];
}
