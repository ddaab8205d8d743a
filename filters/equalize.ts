/**
 * Spreads luma evenly over the range. Border: none. Alpha: kept; invisible pixels do not count.
 *
 * `Y' = 255 (below(Y) - below(least)) / (all - below(least))`, where `below` counts the pixels up to a value: the rule of
 * OpenCV's `equalizeHist`. Colours move with their luma, `c' = Y' + k (c - Y)`, so that the hue stays; `k` is 1 wherever
 * all three values fit, and else as large as they allow.
 *
 * @module
 */
import { defineFilter, type Filter } from "./filter.ts";

const params = {} as const;

/** The `equalize` filter. */
export const equalize: Filter<typeof params> = defineFilter({
  name: "equalize",
  kind: "tone",
  aliases: ["equalise"],
  summary: "Spread brightness evenly over the range",
  border: "none",
  alpha: "kept; invisible pixels do not count",
  params,
  example: "equalize",
  lower: () => [{ kind: "equalize" }],
});
