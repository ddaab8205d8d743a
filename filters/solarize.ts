/**
 * Inverts what is bright, as light that falls on film in the darkroom does. Border: none. Alpha: kept.
 *
 * `out = in < threshold ? in : 255 - in`, the rule of Pillow.
 *
 * @module
 */
import { defineFilter, type Filter } from "./filter.ts";
import { integer } from "./param.ts";
import { toneTable } from "./tone_table.ts";

const params = {
  threshold: integer({
    min: 0,
    max: 256,
    default: 128,
    unit: "levels",
    description: "The darkest level that is inverted; 256 inverts none",
  }),
} as const;

/** The `solarize` filter. */
export const solarize: Filter<typeof params> = defineFilter({
  name: "solarize",
  kind: "tone",
  aliases: ["solarise"],
  summary: "Invert all levels above a threshold",
  border: "none",
  alpha: "kept",
  params,
  example: "solarize:128",
  lower({ threshold }) {
    if (threshold === 256) return [];
    return [{ kind: "lut", table: toneTable((level) => level < threshold ? level : 255 - level) }];
  },
});
