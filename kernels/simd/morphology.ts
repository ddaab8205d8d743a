/** Largest or least value of a square. @module */
import type { RgbaImage } from "../../image/rgba_image.ts";
import type { RunRows } from "../kernels.ts";
import { clampIndex, RowRing } from "../reference/row_ring.ts";
import type { MorphologyStage } from "../stage.ts";
import type { RowAddress } from "./luma_rows.ts";
import type { SourceRows } from "./rows.ts";
import { inWorkshop, type Workshop } from "./workshop.ts";

/**
 * Border and alpha as the reference says. Along the rows the largest of two, four, eight... neighbours come one from
 * the other; down the columns all rows are compared.
 */
export function morphology(stage: MorphologyStage, source: RgbaImage, target: RgbaImage): RunRows {
  const { radius } = stage;
  const { width, height } = source;
  // The least value is the complement of the largest complement.
  const complement = stage.operation === "erode" ? 0xffffff : 0;
  return inWorkshop(source, target, (workshop) => {
    const { largestRow } = workshop.kernels;
    const from = workshop.source(source, radius + 2);
    const to = workshop.target(target);
    const largestAcross = acrossRows(workshop, source, from, radius, complement);
    const rows = workshop.words(2 * radius + 1);
    return (first, last) => {
      from.until(last + radius);
      for (let y = first; y < last; y++) {
        const { view } = rows;
        const above = clampIndex(y - radius, height - 1);
        const count = clampIndex(y + radius, height - 1) - above + 1;
        for (let i = 0; i < count; i++) view[i] = largestAcross(above + i);
        largestRow(rows.address, count, from.address(y), to.address(y), width, complement);
      }
      to.end();
    };
  });
}

/** Rows of which each pixel is the largest of its neighbours to the left and to the right. */
function acrossRows(
  workshop: Workshop,
  { width }: RgbaImage,
  from: SourceRows,
  radius: number,
  complement: number,
): RowAddress {
  const { countedRow, keepLargerAcross } = workshop.kernels;
  const side = 2 * radius + 1;
  const edge = radius * 4;
  const bytes = (width + 2 * radius) * 4;
  const stride = Math.ceil((bytes + side * 4) / 64) * 64 + 64;
  const base = workshop.take(side * stride);
  const ring = new RowRing(side, stride, (y, offset) => {
    const row = base + offset;
    // Zeros beyond both ends are never the largest.
    workshop.clear(row, edge);
    countedRow(from.address(y), row + edge, width, complement);
    workshop.clear(row + edge + width * 4, edge);
    let reach = 1;
    for (; 2 * reach <= side; reach *= 2) keepLargerAcross(row, row, reach * 4, bytes);
    if (reach < side) keepLargerAcross(row, row, (side - reach) * 4, width * 4);
  });
  return (y) => base + ring.offset(y);
}
