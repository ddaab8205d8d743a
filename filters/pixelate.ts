/**
 * Mean of each block of a grid. Border: blocks at the right and lower border are cut off. Alpha: averaged too; colours
 * are weighted by it, so that invisible pixels do not bleed.
 *
 * `out = sum(alpha * colour) / sum(alpha)` over the block; the grid starts in the upper left corner.
 *
 * @module
 */
import { defineFilter, type Filter } from "./filter.ts";
import { integer } from "./param.ts";

const params = {
  size: integer({
    min: 2,
    max: 1000,
    default: 16,
    unit: "pixels",
    description: "Side of a block",
  }),
} as const;

/** The `pixelate` filter. */
export const pixelate: Filter<typeof params> = defineFilter({
  name: "pixelate",
  kind: "effect",
  aliases: ["pixelize"],
  summary: "Draw coarse blocks",
  border: "blocks are cut off there",
  alpha: "averaged; colours are weighted by it",
  params,
  example: "pixelate:12",
  lower: ({ size }) => [{ kind: "pixelate", size }],
});
