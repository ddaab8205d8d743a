/** Unsharp mask. @module */
import type { RgbaImage } from "../../image/rgba_image.ts";
import type { RunRows } from "../kernels.ts";
import type { UnsharpStage } from "../stage.ts";
import { opaqueSums, type WeightedSums, weightedSums } from "./smooth_rows.ts";
import { inWorkshop, lanes32 } from "./workshop.ts";

/** Border, alpha and rounding as the reference says. */
export function unsharp(stage: UnsharpStage, source: RgbaImage, target: RgbaImage): RunRows {
  const { weights, amount, threshold } = stage;
  const { width } = source;
  const radius = weights.length - 1;
  return inWorkshop(source, target, (workshop) => {
    const { addAlphaRow, sharpenLine, sharpenLineAbove, weightedSharpen } = workshop.kernels;
    const sharpen = threshold > 0 ? sharpenLineAbove : sharpenLine;
    // A weighted row is read again when its lower neighbours are there.
    const from = workshop.source(source, radius + 2);
    const to = workshop.target(target);
    const opaque = opaqueSums(workshop, source, from, weights);
    const amounts = workshop.put(lanes32(amount, threshold));
    const bytes = workshop.take(width * 3);
    let weighted: WeightedSums | undefined;
    return (first, last) => {
      from.until(last + radius);
      for (let y = first; y < last; y++) {
        if (opaque.isOpaque(y)) {
          const row = opaque.sum(y);
          const { weights, pairs } = opaque;
          sharpen(row, weights, pairs, bytes, width * 3, opaque.row(y), amounts);
          addAlphaRow(bytes, to.address(y), width);
        } else {
          weighted ??= weightedSums(workshop, source, from, weights);
          const sums = weighted.sum(y);
          const pixels = from.address(y);
          weightedSharpen(sums, weighted.weights, radius, pixels, to.address(y), width, amounts);
        }
      }
      to.end();
    };
  });
}
