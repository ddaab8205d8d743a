/** How far a task has come, from 0 to 1, by predicted times. @module */
import { decodeNs, encodeNs } from "../codecs/codec_cost.ts";
import type { Size } from "../image/rgba_image.ts";
import type { PlanProgress } from "../pipeline/run_plan.ts";
import type { ConvertPlan } from "./convert_plan.ts";
import type { RunContext } from "./run_context.ts";
import type { ConvertTask } from "./task.ts";

/** From where to where the filters of a task take its share. */
export type FilterSpan = readonly [from: number, to: number];

/** The filters are all of the work. */
export const WHOLE_SPAN: FilterSpan = [0, 1];

/** The filters stand between decoding and encoding. */
export function spanBetweenCodecs(
  { format, encode: options }: Pick<ConvertTask, "format" | "encode">,
  { info, plan }: ConvertPlan,
): FilterSpan {
  const decode = codecMs(info, decodeNs(info, plan.shrink));
  const encode = codecMs(plan.output, encodeNs(format ?? info.format, options));
  const total = decode + plan.cost + encode;
  return total > 0 ? [decode / total, (decode + plan.cost) / total] : WHOLE_SPAN;
}

/** Tells the context how far the filters have come. */
export function tellProgress(
  context: RunContext,
  { done, total }: PlanProgress,
  [from, to]: FilterSpan,
): void {
  context.progress?.(total > 0 ? from + (to - from) * (done / total) : to);
}

function codecMs({ width, height }: Size, nsPerPixel: number): number {
  return (width * height * nsPerPixel) / 1e6;
}
