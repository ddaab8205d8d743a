/** How far a task has come, from 0 to 1, by predicted times. @module */
import type { Size } from "../image/rgba_image.ts";
import type { Plan } from "../pipeline/plan.ts";
import type { PlanProgress } from "../pipeline/run_plan.ts";
import type { RunContext } from "./run_context.ts";

/** To decode or encode a pixel takes about as long in each of the default codecs, in ns. */
const CODEC_NS = 14;

/** From where to where the filters of a task take its share. */
export type FilterSpan = readonly [from: number, to: number];

/** The filters are all of the work. */
export const WHOLE_SPAN: FilterSpan = [0, 1];

/** The filters stand between decoding and encoding. */
export function spanBetweenCodecs(input: Size, plan: Plan): FilterSpan {
  const decode = codecMs(input);
  const encode = codecMs(plan.output);
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

function codecMs({ width, height }: Size): number {
  return (width * height * CODEC_NS) / 1e6;
}
