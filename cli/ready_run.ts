/** Everything that is decided before the first picture is processed. @module */
import { chooseEngine, type CreateExecutorOptions, type Engine } from "../app.ts";
import { calibrate } from "../jobs/calibrate.ts";
import { type BatchForecast, forecastBatch } from "../jobs/forecast_batch.ts";
import { DEFAULT_MACHINE, learnMachine, type Machine } from "../jobs/machine.ts";
import type { ImageWork } from "../jobs/process_image.ts";
import type { FileReport } from "../jobs/report.ts";
import type { Timings } from "../task/task.ts";
import type { Batch } from "./batch.ts";
import { readMachine, writeMachine } from "./machine_cache.ts";
import { defaultMemoryBudget } from "./memory_budget.ts";
import type { ProcessOptions } from "./process_options.ts";

/** A run that may begin. */
export interface ReadyRun {
  readonly engine: Engine;
  /** What the batch will cost; `undefined` when nobody needs to know. */
  readonly forecast: BatchForecast | undefined;
  /** What is known of this machine. */
  readonly machine: Machine;
  /** In bytes. */
  readonly memoryBudget: number;
  readonly executorOptions: CreateExecutorOptions;
}

/** What surrounds a run. */
export interface RunSetting {
  readonly options: ProcessOptions;
  /** URLs of plugins. */
  readonly plugins: readonly string[];
  readonly cacheFile: string | undefined;
  readonly signal: AbortSignal;
  /** How many pictures there will be. @default as many as jobs */
  readonly images?: number;
  /** Called for each picture that was looked at and cannot be processed. @default nobody is told */
  readonly onRefused?: (input: string, thrown: unknown) => void;
}

/** Headers that `--explain` reads: it has the time. */
const EXPLAINED_SAMPLES = 64;

/**
 * Looks at the machine and at some pictures, as far as the choice needs it, and chooses.
 *
 * @throws {InputError} `bad_option` when what is asked for cannot be had together
 */
export async function makeReady(
  batch: Pick<Batch, "jobs">,
  work: ImageWork,
  setting: RunSetting,
): Promise<ReadyRun> {
  const { options, plugins } = setting;
  const memoryBudget = options.memoryBudget ?? defaultMemoryBudget();
  const machine = await machineFor(setting);
  const forecast = await forecastFor(batch, work, setting);
  const { mode, workers, codec, requireSandbox, isolate } = options;
  const engine = chooseEngine({
    mode,
    workers,
    images: setting.images ?? batch.jobs.length,
    cores: navigator.hardwareConcurrency,
    codec,
    forecast,
    machine,
    memoryBudget,
    requireSandbox,
    isolate,
  });
  const onCannotStart = requireSandbox ? "reject" : "run_here";
  const needsWorkers = engine.workers > 0;
  return {
    engine,
    forecast,
    machine,
    memoryBudget,
    executorOptions: needsWorkers
      ? { workers: engine.workers, isolate: engine.isolated, onCannotStart, plugins }
      : {},
  };
}

/** The machine as it looks after the batch; what was known before when that was its own choice or says nothing. */
export function learnFrom(ready: ReadyRun, reports: readonly FileReport[]): Machine {
  const { engine, forecast, machine } = ready;
  // Bands share the time of one picture between workers, so that its parts mean something else.
  if (forecast === undefined || engine.mode === "bands" || engine.isolated) return machine;
  const done = reports.filter(({ status }) => status === "completed");
  const sum = (part: keyof Timings): number =>
    done.reduce((total, { timings }) => total + timings[part], 0);
  const share = done.length / forecast.images;
  const { decode, filter, encode } = forecast.times;
  return learnMachine(machine, {
    predicted: { decode: decode * share, filter: filter * share, encode: encode * share },
    measured: { decode: sum("decode"), filter: sum("filter"), encode: sum("encode") },
    // The first picture waits for the first worker and for nothing else.
    workerStartMs: engine.mode === "workers" ? done[0]?.timings.queue : undefined,
  });
}

async function machineFor({ options, cacheFile }: RunSetting): Promise<Machine> {
  const known = await readMachine(cacheFile);
  if (known !== undefined || !options.explain) return known ?? DEFAULT_MACHINE;
  const measured = await calibrate();
  await writeMachine(cacheFile, measured);
  return measured;
}

async function forecastFor(
  { jobs }: Pick<Batch, "jobs">,
  work: ImageWork,
  { options, signal, onRefused }: RunSetting,
): Promise<BatchForecast | undefined> {
  const { mode, workers, isolate, explain, memoryBudget } = options;
  const isOpen = mode === "auto" && workers === undefined && !isolate;
  // Workers keep the memory of their largest picture: a bound on memory bounds their number.
  const isBounded = memoryBudget !== undefined && mode !== "sync" && mode !== "async";
  if (!isOpen && !isBounded && !explain) return undefined;
  try {
    return await forecastBatch(jobs, work, {
      signal,
      ...(explain ? { samples: EXPLAINED_SAMPLES } : {}),
      ...(onRefused === undefined ? {} : { onRefused }),
    });
  } catch {
    // Interrupted: the batch itself tells so.
    return undefined;
  }
}
