/**
 * Mean of a square. Border: replicate. Alpha: blurred too; colours are weighted by it, so that invisible pixels do
 * not bleed.
 *
 * `out = sum(alpha * colour) / sum(alpha)` over `(2 * radius + 1)^2` pixels, by sums that slide: the time does not
 * depend on the radius.
 *
 * @module
 */
import { defineFilter, type Filter } from "./filter.ts";
import { integer } from "./param.ts";

const params = {
  radius: integer({
    min: 1,
    max: 500,
    default: 2,
    unit: "pixels",
    description: "From the centre to the edge of the square: 1 is 3x3",
  }),
} as const;

/** The `box_blur` filter. */
export const boxBlur: Filter<typeof params> = defineFilter({
  name: "box_blur",
  kind: "blur",
  aliases: ["boxblur"],
  summary: "Blur by the mean of a square, fast at any radius",
  border: "replicate",
  alpha: "blurred; colours are weighted by it",
  params,
  example: "box_blur:6",
  lower: ({ radius }) => [{ kind: "box", radius }],
});
