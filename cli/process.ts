/** `pixelpool process`: files in, files out, and a report. @module */
import {
  chooseEngine,
  createExecutor,
  DEFAULT_ENCODE,
  type Engine,
  isNative,
  LIMITS,
} from "../app.ts";
import { InputError } from "../errors.ts";
import { processBatch } from "../jobs/process_batch.ts";
import type { ImageWork } from "../jobs/process_image.ts";
import { type FileReport, summarize } from "../jobs/report.ts";
import { measureUsage } from "../jobs/usage.ts";
import { parseRecipe, type Step } from "../pipeline/recipe.ts";
import { allReports, type Batch, isNothingToDo, prepareBatch } from "./batch.ts";
import { readPresets } from "./config_file.ts";
import { demoLines, demoOptions } from "./demo.ts";
import { batchExitCode, EXIT } from "./exit_code.ts";
import { processHelp } from "./help.ts";
import { Interrupt } from "./interrupt.ts";
import type { Output } from "./output.ts";
import { dropNativePermissions } from "./permissions.ts";
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
  if (!isNative(given.codec)) await dropNativePermissions();
  const demo = demoOptions(given);
  const options = demo ?? given;
  const steps = await readSteps(options);
  const { out = DEFAULT_OUT, format } = options;
  const batch = await prepareBatch(options.inputs, { out, format });

  const engine = engineFor(batch, options);
  const usage = measureUsage();
  using interrupt = new Interrupt(() => output.note("Stopping: once more stops at once"));
  const reports = allReports(
    batch,
    await runJobs(batch, steps, { engine, options, interrupt, output }),
  );

  const summary = summarize(reports, usage());
  printReport({ engine, batch, reports, summary }, options, output);
  if (demo !== undefined && !options.json && !options.quiet) {
    demoLines(reports).forEach((line) => output.result(line));
  }
  // Names that lead nowhere are failures beside pictures; alone they leave nothing to do.
  const ended = isNothingToDo(batch) ? EXIT.nothingToDo : batchExitCode(reports);
  return interrupt.exitCode ?? ended;
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

function engineFor(batch: Batch, { mode, workers, codec }: ProcessOptions): Engine {
  const cores = navigator.hardwareConcurrency;
  return chooseEngine({ mode, workers, images: batch.jobs.length, cores, codec });
}

interface Surroundings {
  readonly engine: Engine;
  readonly options: ProcessOptions;
  readonly interrupt: Interrupt;
  readonly output: Output;
}

async function runJobs(
  { jobs, format }: Batch,
  steps: readonly Step[],
  { engine, options, interrupt, output }: Surroundings,
): Promise<FileReport[]> {
  if (jobs.length === 0) return [];
  const { quality, codec, overwrite } = options;
  const encode = { ...DEFAULT_ENCODE, quality };
  const work: ImageWork = { steps, format, encode, limits: LIMITS, codec, overwrite };
  const progress = options.quiet ? undefined : new Progress(output, jobs.length);
  const ticking = setInterval(() => progress?.tick(), TICK_MS);
  const pool = engine.mode === "workers" ? { workers: engine.workers } : {};
  const executor = await createExecutor(engine.mode, pool);
  try {
    return await processBatch(jobs, work, executor, {
      signal: interrupt.signal,
      timeout: options.timeoutMs,
      concurrency: engine.concurrency,
      onSettled: (report) => progress?.settle(report),
    });
  } finally {
    clearInterval(ticking);
    progress?.finish();
    // Every job has settled and the program is about to leave, which ends all threads: nobody waits here for
    // a worker that is still being started.
    void executor[Symbol.asyncDispose]();
  }
}
