/** Matrices on red, green and blue, for every filter that mixes colours. @module */
import type { MatrixStage } from "../kernels/stage.ts";

/** A row: what red, green and blue are multiplied by, and what is added, as a share of the scale. */
export type MatrixRow = readonly [red: number, green: number, blue: number, added: number];

/** Rows for red, green and blue. */
export type ColourMatrix = readonly [MatrixRow, MatrixRow, MatrixRow];

/** Changes nothing. */
export const IDENTITY: ColourMatrix = [[1, 0, 0, 0], [0, 1, 0, 0], [0, 0, 1, 0]];

/**
 * Luma of ITU-R BT.709 as the W3C Filter Effects Module rounds it: 0.2126, 0.7152 and 0.0722 to three digits.
 * Unlike BT.601, that of `grayscale`, it is the luma of sRGB's own primaries.
 */
export const LUMA_709 = [0.213, 0.715, 0.072] as const;

/** Luma in place of each colour. */
export const GREY: ColourMatrix = [[...LUMA_709, 0], [...LUMA_709, 0], [...LUMA_709, 0]];

/** `(1 - amount) * a + amount * b`, entry by entry; `amount` may lie beyond 0 to 1. */
export function mixMatrices(a: ColourMatrix, b: ColourMatrix, amount: number): ColourMatrix {
  const mix = (row: number, column: number): number =>
    (1 - amount) * a[row][column] + amount * b[row][column];
  const mixed = (row: number): MatrixRow => [mix(row, 0), mix(row, 1), mix(row, 2), mix(row, 3)];
  return [mixed(0), mixed(1), mixed(2)];
}

/** The stage that applies a matrix; its entries, up to 16 either way, in Q16. None when it changes nothing. */
export function matrixStages(matrix: ColourMatrix): MatrixStage[] {
  const rows = Int32Array.from(matrix.flatMap(toFixed));
  const isIdentity = IDENTITY.flatMap(toFixed).every((entry, i) => entry === rows[i]);
  return isIdentity ? [] : [{ kind: "matrix", rows }];
}

function toFixed([red, green, blue, added]: MatrixRow): number[] {
  return [red, green, blue, added * 255].map((entry) => Math.round(entry * 65536));
}
