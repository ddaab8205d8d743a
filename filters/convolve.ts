/**
 * Weighted sum of a square, by a kernel of one's own. Border: replicate. Alpha: kept; a neighbour counts as a mixture,
 * by its alpha, of its own colour and that of the pixel in the middle, so that invisible pixels do not bleed.
 *
 * `out = clamp(sum(kernel * in) / scale + offset)`, one rounding, halves up. The kernel is not turned around: its
 * first number counts for the pixel above and to the left, as in libvips, sharp and OpenCV. Alpha is not convolved,
 * because a kernel that sums to 0 would leave nothing to be seen.
 *
 * @module
 */
import { absoluteSum, convolveStage, MOST_GAIN } from "./convolution.ts";
import { defineFilter, type Filter } from "./filter.ts";
import { number, numbers } from "./param.ts";

const params = {
  kernel: numbers({
    counts: [9, 25, 49, 81, 121, 169, 225],
    min: -1000,
    max: 1000,
    default: [0, -1, 0, -1, 5, -1, 0, -1, 0],
    description: "Weights row by row, 3x3 to 15x15",
  }),
  scale: number({
    min: 0,
    max: 1_000_000,
    default: 0,
    description: "What the sum is divided by; 0 is the sum of the kernel, or 1 where that is 0",
  }),
  offset: number({
    min: -255,
    max: 255,
    default: 0,
    unit: "levels",
    description: "What is then added",
  }),
} as const;

/** The `convolve` filter. */
export const convolve: Filter<typeof params> = defineFilter({
  name: "convolve",
  kind: "effect",
  aliases: ["convolution"],
  summary: "Convolve with a kernel of your own",
  border: "replicate",
  alpha: "kept; colours are weighted by it",
  params,
  example: "convolve:-1/-1/-1/-1/9/-1/-1/-1/-1",
  check({ kernel, scale }) {
    if (absoluteSum(kernel) <= MOST_GAIN * Math.abs(divisorOf(kernel, scale))) return undefined;
    return `'scale' must be larger for such a 'kernel', or given: current value is ${scale}`;
  },
  lower({ kernel, scale, offset }) {
    return [convolveStage(kernel, divisorOf(kernel, scale), offset)];
  },
});

function divisorOf(kernel: readonly number[], scale: number): number {
  if (scale !== 0) return scale;
  const sum = kernel.reduce((total, weight) => total + weight, 0);
  // Decimal numbers that cancel out leave a trace in binary.
  return Math.abs(sum) < 1e-9 ? 1 : sum;
}
