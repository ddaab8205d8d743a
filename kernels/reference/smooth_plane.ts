/** Smoothing of one channel: what canny does to luma before it looks for edges. @module */
import type { Size } from "../../image/rgba_image.ts";
import { PlaneRows } from "./plane_rows.ts";

/**
 * Smooths `rows`, which must hold `weights.length - 1` rows and values around the one in hand. The same
 * bytes as the blur of an opaque grey picture: Q8 weights, exact sums, one rounding, halves up.
 *
 * @param halo of the result
 */
export function smoothPlane(
  rows: PlaneRows,
  size: Size,
  weights: Uint16Array,
  halo: number,
): PlaneRows {
  const radius = weights.length - 1;
  const column = new Int32Array(size.width + 2 * radius);
  return new PlaneRows(size, halo, (y, data, at) => {
    column.fill(0);
    for (let k = -radius; k <= radius; k++) {
      addRow(rows.data, rows.offset(y + k), weights[Math.abs(k)], column);
    }
    smoothLine(column, weights, data, at, size.width);
  });
}

function addRow(values: Uint16Array, at: number, weight: number, column: Int32Array): void {
  for (let i = 0; i < column.length; i++) column[i] += Math.imul(values[at + i], weight);
}

function smoothLine(
  column: Int32Array,
  weights: Uint16Array,
  out: Uint16Array,
  at: number,
  width: number,
): void {
  const radius = weights.length - 1;
  for (let x = 0; x < width; x++) {
    const middle = x + radius;
    let sum = Math.imul(weights[0], column[middle]) + 0x8000;
    for (let k = 1; k <= radius; k++) {
      sum = (sum + Math.imul(weights[k], column[middle - k] + column[middle + k])) | 0;
    }
    out[at + x] = sum >> 16;
  }
}
