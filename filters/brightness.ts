/**
 * Multiplies and shifts every colour value. Border: none. Alpha: kept.
 *
 * `out = clamp(round(factor * in + offset))`, halves up.
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
    default: 1.2,
    description: "What each value is multiplied by",
  }),
  offset: number({
    min: -255,
    max: 255,
    default: 0,
    unit: "levels",
    description: "What is then added",
  }),
} as const;

/** The `brightness` filter. */
export const brightness: Filter<typeof params> = defineFilter({
  name: "brightness",
  kind: "tone",
  summary: "Make the picture brighter or darker",
  border: "none",
  alpha: "kept",
  params,
  example: "brightness:1.2",
  lower({ factor, offset }) {
    if (factor === 1 && offset === 0) return [];
    return [{ kind: "lut", table: toneTable((level) => factor * level + offset) }];
  },
});
