/**
 * Turns every colour around the axis of greys. Border: none. Alpha: kept.
 *
 * The `hueRotate` matrix of the W3C Filter Effects Module with BT.709 luma, each sum rounded once. Greys stay, and
 * so does luma where nothing is clamped.
 *
 * @module
 */
import { type ColourMatrix, GREY, IDENTITY, matrixStages } from "./colour_matrix.ts";
import { defineFilter, type Filter } from "./filter.ts";
import { number } from "./param.ts";

const params = {
  angle: number({
    min: -360,
    max: 360,
    default: 90,
    unit: "degrees",
    description: "How far: 120 turns red towards green",
  }),
} as const;

/** The `hue` filter. */
export const hue: Filter<typeof params> = defineFilter({
  name: "hue",
  kind: "colour",
  aliases: ["hue_rotate"],
  summary: "Turn all hues around the colour wheel",
  border: "none",
  alpha: "kept",
  params,
  example: "hue:120",
  lower({ angle }) {
    const radians = (angle * Math.PI) / 180;
    return angle % 360 === 0 ? [] : matrixStages(hueMatrix(Math.cos(radians), Math.sin(radians)));
  },
});

/** What a quarter turn makes of colour, as the W3C gives it to three digits. */
const TURNED = [
  [-0.213, -0.715, 0.928],
  [0.143, 0.140, -0.283],
  [-0.787, 0.715, 0.072],
] as const;

/** `grey + cos * (identity - grey) + sin * turned`. */
function hueMatrix(cos: number, sin: number): ColourMatrix {
  const entry = (row: number, column: number): number =>
    GREY[row][column] + cos * (IDENTITY[row][column] - GREY[row][column]) +
    sin * TURNED[row][column];
  const rowOf = (row: number) => [entry(row, 0), entry(row, 1), entry(row, 2), 0] as const;
  return [rowOf(0), rowOf(1), rowOf(2)];
}
