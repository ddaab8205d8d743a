/**
 * The brown of old photographs. Border: none. Alpha: kept.
 *
 * The `sepia` matrix of the W3C Filter Effects Module, blended with the picture, each sum rounded once.
 *
 * @module
 */
import { type ColourMatrix, IDENTITY, matrixStages, mixMatrices } from "./colour_matrix.ts";
import { defineFilter, type Filter } from "./filter.ts";
import { number } from "./param.ts";

const params = {
  amount: number({
    min: 0,
    max: 1,
    default: 1,
    description: "From 0, the picture as it is, to 1, all brown",
  }),
} as const;

/** The `sepia` filter. */
export const sepia: Filter<typeof params> = defineFilter({
  name: "sepia",
  kind: "colour",
  summary: "Give the picture the brown of old photographs",
  border: "none",
  alpha: "kept",
  params,
  example: "sepia:0.8",
  lower: ({ amount }) => matrixStages(mixMatrices(IDENTITY, SEPIA, amount)),
});

const SEPIA: ColourMatrix = [
  [0.393, 0.769, 0.189, 0],
  [0.349, 0.686, 0.168, 0],
  [0.272, 0.534, 0.131, 0],
];
