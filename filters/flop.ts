/**
 * Swaps left and right, as a mirror beside the picture does. Border: none. Alpha: moves with its pixel.
 *
 * `out(x, y) = in(width - 1 - x, y)`, the `flop` of sharp and ImageMagick.
 *
 * @module
 */
import { defineFilter, type Filter } from "./filter.ts";

const params = {} as const;

/** The `flop` filter. */
export const flop: Filter<typeof params> = defineFilter({
  name: "flop",
  kind: "geometry",
  aliases: ["mirror", "hflip"],
  summary: "Mirror the picture left to right",
  border: "none",
  alpha: "moves with its pixel",
  params,
  example: "flop",
  lower: () => [{ kind: "orient", orientation: 2 }],
});
