/**
 * Adds grain. Border: none. Alpha: kept.
 *
 * `out = clamp(in + n)` where a hash of seed, column and row draws `n` from 1024 equally likely levels of the
 * distribution. The same seed gives the same grain, whatever runs it.
 *
 * @module
 */
import { defineFilter, type Filter } from "./filter.ts";
import { boolean, choice, integer, number } from "./param.ts";

const params = {
  sigma: number({
    min: 0,
    max: 100,
    default: 12,
    unit: "levels",
    description: "Standard deviation of what is added",
  }),
  distribution: choice({
    values: ["gaussian", "uniform"],
    default: "gaussian",
    description: "Gaussian for the grain of film, uniform for an even spread up to 1.73 sigma",
  }),
  monochrome: boolean({
    default: false,
    description: "Add the same to red, green and blue",
  }),
  seed: integer({
    min: 0,
    max: 4_294_967_295,
    default: 0,
    description: "Another seed gives another grain",
  }),
} as const;

/** The `noise` filter. */
export const noise: Filter<typeof params> = defineFilter({
  name: "noise",
  kind: "effect",
  aliases: ["grain"],
  summary: "Add grain, the same for the same seed",
  border: "none",
  alpha: "kept",
  params,
  example: "noise:20",
  lower({ sigma, distribution, monochrome, seed }) {
    const quantile = distribution === "gaussian" ? gaussianQuantiles() : uniformQuantiles();
    const levels = Int16Array.from(quantile, (value) => roundAwayFromZero(value * sigma));
    return levels.every((level) => level === 0)
      ? []
      : [{ kind: "noise", seed, levels, monochrome }];
  },
});

/** How many levels a table has; a hash chooses among them by ten of its bits. */
const LEVELS = 1024;

/** Middles of equal parts of an even distribution with standard deviation 1. */
function uniformQuantiles(): number[] {
  return Array.from({ length: LEVELS }, (_, i) => Math.sqrt(3) * ((2 * i + 1) / LEVELS - 1));
}

/** Step of the sum over the bell curve. */
const STEP = 1 / 1024;

/** Where the bell curve has reached the middle of each of the equal parts of its area; symmetric to the bit. */
function gaussianQuantiles(): number[] {
  const upper: number[] = [];
  const density = (x: number): number => Math.exp(-(x * x) / 2) / Math.sqrt(2 * Math.PI);
  let x = 0;
  let area = 0.5;
  while (upper.length < LEVELS / 2) {
    const wanted = 0.5 + (upper.length + 0.5) / LEVELS;
    const next = area + density(x + STEP / 2) * STEP;
    if (next >= wanted) upper.push(x + (STEP * (wanted - area)) / (next - area));
    else [x, area] = [x + STEP, next];
  }
  return [...upper.toReversed().map((value) => -value), ...upper];
}

/** Symmetric, so that the mean stays. */
function roundAwayFromZero(value: number): number {
  return Math.sign(value) * Math.floor(Math.abs(value) + 0.5);
}
