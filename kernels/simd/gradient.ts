/** Gradient magnitude of luma. @module */
import type { RgbaImage } from "../../image/rgba_image.ts";
import { SMOOTHING } from "../reference/gradient.ts";
import type { RunRows } from "../kernels.ts";
import type { GradientStage } from "../stage.ts";
import { visibleLumaRows } from "./luma_rows.ts";
import { inWorkshop, lanes16 } from "./workshop.ts";

/** Border, alpha and rounding as the reference says. */
export function gradient(stage: GradientStage, source: RgbaImage, target: RgbaImage): RunRows {
  const { operator } = stage;
  const { width } = source;
  return inWorkshop(source, target, (workshop) => {
    const { derivativeRow, laplacianRow } = workshop.kernels;
    // The row in hand gives the alpha, the one below is asked for before.
    const from = workshop.source(source, 2);
    const to = workshop.target(target);
    const lumas = visibleLumaRows(workshop, source, from, 3, 1);
    const weights = operator === "laplacian" ? 0 : workshop.put(lanes16(...SMOOTHING[operator]));
    return (first, last) => {
      from.until(last + 1);
      for (let y = first; y < last; y++) {
        const above = lumas(y - 1);
        const at = lumas(y);
        const below = lumas(y + 1);
        const pixels = from.address(y);
        const out = to.address(y);
        if (operator === "laplacian") laplacianRow(above, at, below, pixels, out, width);
        else derivativeRow(above, at, below, weights, pixels, out, width);
      }
      to.end();
    };
  });
}
