/**
 * Mixes the colours by a matrix of one's own. Border: none. Alpha: kept.
 *
 * `out = clamp(round(M * (red, green, blue)))`, entries in Q16, each sum rounded once. Rows of four have what is
 * added at their end, as a share of the scale: 0.5 adds 127.5 levels.
 *
 * @module
 */
import { type MatrixRow, matrixStages } from "./colour_matrix.ts";
import { defineFilter, type Filter } from "./filter.ts";
import { numbers } from "./param.ts";

const params = {
  matrix: numbers({
    counts: [9, 12],
    min: -16,
    max: 16,
    default: [1, 0, 0, 0, 1, 0, 0, 0, 1],
    description: "Rows for red, green and blue, of three numbers, or of four with what is added",
  }),
} as const;

/** The `recomb` filter. */
export const recomb: Filter<typeof params> = defineFilter({
  name: "recomb",
  kind: "colour",
  aliases: ["colour_matrix", "color_matrix"],
  summary: "Mix red, green and blue by a matrix",
  border: "none",
  alpha: "kept",
  params,
  example: "recomb:0/1/0/1/0/0/0/0/1",
  lower({ matrix }) {
    const columns = matrix.length / 3;
    const rowOf = (row: number): MatrixRow => {
      const [red, green, blue, added = 0] = matrix.slice(row * columns, (row + 1) * columns);
      return [red, green, blue, added];
    };
    return matrixStages([rowOf(0), rowOf(1), rowOf(2)]);
  },
});
