/**
 * Largest value of a square, of red, green and blue each. Border: only pixels inside count. Alpha: kept; invisible
 * pixels do not count.
 *
 * van Herk, 1992; Gil and Werman, 1993: the time does not depend on the width.
 *
 * @module
 */
import { defineFilter, type Filter } from "./filter.ts";
import { integer } from "./param.ts";

const params = {
  width: integer({
    min: 1,
    max: 200,
    default: 1,
    unit: "pixels",
    description: "How far bright shapes grow to each side: 1 is a square of 3x3",
  }),
} as const;

/** The `dilate` filter. */
export const dilate: Filter<typeof params> = defineFilter({
  name: "dilate",
  kind: "effect",
  summary: "Let bright shapes grow",
  border: "only pixels inside count",
  alpha: "kept; invisible pixels do not count",
  params,
  example: "dilate:3",
  lower: ({ width }) => [{ kind: "morphology", operation: "dilate", radius: width }],
});
