/** Does the work of one task, the same way in every executor and in the worker. @module */
import { codecFor } from "../codecs/registry.ts";
import type { ImageInfo } from "../codecs/image_info.ts";
import { sniff } from "../codecs/sniff.ts";
import { recycleImage } from "../image/image_buffers.ts";
import { assertImage, type RgbaImage } from "../image/rgba_image.ts";
import { checkBytes, checkScans, checkSize } from "../image/limits.ts";
import { makePlan, type Plan } from "../pipeline/plan.ts";
import { runPlan } from "../pipeline/run_plan.ts";
import type { ApplyResult, ApplyTask, ConvertResult, ConvertTask, ResultOf, Task } from "./task.ts";

/** What surrounds a running task. */
export interface RunContext {
  /**
   * Called between decode, filters and encode, and after every band of rows. Throw to stop the task; return
   * a promise to give others a turn.
   */
  checkpoint(): void | Promise<void>;
  /** Target time of a band in ms; see `runPlan`. */
  readonly bandMs?: number;
}

/**
 * Runs a task to its result.
 *
 * @throws {DecodeError | LimitError | InputError} what the task itself is to blame for
 * @throws whatever `context.checkpoint` throws
 */
export async function runTask<T extends Task>(task: T, context: RunContext): Promise<ResultOf<T>> {
  // A switch on the union cannot tell the compiler that T is the member in hand.
  const any: Task = task;
  switch (any.kind) {
    case "apply":
      return await apply(any, context) as ResultOf<T>;
    case "convert":
      return await convert(any, context) as ResultOf<T>;
    default:
      return any satisfies never;
  }
}

async function apply(task: ApplyTask, context: RunContext): Promise<ApplyResult> {
  assertImage(task.image);
  const clock = startClock();
  const image = await runStages(task.plan, task.image, context);
  const filter = clock.lap();
  return {
    kind: "apply",
    image,
    timings: { queue: 0, decode: 0, filter, encode: 0, total: filter },
  };
}

async function convert(task: ConvertTask, context: RunContext): Promise<ConvertResult> {
  const { bytes, steps, limits, encode: options } = task;
  const clock = startClock();
  const info = inspect(bytes, task);
  const plan = makePlan(steps, info, { orientation: info.orientation, limits });
  const decoder = await codecFor(info.format, task.codec);
  const source = await decoder.decode(bytes);
  const decode = clock.lap();
  await context.checkpoint();

  const image = await runStages(plan, source, context);
  const filter = clock.lap();
  if (image !== source) recycleImage(source);

  const format = task.format ?? info.format;
  const encoder = await codecFor(format, task.codec);
  const encoded = await encoder.encode(image, options);
  const encode = clock.lap();
  recycleImage(image);
  await context.checkpoint();
  return {
    kind: "convert",
    bytes: encoded,
    format,
    output: plan.output,
    input: upright(info),
    warnings: warningsFor(info),
    timings: { queue: 0, decode, filter, encode, total: decode + filter + encode },
  };
}

/** Reads the header and refuses what is too large, before anything is decoded. */
function inspect(bytes: Uint8Array, task: ConvertTask): ImageInfo {
  checkBytes(bytes.byteLength, task.limits);
  const info = sniff(bytes);
  checkSize(info, task.limits);
  checkScans(info.scans, task.limits);
  return info;
}

async function runStages(plan: Plan, image: RgbaImage, context: RunContext): Promise<RgbaImage> {
  const run = runPlan(plan, image, context.bandMs === undefined ? {} : { bandMs: context.bandMs });
  while (true) {
    const step = run.next();
    if (step.done) return step.value;
    const pause = context.checkpoint();
    // Awaiting nothing would still cost a microtask a band.
    if (pause !== undefined) await pause;
  }
}

function upright(info: ImageInfo): { width: number; height: number } {
  const turned = info.orientation >= 5;
  return turned
    ? { width: info.height, height: info.width }
    : { width: info.width, height: info.height };
}

function warningsFor(info: ImageInfo): string[] {
  if (info.frames <= 1) return [];
  return [`The picture has ${info.frames} frames: only the first one was processed`];
}

function startClock(): { lap(): number } {
  let last = performance.now();
  return {
    lap() {
      const now = performance.now();
      const elapsed = now - last;
      last = now;
      return elapsed;
    },
  };
}
