/** What a stage is predicted to cost: for the cut into bands, for choosing a mode, for progress. @module */
import type { Size } from "../image/rgba_image.ts";
import { kernelSet } from "../kernels/active.ts";
import { type Stage, stageOutputSize } from "../kernels/stage.ts";
import { simdNsPerPixel } from "./simd_cost.ts";

/**
 * Predicted ms of a stage on one core, with the kernels that this thread runs. The factors are ns per pixel and tap,
 * measured with opaque 4K frames; they are right within a factor of two, which is all that is asked of them.
 */
export function stageCost(stage: Stage, input: Size): number {
  const output = stageOutputSize(stage, input);
  const simd = kernelSet() === "simd" ? simdNsPerPixel(stage, input, output) : undefined;
  const ns = simd ?? nsPerPixel(stage, input, output);
  return (ns * output.width * output.height) / 1e6;
}

function nsPerPixel(stage: Stage, input: Size, output: Size): number {
  switch (stage.kind) {
    case "lut":
    case "luma":
    case "nearest":
      return 2;
    case "extend":
      return 0.6;
    case "orient":
      return 3;
    case "resample": {
      // The first pass runs over source columns, the second over target columns.
      const widening = input.width / output.width;
      return (4 + stage.vertical.taps * 3) * widening + stage.horizontal.taps * 4;
    }
    case "blur":
      return 12 + 5 * stage.weights.length;
    case "unsharp":
      return 20 + 5 * stage.weights.length;
    case "detail":
      return 1.4 * (2 * stage.radius + 1) ** 2;
    case "gradient":
      return 10;
    case "nonmax":
      return 26 + 2.5 * stage.smoothing.length;
    case "hysteresis":
      return 9;
    case "crop":
      return 0.6;
    case "affine":
      return 20 + 3 * stage.taps ** 2;
    case "matrix":
      return 5;
    case "luma_lut":
      return 2;
    case "vignette":
      return 4;
    case "noise":
      return 7;
    case "box":
      return 21;
    case "median":
      return 185;
    case "morphology":
      return 25;
    case "bilateral":
      return 10 + 13.5 * stage.radius ** 2;
    case "convolve":
      return 9 + 1.7 * stage.side ** 2;
    case "pixelate":
      return 4;
    case "stretch":
    case "equalize":
      return 8;
    case "clahe":
      return 15;
    case "custom":
      return stage.nsPerPixel;
    default:
      return stage satisfies never;
  }
}
