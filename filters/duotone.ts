/**
 * Two colours in place of all others. Border: none. Alpha: kept.
 *
 * `out = round(shadows + (highlights - shadows) * Y / 255)`, halves up, with the BT.601 luma Y of `grayscale`.
 *
 * @module
 */
import { defineFilter, type Filter } from "./filter.ts";
import { type Colour, colour } from "./param.ts";
import { toneTable } from "./tone_table.ts";

const params = {
  shadows: colour({
    default: [27, 42, 107, 255],
    description: "What black becomes; its alpha is not looked at",
  }),
  highlights: colour({
    default: [255, 214, 160, 255],
    description: "What white becomes; its alpha is not looked at",
  }),
} as const;

/** The `duotone` filter. */
export const duotone: Filter<typeof params> = defineFilter({
  name: "duotone",
  kind: "colour",
  summary: "Draw the picture in two colours",
  border: "none",
  alpha: "kept",
  params,
  example: "duotone:shadows=1b2a6b:highlights=ffd6a0",
  lower({ shadows, highlights }) {
    const tables = [0, 1, 2].flatMap((channel) => [...blendTable(shadows, highlights, channel)]);
    return [{ kind: "luma_lut", tables: Uint8Array.from(tables) }];
  },
});

function blendTable(shadows: Colour, highlights: Colour, channel: number): Uint8Array {
  const from = shadows[channel];
  const span = highlights[channel] - from;
  return toneTable((luma) => from + (span * luma) / 255);
}
