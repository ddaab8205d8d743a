/**
 * A few evenly spaced levels of each colour. Border: none. Alpha: kept.
 *
 * `out = round(255 / (levels - 1) * round(in / 255 * (levels - 1)))`, halves up: each value goes to the nearest
 * level.
 *
 * @module
 */
import { defineFilter, type Filter } from "./filter.ts";
import { integer } from "./param.ts";
import { toneTable } from "./tone_table.ts";

const params = {
  levels: integer({
    min: 2,
    max: 256,
    default: 4,
    description: "Levels of each colour that are left",
  }),
} as const;

/** The `posterize` filter. */
export const posterize: Filter<typeof params> = defineFilter({
  name: "posterize",
  kind: "tone",
  aliases: ["posterise"],
  summary: "Leave only a few levels of each colour",
  border: "none",
  alpha: "kept",
  params,
  example: "posterize:4",
  lower({ levels }) {
    if (levels === 256) return [];
    const steps = levels - 1;
    // In whole numbers, so that a half is a half.
    const nearest = (value: number): number => Math.floor((2 * value * steps + 255) / 510);
    return [{ kind: "lut", table: toneTable((value) => (255 * nearest(value)) / steps) }];
  },
});
