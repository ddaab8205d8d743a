/**
 * Turns the picture upside down, as a mirror below it does. Border: none. Alpha: moves with its pixel.
 *
 * `out(x, y) = in(x, height - 1 - y)`, the `flip` of sharp and ImageMagick.
 *
 * @module
 */
import { defineFilter, type Filter } from "./filter.ts";

const params = {} as const;

/** The `flip` filter. */
export const flip: Filter<typeof params> = defineFilter({
  name: "flip",
  kind: "geometry",
  aliases: ["vflip"],
  summary: "Mirror the picture upside down",
  border: "none",
  alpha: "moves with its pixel",
  params,
  example: "flip",
  lower: () => [{ kind: "orient", orientation: 4 }],
});
