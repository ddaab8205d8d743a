/** `pixelpool process --dry-run`: what would be written where, and what would not. @module */
import { STDIN } from "../files/standard_input.ts";
import { type Overwrite, whyKept } from "../files/overwrite.ts";
import type { ImageJob } from "../jobs/process_image.ts";
import { type Batch, isNothingToDo, reportsWithoutJob } from "./batch.ts";
import { EXIT } from "./exit_code.ts";
import { plural } from "./format_text.ts";
import type { Output } from "./output.ts";
import type { ProcessOptions } from "./process_options.ts";
import { JSON_VERSION } from "./report_json.ts";

/** What would become of a file. */
export type PlannedAction = "write" | "replace" | "keep" | "skip" | "fail";

/** A file, and what would become of it. */
interface Planned {
  readonly input: string;
  readonly output: string | null;
  readonly action: PlannedAction;
  /** Why nothing would be written. */
  readonly message?: string;
}

/** What of the options matters. */
export type DryRunOptions = Pick<ProcessOptions, "overwrite" | "json" | "ndjson">;

/**
 * Prints the plan. Pictures are known by their first bytes only, so that a broken one counts as one that would be
 * written.
 *
 * @returns the exit status: that of a run whose pictures are all sound
 */
export async function dryRun(
  batch: Batch,
  { overwrite, json, ndjson }: DryRunOptions,
  output: Output,
): Promise<number> {
  const planned = await plan(batch, overwrite);
  const counts = countActions(planned);
  if (json) output.json({ version: JSON_VERSION, dry_run: true, files: planned, summary: counts });
  else if (ndjson) {
    planned.forEach((file) => output.jsonLine({ type: "file", version: JSON_VERSION, ...file }));
    output.jsonLine({ type: "summary", version: JSON_VERSION, dry_run: true, summary: counts });
  } else {
    planned.forEach((file) =>
      output.result(lineOf(file), file.action === "fail" ? "bad" : undefined)
    );
    output.result(summaryOf(counts));
  }
  if (isNothingToDo(batch)) {
    output.note("Nothing to do: no picture was found");
    return EXIT.nothingToDo;
  }
  if (counts.fail === 0) return EXIT.done;
  return counts.fail < planned.length - counts.skip ? EXIT.someFailed : EXIT.allFailed;
}

async function plan(batch: Batch, overwrite: Overwrite): Promise<Planned[]> {
  const ofJobs: Planned[] = [];
  for (const job of batch.jobs) ofJobs.push(await planJob(job, overwrite));
  const others = reportsWithoutJob(batch).map(({ input, status, message = "" }): Planned => ({
    input,
    output: null,
    action: status === "skipped" ? "skip" : "fail",
    message,
  }));
  return [...ofJobs, ...others];
}

async function planJob(job: ImageJob, overwrite: Overwrite): Promise<Planned> {
  const { input, output } = job;
  if (job.deliver !== undefined) return { input, output, action: "write" };
  const message = await whyKept(job, overwrite);
  if (message !== undefined) return { input, output, action: "keep", message };
  // What `never` would keep is there.
  const isThere = await whyKept(job, "never") !== undefined;
  return { input, output, action: isThere ? "replace" : "write" };
}

type Counts = Record<PlannedAction, number>;

function countActions(planned: readonly Planned[]): Counts {
  const counts: Counts = { write: 0, replace: 0, keep: 0, skip: 0, fail: 0 };
  for (const { action } of planned) counts[action]++;
  return counts;
}

function lineOf({ input, output, action, message }: Planned): string {
  const from = input === STDIN ? "(stdin)" : input;
  switch (action) {
    case "write":
      return `${from} -> ${output === STDIN ? "(stdout)" : output}`;
    case "replace":
      return `${from} -> ${output}  which exists and would be replaced`;
    case "keep":
      return `${from} -> ${output}  kept: ${message}`;
    case "skip":
      return `${from}: skipped: ${message}`;
    case "fail":
      return `${from}: would fail: ${message}`;
    default:
      return action satisfies never;
  }
}

function summaryOf({ write, replace, keep, skip, fail }: Counts): string {
  const others: [number, string][] = [[keep, "kept"], [skip, "skipped"], [fail, "would fail"]];
  const rest = others.filter(([count]) => count > 0).map(([count, what]) => `, ${count} ${what}`);
  const replaced = replace > 0 ? ` (${replace} replaced)` : "";
  return `Dry run: ${plural(write + replace, "result")} would be written${replaced}` +
    `${rest.join("")}; nothing was touched`;
}
