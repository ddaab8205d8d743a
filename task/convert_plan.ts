/** What a `convert` task will do, known from the header of its picture, and what it reports afterwards. @module */
import type { ImageInfo } from "../codecs/image_info.ts";
import { sniff } from "../codecs/sniff.ts";
import { checkBytes, checkScans, checkSize } from "../image/limits.ts";
import type { Size } from "../image/rgba_image.ts";
import { makePlan, type Plan } from "../pipeline/plan.ts";
import type { ConvertResult, ConvertTask, Timings } from "./task.ts";

/** A picture's header and the plan that follows from it. */
export interface ConvertPlan {
  /** What the header says. */
  readonly info: ImageInfo;
  /** What is done with the pixels. */
  readonly plan: Plan;
}

/**
 * Reads the header, refuses what is too large and plans, before anything is decoded.
 *
 * @throws {DecodeError | LimitError | InputError} what the task itself is to blame for
 */
export function planConvert({ bytes, steps, limits }: ConvertTask): ConvertPlan {
  checkBytes(bytes.byteLength, limits);
  const info = sniff(bytes);
  checkSize(info, limits);
  checkScans(info.scans, limits);
  return { info, plan: makePlan(steps, info, { orientation: info.orientation, limits }) };
}

/** The result around the encoded bytes; its times are those of the work. */
export function convertResult(
  task: ConvertTask,
  { info, plan }: ConvertPlan,
  bytes: Uint8Array,
  { decode, filter, encode }: Pick<Timings, "decode" | "filter" | "encode">,
): ConvertResult {
  return {
    kind: "convert",
    bytes,
    format: task.format ?? info.format,
    output: plan.output,
    input: upright(info),
    warnings: warningsFor(info),
    timings: { queue: 0, decode, filter, encode, total: decode + filter + encode },
  };
}

function upright({ width, height, orientation }: ImageInfo): Size {
  return orientation >= 5 ? { width: height, height: width } : { width, height };
}

function warningsFor({ frames }: ImageInfo): string[] {
  if (frames <= 1) return [];
  return [`The picture has ${frames} frames: only the first one was processed`];
}
