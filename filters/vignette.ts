/**
 * Darkens the picture towards its corners. Border: none. Alpha: kept.
 *
 * With `r` from 0 in the middle to 1 in the corners, on ellipses of the picture's own shape,
 * `out = round(in * w + colour * (1 - w))`, `w = 1 - amount * smoothstep((r - radius) / (1 - radius))` in Q15.
 *
 * @module
 */
import { defineFilter, type Filter } from "./filter.ts";
import { colour, number } from "./param.ts";

const params = {
  amount: number({
    min: 0,
    max: 1,
    default: 0.6,
    description: "How much of the picture is lost in the corners",
  }),
  radius: number({
    min: 0,
    max: 0.95,
    default: 0.3,
    description: "Where it begins: 0 is the middle, 1 would be the corners",
  }),
  colour: colour({
    default: [0, 0, 0, 255],
    description: "What the corners fade to; its alpha is not looked at",
  }),
} as const;

/** The square of the distance from the middle to a corner. */
const CORNER = 1 << 14;

/** A weight of 1. */
const ONE = 1 << 15;

/** The `vignette` filter. */
export const vignette: Filter<typeof params> = defineFilter({
  name: "vignette",
  kind: "effect",
  summary: "Darken the corners",
  border: "none",
  alpha: "kept",
  params,
  example: "vignette:0.8",
  lower({ amount, radius, colour: [red, green, blue] }, { width, height }) {
    if (amount === 0) return [];
    return [{
      kind: "vignette",
      columns: squares(width),
      rows: squares(height),
      weights: fadeWeights(amount, radius),
      colour: [red, green, blue],
    }];
  },
});

/** Squared distances of sample middles from the middle of the side; at the border half of a corner's. */
function squares(length: number): Uint16Array {
  return Uint16Array.from({ length }, (_, i) => {
    const distance = (2 * i + 1 - length) / length;
    return Math.round((distance * distance * CORNER) / 2);
  });
}

function fadeWeights(amount: number, radius: number): Uint16Array {
  return Uint16Array.from({ length: CORNER + 1 }, (_, square) => {
    const beyond = (Math.sqrt(square / CORNER) - radius) / (1 - radius);
    const t = Math.max(0, beyond);
    return Math.round(ONE * (1 - amount * t * t * (3 - 2 * t)));
  });
}
