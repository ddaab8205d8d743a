/**
 * Spreads the levels around a middle, or draws them together. Border: none. Alpha: kept.
 *
 * `out = clamp(round(factor * (in - centre) + centre))`, halves up: the `contrast()` of the W3C Filter Effects
 * Module when the centre is half of the scale.
 *
 * @module
 */
import { defineFilter, type Filter } from "./filter.ts";
import { number } from "./param.ts";
import { toneTable } from "./tone_table.ts";

const params = {
  factor: number({
    min: 0,
    max: 10,
    default: 1.3,
    description: "What distances from the centre are multiplied by",
  }),
  centre: number({
    min: 0,
    max: 255,
    default: 127.5,
    unit: "levels",
    description: "The level that stays",
  }),
} as const;

/** The `contrast` filter. */
export const contrast: Filter<typeof params> = defineFilter({
  name: "contrast",
  kind: "tone",
  summary: "Raise or lower the contrast",
  border: "none",
  alpha: "kept",
  params,
  example: "contrast:1.5",
  lower({ factor, centre }) {
    if (factor === 1) return [];
    return [{ kind: "lut", table: toneTable((level) => factor * (level - centre) + centre) }];
  },
});
