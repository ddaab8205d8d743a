/**
 * Spreads luma evenly in each part of the picture, but not too steeply. Border: mirrored where tiles reach beyond it.
 * Alpha: kept; invisible pixels do not count.
 *
 * Contrast limited adaptive histogram equalization: Zuiderveld, Graphics Gems IV, 1994, with OpenCV's tiles and limit.
 * Colours move with their luma, `c' = Y' + k (c - Y)`, so that the hue stays; `k` is 1 wherever all three values fit, and
 * else as large as they allow.
 *
 * @module
 */
import { defineFilter, type Filter } from "./filter.ts";
import { integer, number } from "./param.ts";

const params = {
  clip_limit: number({
    min: 0,
    max: 256,
    default: 2,
    description: "Steepest gain of contrast, more or less; 0 sets no limit",
  }),
  tiles: integer({
    min: 1,
    max: 64,
    default: 8,
    description: "Tiles across and tiles down",
  }),
} as const;

/** The `clahe` filter. */
export const clahe: Filter<typeof params> = defineFilter({
  name: "clahe",
  kind: "tone",
  summary: "Bring out local contrast, in shadows and lights alike",
  border: "mirrored where tiles reach beyond it",
  alpha: "kept; invisible pixels do not count",
  params,
  example: "clahe:3",
  lower({ clip_limit, tiles }) {
    return [{ kind: "clahe", tiles, clip: Math.round(clip_limit * 256) }];
  },
});
