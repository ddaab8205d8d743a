/** `pixelpool process`: files in, files out, and a report. @module */
import { createExecutor, DEFAULT_ENCODE, isNative, LIMITS } from "../app.ts";
import { DEFAULTS } from "../config.ts";
import { InputError } from "../errors.ts";
import { processBatch } from "../jobs/process_batch.ts";
import type { ImageWork } from "../jobs/process_image.ts";
import { type FileReport, summarize } from "../jobs/report.ts";
import { measureUsage } from "../jobs/usage.ts";
import { parseRecipe, type Step } from "../pipeline/recipe.ts";
import {
  allReports,
  type Batch,
  checkCodec,
  isAllPng,
  isNothingToDo,
  prepareBatch,
} from "./batch.ts";
import { readPresets } from "./config_file.ts";
import { demoLines, demoOptions } from "./demo.ts";
import { batchExitCode, EXIT } from "./exit_code.ts";
import { explain } from "./explain.ts";
import { processHelp } from "./help.ts";
import { Interrupt } from "./interrupt.ts";
import { machineCacheFile, writeMachine } from "./machine_cache.ts";
import type { Output } from "./output.ts";
import { dropPermissions } from "./permissions.ts";
import { loadPlugins } from "./plugins.ts";
import { learnFrom, makeReady, type ReadyRun } from "./ready_run.ts";
import { printReport } from "./print_report.ts";
import { DEFAULT_OUT, type ProcessOptions, readProcessOptions } from "./process_options.ts";
import { Progress } from "./progress.ts";

/** Time between two looks at the progress display in ms. */
const TICK_MS = 200;

/**
 * Runs the command.
 *
 * @returns the exit status
 * @throws {InputError} when the arguments cannot be used; nothing has been written then
 */
export async function runProcess(args: readonly string[], output: Output): Promise<number> {
  const given = readProcessOptions(args);
  if (given.help) {
    processHelp().forEach((line) => output.result(line));
    return EXIT.done;
  }
  const cacheFile = machineCacheFile();
  await dropPermissions({ native: isNative(given.codec), isolate: given.isolate });
  const plugins = await loadPlugins(given.plugins);
  const demo = demoOptions(given);
  const options = demo ?? given;
  const steps = await readSteps(options);
  const { out = DEFAULT_OUT, format } = options;
  const batch = await prepareBatch(options.inputs, { out, format }, { dry: options.explain });
  checkCodec(batch, options.codec);

  using interrupt = new Interrupt(() => output.note("Stopping: once more stops at once"));
  const work = workOf(batch, steps, options);
  const ready = await makeReady(batch, work, {
    options,
    plugins,
    cacheFile,
    signal: interrupt.signal,
  });
  if (options.explain) return explain({ steps, ready }, options, output);

  if (options.quality !== undefined && isAllPng(batch) && !options.quiet) {
    output.note("--quality changes nothing here: PNG is without loss");
  }
  const usage = measureUsage();
  const ended = await runJobs(batch, work, { ready, options, interrupt, output });
  const reports = allReports(batch, ended.reports);
  const summary = summarize(reports, usage());
  const sandboxed = ready.engine.sandboxed && ended.ranHere === 0;
  const engine = { ...ready.engine, sandboxed };
  printReport({ engine, batch, reports, summary, ranHere: ended.ranHere }, options, output);
  if (demo !== undefined && !options.json && !options.quiet) {
    demoLines(reports).forEach((line) => output.result(line));
  }
  await writeMachine(cacheFile, learnFrom(ready, ended.reports));
  // Names that lead nowhere are failures beside pictures; alone they leave nothing to do.
  const status = isNothingToDo(batch) ? EXIT.nothingToDo : batchExitCode(reports);
  return interrupt.exitCode ?? status;
}

async function readSteps({ inputs, recipe, config }: ProcessOptions): Promise<Step[]> {
  if (recipe === undefined) {
    throw new InputError(
      "bad_option",
      "Cannot process as no recipe is given: name filters, for instance -f resize:1600,sharpen",
    );
  }
  const steps = parseRecipe(recipe, { presets: await readPresets(config) });
  if (inputs.length === 0) {
    throw new InputError("bad_option", "Cannot process as no file, folder or pattern is named");
  }
  return steps;
}

function workOf({ format }: Batch, steps: readonly Step[], options: ProcessOptions): ImageWork {
  const { quality = DEFAULTS.quality, codec, overwrite } = options;
  return {
    steps,
    format,
    encode: { ...DEFAULT_ENCODE, quality },
    limits: LIMITS,
    codec,
    overwrite,
  };
}

interface Surroundings {
  readonly ready: ReadyRun;
  readonly options: ProcessOptions;
  readonly interrupt: Interrupt;
  readonly output: Output;
}

interface EndedJobs {
  readonly reports: readonly FileReport[];
  /** Pictures that ran on this thread because no worker could be started. */
  readonly ranHere: number;
}

async function runJobs(
  { jobs }: Batch,
  work: ImageWork,
  { ready, options, interrupt, output }: Surroundings,
): Promise<EndedJobs> {
  if (jobs.length === 0) return { reports: [], ranHere: 0 };
  const { engine, memoryBudget, executorOptions } = ready;
  const progress = options.quiet ? undefined : new Progress(output, jobs.length);
  const ticking = setInterval(() => progress?.tick(), TICK_MS);
  const executor = await createExecutor(engine.mode, executorOptions);
  try {
    const reports = await processBatch(jobs, work, executor, {
      signal: interrupt.signal,
      timeout: options.timeoutMs,
      attempts: options.attempts,
      concurrency: engine.concurrency,
      memoryBudget,
      memoryFactor: engine.memoryFactor,
      onSettled: (report) => progress?.settle(report),
    });
    return { reports, ranHere: ranHere(executor.stats()) };
  } finally {
    clearInterval(ticking);
    progress?.finish();
    // Every job has settled and the program is about to leave, which ends all threads: nobody waits here for
    // a worker that is still being started. A process of its own is waited for: nobody else would end it.
    const closed = executor[Symbol.asyncDispose]();
    if (engine.isolated) await closed;
  }
}

function ranHere(stats: object): number {
  return "ranHere" in stats && typeof stats.ranHere === "number" ? stats.ranHere : 0;
}
