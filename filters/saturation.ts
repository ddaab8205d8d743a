/**
 * Moves colours away from grey or towards it. Border: none. Alpha: kept.
 *
 * `out = Y + factor * (in - Y)` with the BT.709 luma Y: the `saturate` matrix of the W3C Filter Effects Module, each
 * sum rounded once. Greys stay.
 *
 * @module
 */
import { GREY, IDENTITY, matrixStages, mixMatrices } from "./colour_matrix.ts";
import { defineFilter, type Filter } from "./filter.ts";
import { number } from "./param.ts";

const params = {
  factor: number({
    min: 0,
    max: 10,
    default: 1.4,
    description: "0 takes the colour out, 1 leaves it, more makes it stronger",
  }),
} as const;

/** The `saturation` filter. */
export const saturation: Filter<typeof params> = defineFilter({
  name: "saturation",
  kind: "colour",
  aliases: ["saturate"],
  summary: "Make colours stronger or paler",
  border: "none",
  alpha: "kept",
  params,
  example: "saturation:1.8",
  lower: ({ factor }) => matrixStages(mixMatrices(GREY, IDENTITY, factor)),
});
