/** Median of a square. @module */
import type { RgbaImage } from "../../image/rgba_image.ts";
import type { RunRows } from "../kernels.ts";
import { median as referenceMedian } from "../reference/median.ts";
import type { MedianStage } from "../stage.ts";
import { openWindow } from "./neighbours.ts";
import { inWorkshop } from "./workshop.ts";

/**
 * Border and alpha as the reference says. Nine pixels are sorted; larger squares are left to the reference, and so are
 * rows near invisible pixels, which do not count.
 */
export function median(stage: MedianStage, source: RgbaImage, target: RgbaImage): RunRows {
  if (stage.radius !== 1) return referenceMedian(stage, source, target);
  const { width } = source;
  let reference: RunRows | undefined;
  return inWorkshop(source, target, (workshop) => {
    const { edgedRow, medianRow } = workshop.kernels;
    const from = workshop.source(source, 1);
    const to = workshop.target(target);
    const { row, reaches } = openWindow(workshop, source, from, {
      radius: 1,
      pixelBytes: 4,
      fill: (pixels, address) => edgedRow(pixels, address, width, 1),
    });
    return (first, last) => {
      from.until(last + 1);
      for (let y = first; y < last; y++) {
        if (reaches(1, y)) {
          medianRow(row(y - 1), row(y), row(y + 1), to.address(y), width);
        } else {
          to.end();
          reference ??= referenceMedian(stage, source, target);
          reference(y, y + 1);
        }
      }
      to.end();
    };
  });
}
