/** What a stage is predicted to cost: for the cut into bands, for choosing a mode, for progress. @module */
import type { Size } from "../image/rgba_image.ts";
import { type Stage, stageOutputSize } from "../kernels/stage.ts";

/**
 * Predicted ms of a stage on one core. The factors are ns per pixel and tap, measured on the reference
 * kernels with opaque 4K frames; they are right within a factor of two, which is all that is asked of them.
 */
export function stageCost(stage: Stage, input: Size): number {
  const output = stageOutputSize(stage, input);
  return (nsPerPixel(stage, input, output) * output.width * output.height) / 1e6;
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
    case "custom":
      return stage.nsPerPixel;
    default:
      return stage satisfies never;
  }
}
