/** `pixelpool process --watch FOLDER`: the pictures that are there, then those that appear. @module */
import { InputError } from "../errors.ts";
import { prepareFolder } from "../files/atomic_write.ts";
import { describeFileError } from "../files/file_error.ts";
import { realOrSame } from "../files/output_collisions.ts";
import { type OutputNamer, outputNamer } from "../files/output_path.ts";
import { STDIN } from "../files/standard_input.ts";
import { watchFolder } from "../files/watch_folder.ts";
import type { ImageWork } from "../jobs/process_image.ts";
import { type FileReport, summarize } from "../jobs/report.ts";
import { measureUsage } from "../jobs/usage.ts";
import type { Step } from "../pipeline/step.ts";
import type { EndedBatch } from "./ended_batch.ts";
import { batchExitCode, EXIT, isFailure } from "./exit_code.ts";
import { plural } from "./format_text.ts";
import { imageWork } from "./image_work.ts";
import { Interrupt } from "./interrupt.ts";
import { JobRunner } from "./job_runner.ts";
import { DEFAULT_OUT } from "./options/output.ts";
import type { Output } from "./output.ts";
import { printReport } from "./print_report.ts";
import type { ProcessOptions } from "./process_options.ts";
import { makeReady } from "./ready_run.ts";
import { prepareReport, writeReport } from "./report_file.ts";
import { fileLineToJson, reportToJson } from "./report_json.ts";
import { fileLines } from "./report_text.ts";
import { WatchedJobs } from "./watched_jobs.ts";

/** What surrounds a watch. */
export interface WatchSetting {
  readonly options: ProcessOptions;
  readonly steps: readonly Step[];
  /** URLs of plugins. */
  readonly plugins: readonly string[];
  readonly cacheFile: string | undefined;
  readonly output: Output;
}

/**
 * Watches until a signal comes.
 *
 * @returns the exit status: that of a batch, as a signal is the usual end; that of the signal when it cut off pictures
 * @throws {InputError} `bad_option` when the folder cannot be watched or the results cannot be written elsewhere
 */
export async function runWatch(folder: string, setting: WatchSetting): Promise<number> {
  const { options, steps, plugins, cacheFile, output } = setting;
  const namer = await namerFor(folder, options);
  await checkFolder(folder);
  await prepareFolder(namer.folder);
  if (options.report !== undefined) await prepareReport(options.report, { jobs: [] });
  using interrupt = new Interrupt(() => output.note("Stopping: once more stops at once"));
  const { signal } = interrupt;
  const work = imageWork(namer, steps, options);
  const ready = await makeReady({ jobs: [] }, work, {
    options,
    plugins,
    cacheFile,
    signal,
    images: Infinity,
  });
  const usage = measureUsage();
  await using runner = await JobRunner.open({ ready, options, signal, output });
  if (!options.quiet) {
    output.note(`Watching ${folder}, results go to ${namer.folder}: Ctrl-C ends it`);
  }
  const reports = await watch(folder, { options, work, namer, runner, signal, output });
  const { ranHere } = runner;
  const ended: EndedBatch = {
    engine: { ...ready.engine, sandboxed: ready.engine.sandboxed && ranHere === 0 },
    reports,
    summary: summarize(reports, usage()),
    ranHere,
    interrupted: reports.some(({ status }) => status === "cancelled"),
  };
  await tell(ended, options, output);
  if (ended.interrupted && interrupt.exitCode !== undefined) return interrupt.exitCode;
  const status = batchExitCode(reports);
  return status === EXIT.nothingToDo ? EXIT.done : status;
}

async function namerFor(folder: string, options: ProcessOptions): Promise<OutputNamer> {
  const { out = DEFAULT_OUT } = options;
  const namer = out === STDIN ? undefined : await outputNamer({ ...options, out });
  if (namer === undefined || namer.isFile) {
    throw new InputError(
      "bad_option",
      `Cannot watch '${folder}' with one place for all results: --out must be a folder or a template`,
    );
  }
  if (await realOrSame(namer.folder) !== await realOrSame(folder)) return namer;
  throw new InputError(
    "bad_option",
    `Cannot watch '${folder}' as the results would go there as well: choose another --out`,
  );
}

async function checkFolder(folder: string): Promise<void> {
  let reason = "it is no folder";
  try {
    if ((await Deno.stat(folder)).isDirectory) {
      // A folder that is there may keep its entries to itself.
      for await (const _entry of Deno.readDir(folder)) break;
      return;
    }
  } catch (thrown) {
    reason = describeFileError(thrown);
  }
  throw new InputError("bad_option", `Cannot watch '${folder}' as ${reason}`);
}

interface Watching {
  readonly options: ProcessOptions;
  readonly work: ImageWork;
  readonly namer: OutputNamer;
  readonly runner: JobRunner;
  readonly signal: AbortSignal;
  readonly output: Output;
}

async function watch(folder: string, watching: Watching): Promise<FileReport[]> {
  const { options, work, namer, runner, output } = watching;
  const { recursive } = options;
  const signal = AbortSignal.any([watching.signal, runner.stopped]);
  const exclude = await realOrSame(namer.folder);
  const watched = new WatchedJobs(namer, options.codec);
  const reports: FileReport[] = [];
  let groups = 0;
  for await (const group of watchFolder(folder, { recursive, exclude, signal })) {
    const { jobs, others } = await watched.take(group);
    others.forEach((report) => settled(report, options, output));
    const onSettled = (report: FileReport) => settled(report, options, output);
    const done = await runner.run(jobs, workOf(work, groups++), { progress: false, onSettled });
    reports.push(...others, ...done);
    if (options.failFast && others.some(isFailure)) runner.stop();
  }
  return reports;
}

/** What appears is new or was changed, whatever its time says. */
function workOf(work: ImageWork, group: number): ImageWork {
  return group > 0 && work.overwrite === "newer" ? { ...work, overwrite: "all" } : work;
}

function settled(
  report: FileReport,
  { json, ndjson, quiet }: ProcessOptions,
  output: Output,
): void {
  if (ndjson) return output.jsonLine(fileLineToJson(report));
  // What was there before, and was kept or is no picture, is only counted.
  if (json || report.status === "skipped") return;
  const failed = isFailure(report);
  if (quiet && !failed) return;
  const [first, ...warnings] = fileLines(report);
  if (quiet) output.note(first, "bad");
  else output.result(first, failed ? "bad" : undefined);
  if (!quiet) warnings.forEach((line) => output.result(line, "warning"));
}

/** The end: lines were printed as the files ended, so that the sum is left. */
async function tell(ended: EndedBatch, options: ProcessOptions, output: Output): Promise<void> {
  const { reports, summary } = ended;
  if (options.json || options.ndjson) printReport(ended, undefined, options, output);
  else if (!options.quiet) {
    const { completed, skipped } = summary;
    const failed = reports.filter(isFailure).length;
    output.result(
      `${plural(completed, "picture")} completed, ${failed} failed, ${skipped} skipped`,
    );
  }
  if (options.report === undefined) return;
  const trouble = await writeReport(options.report, reportToJson(ended));
  if (trouble !== undefined) output.note(trouble, "bad");
}
