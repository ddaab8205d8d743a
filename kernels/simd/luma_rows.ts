/** Rows of luma in the memory of compiled kernels. @module */
import type { Size } from "../../image/rgba_image.ts";
import { clampIndex, RowRing } from "../reference/row_ring.ts";
import type { SourceRows } from "./rows.ts";
import type { Workshop } from "./workshop.ts";

/** Gives the address of the first value of a row; rows beyond the border replicate. */
export type RowAddress = (y: number) => number;

/** Kernels work in steps of 32 lanes at most, so that they may write as much beyond the end of a row. */
const STEP_BYTES = 64;

/**
 * Rows of 16-bit lanes, some at a time, that are filled when they are asked for; `radius` values beyond both ends
 * replicate.
 */
export function laneRows(
  workshop: Workshop,
  { width, height }: Size,
  rows: number,
  radius: number,
  fill: (y: number, address: number) => void,
): RowAddress {
  const { repeatEnds } = workshop.kernels;
  const before = alignedBytes(radius);
  const stride = before + alignedBytes(width) + alignedBytes(radius) + STEP_BYTES;
  const base = workshop.take(rows * stride) + before;
  const ring = new RowRing(rows, stride, (y, offset) => {
    fill(y, base + offset);
    repeatEnds(base + offset, width, radius);
  });
  return (y) => base + ring.offset(clampIndex(y, height - 1));
}

/** Luma over black. */
export function visibleLumaRows(
  workshop: Workshop,
  size: Size,
  source: SourceRows,
  rows: number,
  radius: number,
): RowAddress {
  const { visibleLumaRow } = workshop.kernels;
  return laneRows(workshop, size, rows, radius, (y, address) => {
    visibleLumaRow(source.address(y), address, size.width);
  });
}

/** Bytes of so many 16-bit lanes, in steps of 64. */
export function alignedBytes(lanes: number): number {
  return Math.ceil(lanes / 32) * 64;
}
