/**
 * Median of a square, of red, green and blue each. Border: replicate. Alpha: kept; invisible pixels do not count.
 *
 * Perreault and Hebert, "Median filtering in constant time", 2007: the time does not depend on the size.
 *
 * @module
 */
import { defineFilter, type Filter } from "./filter.ts";
import { integer } from "./param.ts";

const params = {
  size: integer({
    min: 3,
    max: 255,
    default: 3,
    unit: "pixels",
    description: "Side of the square, odd",
  }),
} as const;

/** The `median` filter. */
export const median: Filter<typeof params> = defineFilter({
  name: "median",
  kind: "blur",
  aliases: ["median_blur"],
  summary: "Remove specks and keep edges, by the median of a square",
  border: "replicate",
  alpha: "kept; invisible pixels do not count",
  params,
  example: "median:7",
  check({ size }) {
    return size % 2 === 1 ? undefined : `'size' must be odd: current value is ${size}`;
  },
  lower: ({ size }) => [{ kind: "median", radius: size >> 1 }],
});
