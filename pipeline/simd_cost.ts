/** What stages cost on kernels with SIMD instructions. @module */
import type { Size } from "../image/rgba_image.ts";
import type { Stage } from "../kernels/stage.ts";

/**
 * Predicted ns a target pixel, copies to the kernel and back included; `undefined` for stages that run on the reference.
 * Processor time of opaque 4K frames (`deno bench -A bench/kernels_bench.ts`).
 */
export function simdNsPerPixel(stage: Stage, input: Size, output: Size): number | undefined {
  switch (stage.kind) {
    case "lut":
      return 1.5;
    case "luma":
      return 0.8;
    case "resample": {
      const widening = input.width / output.width;
      return (0.6 + 0.3 * stage.vertical.taps) * widening + 0.5 + 0.5 * stage.horizontal.taps;
    }
    case "blur":
      return 0.6 + 0.7 * stage.weights.length;
    case "unsharp":
      return 1.2 + 0.7 * stage.weights.length;
    case "detail":
      return 0.25 * (2 * stage.radius + 1) ** 2;
    case "gradient":
      return 1.6;
    case "nonmax":
      return 1.8 + 0.3 * stage.smoothing.length;
    case "matrix":
      return 1.5;
    case "convolve":
      return 0.8 + 0.3 * stage.side ** 2;
    case "median":
      return stage.radius === 1 ? 1.8 : undefined;
    case "morphology":
      return 2.5 + 0.2 * stage.radius;
    case "box":
      return 5;
    case "bilateral":
      return 3.1 * stage.radius ** 2;
    default:
      return undefined;
  }
}
