/** What a `convert` task will do, known from the header of its picture, and what it reports afterwards. @module */
import { canShrink } from "../codecs/can_shrink.ts";
import { checkEncode, checkEncodedSize } from "../codecs/check_encode.ts";
import type { ImageInfo } from "../codecs/image_info.ts";
import type { MetadataRequest } from "../codecs/metadata/metadata.ts";
import type { WrittenMetadata } from "../codecs/metadata/write_metadata.ts";
import { sniff } from "../codecs/sniff.ts";
import { checkBytes, checkScans, checkSize } from "../image/limits.ts";
import { decodeShrink } from "../pipeline/decode_shrink.ts";
import { makePlan, type Plan, upright } from "../pipeline/plan.ts";
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
export function planConvert(task: ConvertTask): ConvertPlan {
  const { bytes, limits, encode, codec } = task;
  checkBytes(bytes.byteLength, limits);
  const info = sniff(bytes);
  const format = task.format ?? info.format;
  checkEncode(format, encode, codec);
  const plan = planPicture(info, task);
  checkEncodedSize(format, plan.output, encode);
  return { info, plan };
}

/** What is done with a picture, as far as its plan depends on it. */
export type PlannedWork = Pick<ConvertTask, "steps" | "limits" | "precise"> & {
  /** Name of a provider; `undefined` takes the default one of the format. */
  readonly codec?: string | undefined;
};

/**
 * Plans from a header, so that a decoder that can shrink a picture does as much of the work as it may.
 *
 * @throws {LimitError | InputError} what the picture or the work is to blame for
 */
export function planPicture(info: ImageInfo, work: PlannedWork): Plan {
  const { steps, limits, codec, precise = false } = work;
  checkSize(info, limits);
  checkScans(info.scans, limits);
  const { orientation } = info;
  const shrink = precise || !canShrink(info, codec)
    ? 1
    : decodeShrink(steps, upright(info, orientation));
  return makePlan(steps, info, { orientation, shrink, limits });
}

/** What the result carries of its source's metadata. */
export function metadataRequest(
  { metadata = "icc" }: ConvertTask,
  { plan }: ConvertPlan,
): MetadataRequest {
  return { choice: metadata, output: plan.output };
}

/** The result around the encoded file; its times are those of the work. */
export function convertResult(
  task: ConvertTask,
  { info, plan }: ConvertPlan,
  { bytes, notes }: WrittenMetadata,
  { decode, filter, encode }: Pick<Timings, "decode" | "filter" | "encode">,
): ConvertResult {
  return {
    kind: "convert",
    bytes,
    format: task.format ?? info.format,
    output: plan.output,
    input: upright(info, info.orientation),
    warnings: [...warningsFor(info), ...notes],
    timings: { queue: 0, decode, filter, encode, total: decode + filter + encode },
  };
}

function warningsFor({ frames }: ImageInfo): string[] {
  if (frames <= 1) return [];
  return [`The picture has ${frames} frames: only the first one was processed`];
}
