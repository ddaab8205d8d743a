/**
 * Luma in place of colour. Border: none. Alpha: kept.
 *
 * ITU-R BT.601 weights (0.299, 0.587, 0.114) in 15-bit fixed point.
 *
 * @module
 */
import { defineFilter, type Filter } from "./filter.ts";

const params = {} as const;

/** The `grayscale` filter. */
export const grayscale: Filter<typeof params> = defineFilter({
  name: "grayscale",
  kind: "colour",
  aliases: ["greyscale"],
  summary: "Take the colour out",
  border: "none",
  alpha: "kept",
  params,
  example: "grayscale",
  lower: () => [{ kind: "luma" }],
});
