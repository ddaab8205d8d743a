/**
 * Turns the picture clockwise on a canvas that holds all of it. Border: the background colour, blended in along the
 * edges. Alpha: resampled; colours are weighted by it. Quarter turns only move pixels.
 *
 * Each target pixel is looked up in the source by the inverse rotation around the middle. `catmull_rom` is the
 * cubic of Keys with a = -0.5, as in `resize`.
 *
 * @module
 */
import { defineFilter, type Filter } from "./filter.ts";
import { choice, colour, number } from "./param.ts";
import { rotationStage } from "./rotation.ts";

const params = {
  angle: number({
    min: -360,
    max: 360,
    default: 90,
    unit: "degrees",
    description: "Clockwise; negative angles turn the other way",
  }),
  background: colour({
    default: [0, 0, 0, 0],
    description: "Colour of the corners that the picture leaves free",
  }),
  kernel: choice({
    values: ["nearest", "linear", "catmull_rom"],
    default: "linear",
    description: "How to rebuild between pixels",
  }),
} as const;

/** EXIF orientations that turn a picture by so many quarters clockwise. */
const QUARTERS = [1, 6, 3, 8] as const;

/** The `rotate` filter. */
export const rotate: Filter<typeof params> = defineFilter({
  name: "rotate",
  kind: "geometry",
  summary: "Turn the picture by any angle",
  border: "the background colour, blended in along the edges",
  alpha: "resampled; colours are weighted by it",
  params,
  example: "rotate:15:background=ffffff",
  lower({ angle, background, kernel }, size) {
    const clockwise = ((angle % 360) + 360) % 360;
    if (clockwise % 90 !== 0) return [rotationStage(clockwise, size, { background, kernel })];
    const orientation = QUARTERS[clockwise / 90];
    return orientation === 1 ? [] : [{ kind: "orient", orientation }];
  },
});
