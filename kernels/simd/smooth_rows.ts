/** The rows behind blur and unsharp mask, in the memory of compiled kernels. @module */
import type { RgbaImage } from "../../image/rgba_image.ts";
import { clampIndex, RowRing } from "../reference/row_ring.ts";
import { pairWeights, rowPointers, symmetricPairs } from "./fir.ts";
import { alignedBytes } from "./luma_rows.ts";
import type { SourceRows } from "./rows.ts";
import { lanes16, lanes32, type Workshop } from "./workshop.ts";

/** Bytes beyond a row that kernels write in their last step. */
const STEP_BYTES = 64;

/** Vertical sums of opaque rows, three lanes a pixel, and what the horizontal pass needs. */
export interface OpaqueSums {
  /** Whether every row within the radius is opaque. */
  isOpaque(y: number): boolean;
  /** Computes the sums of a row, and gives the address of the first tap of its first pixel. */
  sum(y: number): number;
  /** Address of the row itself, as lanes. */
  row(y: number): number;
  /** Weights of the horizontal pass. */
  readonly weights: number;
  readonly pairs: number;
}

/** Border: replicate. */
export function opaqueSums(
  workshop: Workshop,
  source: RgbaImage,
  from: SourceRows,
  half: Uint16Array,
): OpaqueSums {
  const { width, height } = source;
  const { dropAlphaRow, leastAlpha, repeatEnds3, smoothColumns } = workshop.kernels;
  const radius = half.length - 1;
  const stride = alignedBytes(width * 3) + STEP_BYTES;
  const base = workshop.take((2 * radius + 1) * stride);
  const seen = new Uint8Array(height);
  const ring = new RowRing(2 * radius + 1, stride, (y, offset) => {
    const pixels = from.address(y);
    seen[y] = leastAlpha(pixels, width);
    dropAlphaRow(pixels, base + offset, width);
  });
  const row = (y: number): number => base + ring.offset(clampIndex(y, height - 1));
  const rows = rowPointers(workshop, radius);
  const columnWeights = workshop.put(lanes16(...half));
  const before = alignedBytes(radius * 3);
  const sums = workshop.take(before + alignedBytes(width * 3) + alignedBytes((radius + 1) * 3)) +
    before;
  return {
    isOpaque(y) {
      rows.point(y, row);
      const last = clampIndex(y + radius, height - 1);
      for (let near = clampIndex(y - radius, height - 1); near <= last; near++) {
        if (seen[near] !== 255) return false;
      }
      return true;
    },
    sum(y) {
      rows.point(y, row);
      smoothColumns(rows.address, columnWeights, radius, sums, width * 3);
      repeatEnds3(sums, width, radius + 1);
      return sums - radius * 6;
    },
    row,
    weights: workshop.put(symmetricPairs(half)),
    pairs: pairWeights(radius),
  };
}

/** Vertical sums of rows that are weighted by alpha. */
export interface WeightedSums {
  /** Computes the sums of a row, and gives the address of those of its first pixel. */
  sum(y: number): number;
  /** Weights of the horizontal pass. */
  readonly weights: number;
}

/** Border: replicate. */
export function weightedSums(
  workshop: Workshop,
  source: RgbaImage,
  from: SourceRows,
  half: Uint16Array,
): WeightedSums {
  const { width, height } = source;
  const { premultiplyRow, repeatEnds16, weightedColumns } = workshop.kernels;
  const radius = half.length - 1;
  const stride = alignedBytes(width * 4) + STEP_BYTES;
  const base = workshop.take((2 * radius + 1) * stride);
  const ring = new RowRing(2 * radius + 1, stride, (y, offset) => {
    premultiplyRow(from.address(y), base + offset, width);
  });
  const row = (y: number): number => base + ring.offset(clampIndex(y, height - 1));
  const rows = rowPointers(workshop, radius);
  const columnWeights = workshop.put(lanes16(...half));
  const sums = workshop.take((width + 2 * radius) * 16 + STEP_BYTES) + radius * 16;
  return {
    sum(y) {
      rows.point(y, row);
      weightedColumns(rows.address, columnWeights, radius, sums, width * 4);
      repeatEnds16(sums, width, radius);
      return sums;
    },
    weights: workshop.put(lanes32(...half)),
  };
}
