/** `pixelpool process --explain`: what would be done, what it would cost, and why that way. @module */
import type { Candidate } from "../app.ts";
import type { ErrorCode } from "../errors.ts";
import { onMachine } from "../jobs/choose_engine.ts";
import { type PredictedTimes, totalTime } from "../jobs/forecast.ts";
import type { BatchForecast, Sample } from "../jobs/forecast_batch.ts";
import type { Machine } from "../jobs/machine.ts";
import type { Size } from "../image/rgba_image.ts";
import { kernelSet } from "../kernels/active.ts";
import { stageOutputSize } from "../kernels/stage.ts";
import { stageCost } from "../pipeline/cost.ts";
import type { Plan } from "../pipeline/plan.ts";
import { formatRecipe, type Step } from "../pipeline/recipe.ts";
import { EXIT } from "./exit_code.ts";
import { formatBytes, formatMs, plural } from "./format_text.ts";
import type { Output } from "./output.ts";
import type { ReadyRun } from "./ready_run.ts";
import { JSON_VERSION } from "./report_json.ts";
import { columns } from "./text_table.ts";

/** What is explained. */
export interface Explained {
  readonly steps: readonly Step[];
  readonly ready: ReadyRun;
  /** What cannot be processed, as far as it was looked at. */
  readonly refused: readonly Refused[];
}

/** A file that cannot be processed. */
export interface Refused {
  readonly input: string;
  readonly code: ErrorCode;
  readonly message: string;
}

/** A stage with what it does to size and time. */
interface StageForecast {
  readonly kind: string;
  readonly output: Size;
  readonly ms: number;
}

/**
 * Prints the explanation.
 *
 * @returns the exit status
 */
export function explain(
  explained: Explained,
  { json }: { readonly json: boolean },
  output: Output,
): number {
  const { ready: { forecast }, refused } = explained;
  if (forecast === undefined) {
    if (json) output.json({ version: JSON_VERSION, images: 0, refused });
    else refusedLines(refused).forEach((line) => output.result(line));
    output.note("Nothing to explain: no picture was found that can be processed");
    return EXIT.nothingToDo;
  }
  if (json) output.json(explainToJson(explained, forecast));
  else explainLines(explained, forecast).forEach((line) => output.result(line));
  return EXIT.done;
}

function explainLines(
  { steps, ready, refused }: Explained,
  forecast: BatchForecast,
): string[] {
  const { engine, machine } = ready;
  const { input, forecast: { info, format, plan, times } } = costliest(forecast);
  const here = onMachine(times, machine);
  const rows = [
    ["decode", info.format, decodedText(info, plan), timeText(here.decode)],
    ...stagesOf(plan, machine).map((stage) => [
      "filter",
      stage.kind,
      sizeText(stage.output),
      timeText(stage.ms),
    ]),
    ["encode", format, sizeText(plan.output), timeText(here.encode)],
  ];
  return [
    `Recipe: ${formatRecipe(steps)}`,
    "",
    `The picture that takes longest of ${
      plural(forecast.samples.length, "picture")
    } looked at: ${input}`,
    ...columns(rows),
    "",
    memoryLine(ready, forecast),
    `Kernels: ${kernelSet()}`,
    "",
    `Predicted for ${plural(forecast.images, "picture")}:`,
    ...columns(ways(engine.candidates).map((way) => [wayText(way), timeText(way.ms)])),
    "",
    `Chosen: ${engineText(ready)}, as ${engine.reason}`,
    ...refusedLines([...refused, ...refusedByBudget(ready, forecast)], [""]),
  ];
}

function refusedLines(refused: readonly Refused[], before: readonly string[] = []): string[] {
  if (refused.length === 0) return [];
  const rows = refused.map(({ input, message }) => [input, message]);
  return [...before, "Cannot be processed:", ...columns(rows)];
}

function memoryLine(ready: ReadyRun, forecast: BatchForecast): string {
  const { engine, memoryBudget } = ready;
  const largest = formatBytes(forecast.largestBytes * engine.memoryFactor);
  const budget = formatBytes(memoryBudget);
  const count = atOnce(ready, forecast);
  return count === 0
    ? `Memory: ${largest} for the largest picture, and no picture fits into ${budget}`
    : `Memory: ${largest} for the largest picture, ${count} in flight at once, within ${budget}`;
}

/** Pictures that would be refused when their turn comes, as `pool/admission.ts` does it. */
function refusedByBudget(
  { engine, memoryBudget }: ReadyRun,
  { samples }: BatchForecast,
): Refused[] {
  return samples.flatMap(({ input, forecast }) => {
    const bytes = Math.round(forecast.bytes * engine.memoryFactor);
    if (bytes <= memoryBudget) return [];
    const message = `It needs ${formatBytes(bytes)} alone, and the memory budget is ` +
      formatBytes(memoryBudget);
    return [{ input, code: "memory_budget", message }];
  });
}

function explainToJson(
  { steps, ready, refused }: Explained,
  forecast: BatchForecast,
): unknown {
  const { engine, machine, memoryBudget } = ready;
  const { input, forecast: { info, format, plan, times, bytes } } = costliest(forecast);
  const here = onMachine(times, machine);
  return {
    version: JSON_VERSION,
    recipe: formatRecipe(steps),
    kernels: kernelSet(),
    images: forecast.images,
    looked_at: forecast.samples.length,
    costliest: {
      input,
      format: info.format,
      width: info.width,
      height: info.height,
      decode_shrink: plan.shrink ?? 1,
      decode_ms: round(here.decode),
      stages: stagesOf(plan, machine).map(({ kind, output: { width, height }, ms }) => ({
        kind,
        width,
        height,
        ms: round(ms),
      })),
      encode_ms: round(here.encode),
      result_format: format,
      memory_bytes: Math.round(bytes),
    },
    memory: {
      budget_bytes: memoryBudget,
      largest_bytes: Math.round(forecast.largestBytes * engine.memoryFactor),
      at_once: atOnce(ready, forecast),
    },
    refused: [...refused, ...refusedByBudget(ready, forecast)],
    predicted: ways(engine.candidates).map(({ mode, workers, ms }) => ({
      mode,
      workers,
      ms: round(ms),
    })),
    chosen: {
      mode: engine.mode,
      workers: engine.workers,
      sandboxed: engine.sandboxed,
      isolated: engine.isolated,
      reason: engine.reason,
    },
    machine: {
      filter_factor: round(machine.filterFactor),
      codec_factor: round(machine.codecFactor),
      worker_start_ms: round(machine.workerStartMs),
    },
  };
}

function costliest({ samples }: BatchForecast): Sample {
  const time = ({ forecast }: Sample): number => totalTime(forecast.times);
  return samples.reduce((most, next) => time(next) > time(most) ? next : most);
}

function stagesOf(plan: Plan, machine: Machine): StageForecast[] {
  let size = plan.input;
  return plan.stages.map((stage) => {
    const times: PredictedTimes = { decode: 0, filter: stageCost(stage, size), encode: 0 };
    size = stageOutputSize(stage, size);
    return { kind: stage.kind, output: size, ms: onMachine(times, machine).filter };
  });
}

/** Of each mode the way that is predicted to end first; they come best first. */
function ways(candidates: readonly Candidate[]): Candidate[] {
  return candidates.filter((way, index) =>
    candidates.findIndex(({ mode }) => mode === way.mode) === index
  );
}

/** Jobs that are in flight together: what keeps the engine busy, as far as memory goes; 0 when none fits. */
function atOnce({ engine, memoryBudget }: ReadyRun, { samples, images }: BatchForecast): number {
  const needs = samples.map(({ forecast }) => forecast.bytes * engine.memoryFactor);
  const largest = Math.max(0, ...needs.filter((bytes) => bytes <= memoryBudget));
  if (largest === 0) return 0;
  return Math.min(engine.concurrency, images, Math.floor(memoryBudget / largest));
}

function engineText({ engine }: ReadyRun): string {
  return [
    wayText(engine),
    ...(engine.isolated ? ["in a process of their own"] : []),
    engine.sandboxed ? "sandboxed" : "no sandbox",
  ].join(", ");
}

function wayText({ mode, workers }: Pick<Candidate, "mode" | "workers">): string {
  return workers === 0 ? mode : `${mode} ${workers}`;
}

/** The size that is decoded, and of what it is a part where the decoder does some of the shrinking. */
function decodedText(info: Size, { input, shrink = 1 }: Plan): string {
  return shrink === 1 ? sizeText(info) : `${sizeText(input)}, 1/${shrink} of ${sizeText(info)}`;
}

function sizeText({ width, height }: Size): string {
  return `${width}x${height}`;
}

function timeText(ms: number): string {
  return ms < 10 ? `${ms.toFixed(1)} ms` : formatMs(ms);
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}
