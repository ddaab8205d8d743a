/** The local half of Canny's detector. @module */
import type { RgbaImage } from "../../image/rgba_image.ts";
import { RowRing } from "../reference/row_ring.ts";
import type { RunRows } from "../kernels.ts";
import type { NonmaxStage } from "../stage.ts";
import { pairWeights, rowPointers, symmetricPairs } from "./fir.ts";
import { alignedBytes, laneRows, type RowAddress, visibleLumaRows } from "./luma_rows.ts";
import type { SourceRows } from "./rows.ts";
import { inWorkshop, lanes16, type Workshop } from "./workshop.ts";

/** No norm is larger: a threshold above it may as well be this. */
const MOST = 2040;

/** Border, alpha and directions as the reference says. */
export function nonmax(stage: NonmaxStage, source: RgbaImage, target: RgbaImage): RunRows {
  const { width, height } = source;
  return inWorkshop(source, target, (workshop) => {
    const { ridgeRow } = workshop.kernels;
    const from = workshop.source(source, stage.smoothing.length + 2);
    const to = workshop.target(target);
    const lumas = smoothedLumas(workshop, stage.smoothing, source, from);
    const gradients = gradientRows(workshop, source, lumas);
    const thresholds = workshop.put(lanes16(Math.min(stage.low, MOST), Math.min(stage.high, MOST)));
    return (first, last) => {
      from.until(last + stage.smoothing.length + 1);
      for (let y = first; y < last; y++) {
        const above = y > 0 ? gradients.at(y - 1).norm : gradients.outside;
        const at = gradients.at(y);
        const below = y < height - 1 ? gradients.at(y + 1).norm : gradients.outside;
        const { norm, across, down } = at;
        ridgeRow(
          above,
          norm,
          below,
          across,
          down,
          thresholds,
          from.address(y),
          to.address(y),
          width,
        );
      }
      to.end();
    };
  });
}

function smoothedLumas(
  workshop: Workshop,
  smoothing: Uint16Array,
  source: RgbaImage,
  from: SourceRows,
): RowAddress {
  const radius = smoothing.length - 1;
  if (radius === 0) return visibleLumaRows(workshop, source, from, 3, 1);
  const { width } = source;
  const { repeatEnds, smoothColumns, smoothToLanes } = workshop.kernels;
  // Vertical sums of repeated values are repeated vertical sums: only those are repeated.
  const lumas = visibleLumaRows(workshop, source, from, 2 * radius + 1, 0);
  const rows = rowPointers(workshop, radius);
  const columnWeights = workshop.put(lanes16(...smoothing));
  const rowWeights = workshop.put(symmetricPairs(smoothing));
  const before = alignedBytes(radius);
  const sums = workshop.take(before + alignedBytes(width) + alignedBytes(radius + 1)) + before;
  return laneRows(workshop, source, 3, 1, (y, address) => {
    rows.point(y, lumas);
    smoothColumns(rows.address, columnWeights, radius, sums, width);
    repeatEnds(sums, width, radius + 1);
    smoothToLanes(sums - radius * 2, 2, rowWeights, pairWeights(radius), address, width);
  });
}

/** Where derivatives and norm of a row begin. */
interface GradientRow {
  readonly across: number;
  readonly down: number;
  readonly norm: number;
}

/** Derivatives and norms of three rows, and a row of no norm for what is beyond the picture. */
interface GradientRows {
  readonly at: (y: number) => GradientRow;
  readonly outside: number;
}

function gradientRows(workshop: Workshop, source: RgbaImage, lumas: RowAddress): GradientRows {
  const { width } = source;
  const { sobelRow } = workshop.kernels;
  const stride = 64 + alignedBytes(width) + 64;
  const base = workshop.take(10 * stride) + 64;
  const outside = base + 9 * stride;
  workshop.clear(outside - 64, stride);
  const rows = [0, 1, 2].map((slot) => {
    const across = base + slot * 3 * stride;
    return { across, down: across + stride, norm: across + 2 * stride };
  });
  const ring = new RowRing(3, 1, (y, slot) => {
    const { across, down, norm } = rows[slot];
    sobelRow(lumas(y - 1), lumas(y), lumas(y + 1), across, down, norm, width);
  });
  return { at: (y) => rows[ring.offset(y)], outside };
}
