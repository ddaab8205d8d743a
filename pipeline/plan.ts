/** The plan: checked steps, lowered to stages, with everything that can be known before any pixel. @module */
import { InputError } from "../errors.ts";
import { type Filter } from "../filters/filter.ts";
import { findFilter } from "../filters/registry.ts";
import type { Limits } from "../image/limits.ts";
import { checkSize } from "../image/limits.ts";
import type { Size } from "../image/rgba_image.ts";
import { type Shrink, shrunkSize, type ShrunkSource, shrunkUpright } from "../image/shrink.ts";
import { type Stage, stageHalo, stageOutputSize } from "../kernels/stage.ts";
import { stageCost } from "./cost.ts";
import type { Step } from "./recipe.ts";

/** The list of stages with sizes, halo, cost and bytes. Plain data: it crosses threads. */
export interface Plan {
  /** What is done, in order. */
  readonly stages: readonly Stage[];
  /** Size of the picture as stored, or as it is decoded where that is smaller. */
  readonly input: Size;
  /** By how much each side is divided while the picture is decoded. @default 1 */
  readonly shrink?: Shrink;
  /** Size of the result. */
  readonly output: Size;
  /** Source rows needed above and below a band, summed over the stages; `Infinity` when all are. */
  readonly halo: number;
  /** Peak bytes of pixels held while the plan runs, source included. */
  readonly bytes: number;
  /** Predicted time on one core in ms. */
  readonly cost: number;
  /** Whether it is worth a worker of its own. */
  readonly weight: "light" | "heavy";
}

/** Predicted cost per 4K frame above which a plan counts as heavy: about one decode. */
const HEAVY_NS_PER_PIXEL = 15;

/** What `makePlan` knows beside steps and size. */
export interface PlanOptions {
  /** EXIF orientation to undo first, 1 to 8. @default 1 */
  readonly orientation?: number;
  /** By how much the picture is decoded smaller; what `decodeShrink` allows. @default 1 */
  readonly shrink?: Shrink;
  /** Bounds on each size between stages, so that an enlargement cannot exhaust memory. */
  readonly limits: Limits;
}

/**
 * Lowers steps to stages for a picture of `input` size as stored.
 *
 * @throws {InputError} `invalid_param` when a filter refuses the size
 * @throws {LimitError} `too_many_pixels` when a stage would grow the picture beyond the limits
 */
export function makePlan(steps: readonly Step[], input: Size, options: PlanOptions): Plan {
  const { orientation = 1, shrink = 1, limits } = options;
  const stages: Stage[] = [];
  // What is given may carry more than a size, and a plan is data that people print.
  const source: Size = shrunkSize(input, shrink);
  let size = source;
  let cost = 0;
  let bytes = pixelBytes(source);
  function add(stage: Stage): void {
    const next = stageOutputSize(stage, size);
    checkSize(next, limits, "result");
    cost += stageCost(stage, size);
    bytes = Math.max(bytes, 2 * pixelBytes(size) + pixelBytes(next));
    stages.push(stage);
    size = next;
  }
  if (orientation !== 1) add({ kind: "orient", orientation });
  steps.forEach((step, index) => {
    // The first one makes up for the size that is missing.
    const isShrunk = index === 0 && shrink > 1;
    const stages = isShrunk
      ? lower(step, upright(input, orientation), shrunkUpright(input, shrink, orientation))
      : lower(step, size);
    stages.forEach(add);
  });
  return {
    stages,
    input: source,
    ...(shrink > 1 ? { shrink } : {}),
    output: size,
    halo: stages.reduce((rows, stage) => rows + stageHalo(stage), 0),
    bytes,
    cost,
    weight: cost * 1e6 > HEAVY_NS_PER_PIXEL * input.width * input.height ? "heavy" : "light",
  };
}

/** The size of a picture once it is turned. */
export function upright({ width, height }: Size, orientation: number): Size {
  return orientation >= 5 ? { width: height, height: width } : { width, height };
}

function lower(step: Step, size: Size, shrunk?: ShrunkSource): Stage[] {
  const filter: Filter | undefined = findFilter(step.filter);
  if (filter === undefined) {
    throw new InputError("unknown_filter", `Cannot plan step as '${step.filter}' is no filter`);
  }
  return filter.lower(step.params, size, shrunk);
}

function pixelBytes(size: Size): number {
  return size.width * size.height * 4;
}
