/**
 * One hue for the whole picture; how light it is stays. Border: none. Alpha: kept.
 *
 * `out = (1 - amount) * in + amount * (Y(in) + colour - Y(colour))` with BT.709 luma, each sum rounded once: the chroma
 * of the colour with the luma of the picture. A grey colour leaves a grey picture.
 *
 * @module
 */
import {
  type ColourMatrix,
  IDENTITY,
  LUMA_709,
  matrixStages,
  mixMatrices,
} from "./colour_matrix.ts";
import { defineFilter, type Filter } from "./filter.ts";
import { type Colour, colour, number } from "./param.ts";

const params = {
  colour: colour({
    default: [112, 66, 20, 255],
    description: "The colour whose hue and strength the picture gets; its alpha is not looked at",
  }),
  amount: number({
    min: 0,
    max: 1,
    default: 1,
    description: "From 0, the picture as it is, to 1, one hue only",
  }),
} as const;

/** The `tint` filter. */
export const tint: Filter<typeof params> = defineFilter({
  name: "tint",
  kind: "colour",
  summary: "Give the whole picture the hue of one colour",
  border: "none",
  alpha: "kept",
  params,
  example: "tint:2060a0",
  lower: ({ colour, amount }) => matrixStages(mixMatrices(IDENTITY, tintMatrix(colour), amount)),
});

function tintMatrix([red, green, blue]: Colour): ColourMatrix {
  const luma = LUMA_709[0] * red + LUMA_709[1] * green + LUMA_709[2] * blue;
  return [
    [...LUMA_709, (red - luma) / 255],
    [...LUMA_709, (green - luma) / 255],
    [...LUMA_709, (blue - luma) / 255],
  ];
}
