/** Symmetric separable smoothing. @module */
import type { RgbaImage } from "../../image/rgba_image.ts";
import type { RunRows } from "../kernels.ts";
import type { BlurStage } from "../stage.ts";
import { opaqueSums, type WeightedSums, weightedSums } from "./smooth_rows.ts";
import { inWorkshop } from "./workshop.ts";

/** Border, alpha and rounding as the reference says. */
export function blur({ weights }: BlurStage, source: RgbaImage, target: RgbaImage): RunRows {
  const { width } = source;
  const radius = weights.length - 1;
  return inWorkshop(source, target, (workshop) => {
    const { addAlphaRow, smoothToBytes, weightedBlur } = workshop.kernels;
    const from = workshop.source(source, 1);
    const to = workshop.target(target);
    const opaque = opaqueSums(workshop, source, from, weights);
    const bytes = workshop.take(width * 3);
    let weighted: WeightedSums | undefined;
    return (first, last) => {
      from.until(last + radius);
      for (let y = first; y < last; y++) {
        if (opaque.isOpaque(y)) {
          const row = opaque.sum(y);
          smoothToBytes(row, 6, opaque.weights, opaque.pairs, bytes, width * 3);
          addAlphaRow(bytes, to.address(y), width);
        } else {
          weighted ??= weightedSums(workshop, source, from, weights);
          weightedBlur(weighted.sum(y), weighted.weights, radius, to.address(y), width);
        }
      }
      to.end();
    };
  });
}
