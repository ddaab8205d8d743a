/**
 * Stretches luma over the whole range. Border: none. Alpha: kept; invisible pixels do not count.
 *
 * The percentiles `lower` and `upper` of luma become 0 and 255, and what lies between in proportion: `Y' = 255 (Y - low)
 * / (high - low)`. Colours move with their luma, `c' = Y' + k (c - Y)`, so that the hue stays; `k` is 1 wherever all
 * three values fit, and else as large as they allow.
 *
 * @module
 */
import { defineFilter, type Filter } from "./filter.ts";
import { number } from "./param.ts";

const params = {
  lower: number({
    min: 0,
    max: 49,
    default: 1,
    unit: "percent",
    description: "Share of the darkest pixels that become black",
  }),
  upper: number({
    min: 50,
    max: 100,
    default: 99,
    unit: "percent",
    description: "Where the share of the brightest pixels starts, which become white",
  }),
} as const;

/** The `normalise` filter. */
export const normalise: Filter<typeof params> = defineFilter({
  name: "normalise",
  kind: "tone",
  aliases: ["normalize", "autocontrast"],
  summary: "Stretch brightness over the whole range",
  border: "none",
  alpha: "kept; invisible pixels do not count",
  params,
  example: "normalise",
  lower({ lower, upper }) {
    return [{ kind: "stretch", lower: thousandths(lower), upper: thousandths(upper) }];
  },
});

function thousandths(percent: number): number {
  return Math.round(percent * 1000);
}
