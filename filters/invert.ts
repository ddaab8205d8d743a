/**
 * The negative. Border: none. Alpha: kept.
 *
 * `out = round(amount * (255 - in) + (1 - amount) * in)`, halves up: the `invert()` of the W3C Filter Effects Module.
 *
 * @module
 */
import { defineFilter, type Filter } from "./filter.ts";
import { number } from "./param.ts";
import { toneTable } from "./tone_table.ts";

const params = {
  amount: number({
    min: 0,
    max: 1,
    default: 1,
    description: "From 0, the picture as it is, to 1, its negative",
  }),
} as const;

/** The `invert` filter. */
export const invert: Filter<typeof params> = defineFilter({
  name: "invert",
  kind: "tone",
  aliases: ["negate", "negative"],
  summary: "Turn light into dark and colours into their opposites",
  border: "none",
  alpha: "kept",
  params,
  example: "invert",
  lower({ amount }) {
    if (amount === 0) return [];
    const table = toneTable((level) => amount * (255 - level) + (1 - amount) * level);
    return [{ kind: "lut", table }];
  },
});
