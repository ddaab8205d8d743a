/** `pixelpool process`: files in, files out, and a report. @module */
import { type FileReport, summarize } from "../jobs/report.ts";
import { measureUsage } from "../jobs/usage.ts";
import type { ImageWork } from "../jobs/process_image.ts";
import { findProvider } from "../codecs/registry.ts";
import { errorCode, PixelpoolError } from "../errors.ts";
import {
  allReports,
  type Batch,
  checkCodec,
  isNothingToDo,
  prepareBatch,
  reportsWithoutJob,
} from "./batch.ts";
import { useKernels } from "../kernels/active.ts";
import { type BatchJournal, openBatchJournal } from "./batch_journal.ts";
import { checkEncoding, idleOptions } from "./check_encoding.ts";
import { demoLines, demoOptions } from "./demo.ts";
import type { EndedBatch } from "./ended_batch.ts";
import { batchExitCode, EXIT, isFailure } from "./exit_code.ts";
import type { Refused } from "./explain.ts";
import { imageWork, readSteps } from "./image_work.ts";
import { Interrupt } from "./interrupt.ts";
import { JobRunner } from "./job_runner.ts";
import { machineCacheFile, writeMachine } from "./machine_cache.ts";
import type { Output } from "./output.ts";
import { dropPermissions } from "./permissions.ts";
import { loadPlugins } from "./plugins.ts";
import { printReport } from "./print_report.ts";
import { type ProcessOptions, readProcessOptions } from "./process_options.ts";
import { learnFrom, makeReady, type ReadyRun } from "./ready_run.ts";
import { prepareReport, writeReport } from "./report_file.ts";
import { fileLineToJson, reportToJson } from "./report_json.ts";
import { StderrOutput } from "./stderr_output.ts";

/**
 * Runs the command.
 *
 * @returns the exit status
 * @throws {InputError} when the arguments cannot be used; nothing has been written then
 */
export async function runProcess(args: readonly string[], output: Output): Promise<number> {
  const given = readProcessOptions(args);
  if (given.kernels !== undefined) useKernels(given.kernels);
  const cacheFile = machineCacheFile();
  const native = given.codec !== undefined && findProvider(given.codec)?.sandbox === "native";
  await dropPermissions({ native, isolate: given.isolate });
  const plugins = await loadPlugins(given.plugins);
  const demo = demoOptions(given);
  const options = demo ?? given;
  const steps = await readSteps(options);
  if (options.watch !== undefined) {
    const { runWatch } = await import("./watch.ts");
    return await runWatch(options.watch, { options, steps, plugins, cacheFile, output });
  }

  const batch = await prepareBatch(options);
  const channel = batch.stdout === undefined ? output : new StderrOutput(output);
  checkCodec(batch, options.codec);
  checkEncoding(batch, options);
  if (options.dryRun && !options.explain) {
    return (await import("./dry_run.ts")).dryRun(batch, options, channel);
  }
  using interrupt = new Interrupt(() => channel.note("Stopping: once more stops at once"));
  const work = imageWork(batch, steps, options);
  const { signal } = interrupt;
  const refused = refusedBefore(batch);
  const ready = await makeReady(batch, work, {
    options,
    plugins,
    cacheFile,
    signal,
    onRefused: (input, thrown) =>
      refused.push({ input, code: errorCode(thrown), message: plainMessage(thrown) }),
  });
  if (options.explain) {
    const { explain } = await import("./explain.ts");
    return explain({ steps, ready, refused }, options, channel);
  }
  if (options.report !== undefined) await prepareReport(options.report, batch);
  if (!options.quiet) {
    idleOptions(batch, options).forEach((line) => channel.note(line));
  }
  const run = await runBatch(batch, work, { ready, options, plugins, interrupt, output: channel });
  if (batch.stdout?.isClosed) return EXIT.closedPipe;
  const { ended, ofJobs } = run;
  printReport(ended, batch, options, channel);
  if (demo !== undefined && !options.json && !options.ndjson && !options.quiet) {
    demoLines(ended.reports).forEach((line) => channel.result(line));
  }
  await run.journal?.close(ofJobs);
  await writeMachine(cacheFile, learnFrom(ready, ofJobs));
  const isReported = await reportToFile(ended, options, channel);
  // Names that lead nowhere are failures beside pictures; alone they leave nothing to do.
  const status = isNothingToDo(batch) ? EXIT.nothingToDo : batchExitCode(ended.reports);
  return interrupt.exitCode ?? (isReported ? status : status || EXIT.someFailed);
}

function refusedBefore(batch: Batch): Refused[] {
  return reportsWithoutJob(batch).map(({ input, code = "internal_error", message = "" }) => ({
    input,
    code,
    message,
  }));
}

/** Messages of ours hold neither path nor stack; those of others may. */
function plainMessage(thrown: unknown): string {
  return thrown instanceof PixelpoolError ? thrown.message : "An unexpected error was thrown";
}

interface Surroundings {
  readonly ready: ReadyRun;
  readonly options: ProcessOptions;
  /** URLs of plugins. */
  readonly plugins: readonly string[];
  readonly interrupt: Interrupt;
  readonly output: Output;
}

interface EndedRun {
  readonly ended: EndedBatch;
  readonly ofJobs: readonly FileReport[];
  /** Still to be closed. */
  readonly journal: BatchJournal | undefined;
}

async function runBatch(
  batch: Batch,
  work: ImageWork,
  { ready, options, plugins, interrupt, output }: Surroundings,
): Promise<EndedRun> {
  const usage = measureUsage();
  const { folder, jobs } = batch;
  const tell = (report: FileReport) => {
    if (options.ndjson) output.jsonLine(fileLineToJson(report));
  };
  const lost = reportsWithoutJob(batch);
  lost.forEach(tell);
  const { signal } = interrupt;
  await using runner = jobs.length === 0
    ? undefined
    : await JobRunner.open({ ready, options, signal, output });
  if (options.failFast && lost.some(isFailure)) runner?.stop();
  const note = (line: string) => options.quiet || output.note(line);
  const journal = folder === undefined
    ? undefined
    : await openBatchJournal({ folder, jobs, work, plugins }, options, note);
  const ofJobs = await runner?.run(jobs, work, { journal: journal?.journal, onSettled: tell }) ??
    [];
  const ranHere = runner?.ranHere ?? 0;
  const reports = allReports(batch, ofJobs);
  const ended: EndedBatch = {
    engine: { ...ready.engine, sandboxed: ready.engine.sandboxed && ranHere === 0 },
    reports,
    summary: summarize(reports, usage()),
    ranHere,
    interrupted: interrupt.exitCode !== undefined,
  };
  return { ended, ofJobs, journal };
}

/** Whether the report is where it was wanted. */
async function reportToFile(
  ended: EndedBatch,
  { report }: ProcessOptions,
  output: Output,
): Promise<boolean> {
  if (report === undefined) return true;
  const trouble = await writeReport(report, reportToJson(ended));
  if (trouble !== undefined) output.note(trouble, "bad");
  return trouble === undefined;
}
