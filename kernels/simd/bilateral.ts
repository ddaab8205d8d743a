/** Edge-preserving mean. @module */
import type { RgbaImage } from "../../image/rgba_image.ts";
import type { RunRows } from "../kernels.ts";
import { bilateral as referenceBilateral } from "../reference/bilateral.ts";
import { tapsOf } from "../reference/taps.ts";
import type { BilateralStage } from "../stage.ts";
import { openWindow, tapPointers } from "./neighbours.ts";
import { inWorkshop, lanes32 } from "./workshop.ts";

/** Border, alpha and rounding as the reference says. Rows near pixels that are not opaque are left to it. */
export function bilateral(stage: BilateralStage, source: RgbaImage, target: RgbaImage): RunRows {
  const { radius } = stage;
  const { width } = source;
  const taps = tapsOf(stage.spatial, 2 * radius + 1);
  let reference: RunRows | undefined;
  return inWorkshop(source, target, (workshop) => {
    const { bilateralRow, edgedRow } = workshop.kernels;
    const from = workshop.source(source, 1);
    const to = workshop.target(target);
    const rows = openWindow(workshop, source, from, {
      radius,
      pixelBytes: 4,
      fill: (pixels, address) => edgedRow(pixels, address, width, radius),
    });
    const pointers = tapPointers(workshop, taps, rows.row, 4);
    const spatial = workshop.put(lanes32(...taps.weights));
    const range = workshop.put(Int32Array.from(stage.range));
    const count = taps.weights.length;
    return (first, last) => {
      from.until(last + radius);
      for (let y = first; y < last; y++) {
        if (rows.reaches(255, y)) {
          pointers.point(y);
          bilateralRow(
            rows.row(y),
            pointers.address,
            spatial,
            count,
            range,
            to.address(y),
            width,
          );
        } else {
          to.end();
          reference ??= referenceBilateral(stage, source, target);
          reference(y, y + 1);
        }
      }
      to.end();
    };
  });
}
