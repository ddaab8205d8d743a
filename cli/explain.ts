/** `pixelpool process --explain`: what would be done, what it would cost, and why that way. @module */
import type { Candidate } from "../app.ts";
import { onMachine } from "../jobs/choose_engine.ts";
import { type PredictedTimes, totalTime } from "../jobs/forecast.ts";
import type { BatchForecast, Sample } from "../jobs/forecast_batch.ts";
import type { Machine } from "../jobs/machine.ts";
import type { Size } from "../image/rgba_image.ts";
import { stageOutputSize } from "../kernels/stage.ts";
import { stageCost } from "../pipeline/cost.ts";
import type { Plan } from "../pipeline/plan.ts";
import { formatRecipe, type Step } from "../pipeline/recipe.ts";
import { EXIT } from "./exit_code.ts";
import { formatBytes, formatMs, plural } from "./format_text.ts";
import { table } from "./help.ts";
import type { Output } from "./output.ts";
import type { ReadyRun } from "./ready_run.ts";
import { JSON_VERSION } from "./report_json.ts";

/** What is explained. */
export interface Explained {
  readonly steps: readonly Step[];
  readonly ready: ReadyRun;
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
  const { forecast } = explained.ready;
  if (forecast === undefined) {
    output.note("Nothing to explain: no picture was found that can be processed");
    return EXIT.nothingToDo;
  }
  if (json) output.json(explainToJson(explained, forecast));
  else explainLines(explained, forecast).forEach((line) => output.result(line));
  return EXIT.done;
}

function explainLines({ steps, ready }: Explained, forecast: BatchForecast): string[] {
  const { engine, machine, memoryBudget } = ready;
  const { input, forecast: { info, format, plan, times } } = costliest(forecast);
  const here = onMachine(times, machine);
  const rows = [
    ["decode", info.format, sizeText(info), timeText(here.decode)],
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
    `Memory: ${
      formatBytes(forecast.largestBytes * engine.memoryFactor)
    } for the largest picture, ` +
    `${atOnce(ready, forecast)} in flight at once, within ${formatBytes(memoryBudget)}`,
    "",
    `Predicted for ${plural(forecast.images, "picture")}:`,
    ...table(ways(engine.candidates).map((way) => [wayText(way), timeText(way.ms)])),
    "",
    `Chosen: ${engineText(ready)}, as ${engine.reason}`,
  ];
}

function explainToJson({ steps, ready }: Explained, forecast: BatchForecast): unknown {
  const { engine, machine, memoryBudget } = ready;
  const { input, forecast: { info, format, plan, times, bytes } } = costliest(forecast);
  const here = onMachine(times, machine);
  return {
    version: JSON_VERSION,
    recipe: formatRecipe(steps),
    images: forecast.images,
    looked_at: forecast.samples.length,
    costliest: {
      input,
      format: info.format,
      width: info.width,
      height: info.height,
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

/** Jobs that are in flight together: what keeps the engine busy, as far as memory goes. */
function atOnce(
  { engine, memoryBudget }: ReadyRun,
  { largestBytes, images }: BatchForecast,
): number {
  return Math.min(
    engine.concurrency,
    images,
    Math.floor(memoryBudget / (largestBytes * engine.memoryFactor)),
  );
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

function sizeText({ width, height }: Size): string {
  return `${width}x${height}`;
}

function timeText(ms: number): string {
  return ms < 10 ? `${ms.toFixed(1)} ms` : formatMs(ms);
}

function columns(rows: readonly (readonly string[])[]): string[] {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  return rows.map((row) =>
    `  ${row.map((cell, column) => cell.padEnd(widths[column])).join("  ")}`.trimEnd()
  );
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}
