/**
 * Bends the tone curve. Border: none. Alpha: kept.
 *
 * `out = round(255 * (in / 255) ^ (1 / gamma))`, halves up, as `-gamma` of ImageMagick: black and white stay, what is
 * between becomes brighter above 1 and darker below.
 *
 * @module
 */
import { defineFilter, type Filter } from "./filter.ts";
import { number } from "./param.ts";
import { toneTable } from "./tone_table.ts";

const params = {
  gamma: number({
    min: 0.1,
    max: 10,
    default: 2.2,
    description: "Above 1 brightens the middle tones, below 1 darkens them",
  }),
} as const;

/** The `gamma` filter. */
export const gamma: Filter<typeof params> = defineFilter({
  name: "gamma",
  kind: "tone",
  summary: "Brighten or darken the middle tones",
  border: "none",
  alpha: "kept",
  params,
  example: "gamma:1.8",
  lower({ gamma }) {
    if (gamma === 1) return [];
    return [{ kind: "lut", table: toneTable((level) => 255 * (level / 255) ** (1 / gamma)) }];
  },
});
