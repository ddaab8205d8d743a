/**
 * Black below a level, white from it on. Border: none. Alpha: kept.
 *
 * `out = in >= level ? 255 : 0`, of luma (BT.601) or of each colour for itself.
 *
 * @module
 */
import { defineFilter, type Filter } from "./filter.ts";
import { boolean, integer } from "./param.ts";
import { toneTable } from "./tone_table.ts";

const params = {
  level: integer({
    min: 0,
    max: 255,
    default: 128,
    unit: "levels",
    description: "The darkest level that becomes white",
  }),
  grayscale: boolean({
    default: true,
    description: "Compare luma; without it red, green and blue are compared each for itself",
  }),
} as const;

/** The `threshold` filter. */
export const threshold: Filter<typeof params> = defineFilter({
  name: "threshold",
  kind: "tone",
  summary: "Leave only black and white",
  border: "none",
  alpha: "kept",
  params,
  example: "threshold:128",
  lower({ level, grayscale }) {
    const table = toneTable((value) => value >= level ? 255 : 0);
    if (!grayscale) return [{ kind: "lut", table }];
    return [{ kind: "luma_lut", tables: Uint8Array.of(...table, ...table, ...table) }];
  },
});
