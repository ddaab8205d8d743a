/** Does the work of one task, the same way in every executor and in the worker. @module */
import { readMetadata } from "../codecs/metadata/read_metadata.ts";
import { writeMetadata } from "../codecs/metadata/write_metadata.ts";
import { decoderFor, encoderFor } from "../codecs/registry.ts";
import { recycleImage } from "../image/image_buffers.ts";
import { assertImage, type RgbaImage } from "../image/rgba_image.ts";
import type { Plan } from "../pipeline/plan.ts";
import { runPlan } from "../pipeline/run_plan.ts";
import { startClock } from "./clock.ts";
import { convertResult, metadataRequest, planConvert } from "./convert_plan.ts";
import { type FilterSpan, spanBetweenCodecs, tellProgress, WHOLE_SPAN } from "./progress.ts";
import { runBands } from "./run_bands.ts";
import { type RunContext, runToEnd } from "./run_context.ts";
import { decodeIntoFrame, encodeFrame } from "./run_frame_codec.ts";
import type { ApplyResult, ApplyTask, ConvertResult, ConvertTask, ResultOf, Task } from "./task.ts";

export type { RunContext };

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
    case "decode":
      return await decodeIntoFrame(any, context) as ResultOf<T>;
    case "band":
      return await runBands(any, context) as ResultOf<T>;
    case "encode":
      return await encodeFrame(any, context) as ResultOf<T>;
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
  const clock = startClock();
  const planned = planConvert(task);
  const { info, plan } = planned;
  const decoder = await decoderFor(info.format, task.codec);
  const source = await decoder.decode(task.bytes, { shrink: plan.shrink });
  const decode = clock.lap();
  await context.checkpoint();

  const image = await runStages(plan, source, context, spanBetweenCodecs(task, planned));
  const filter = clock.lap();
  if (image !== source) recycleImage(source);

  const format = task.format ?? info.format;
  const encoder = await encoderFor(format, task.codec);
  const encoded = await encoder.encode(image, task.encode);
  const found = readMetadata(task.bytes, info.format, metadataRequest(task, planned));
  const written = writeMetadata(encoded, format, found);
  const encode = clock.lap();
  recycleImage(image);
  await context.checkpoint();
  return convertResult(task, planned, written, { decode, filter, encode });
}

async function runStages(
  plan: Plan,
  image: RgbaImage,
  context: RunContext,
  span: FilterSpan = WHOLE_SPAN,
): Promise<RgbaImage> {
  const { bandMs } = context;
  const work = runPlan(plan, image, bandMs === undefined ? {} : { bandMs });
  return await runToEnd(work, context, (part) => tellProgress(context, part, span));
}
