/** A convolution by real numbers as a stage of whole ones. @module */
import type { ConvolveStage } from "../kernels/stage.ts";

/** What the absolute weights of a stage may sum to, less room for their rounding. */
const MOST = 2 ** 22 - 256;

/** The largest quotient of absolute sum and scale that can be done. */
export const MOST_GAIN = 4_000_000;

/** What real numbers are multiplied by to make them whole, if that is enough. */
const DECIMALS = [1, 10, 100, 1000, 10_000];

/**
 * `sum(kernel * value) / scale + offset` in whole numbers: exact where the numbers have few decimals, and else with
 * weights in the finest fixed point that leaves the sums room.
 *
 * @param kernel of odd side, row-major; its absolute values sum to at most `MOST_GAIN` times the scale
 * @param scale not 0
 */
export function convolveStage(
  kernel: readonly number[],
  scale: number,
  offset: number,
): ConvolveStage {
  const side = Math.sqrt(kernel.length);
  const upright = kernel.map((weight) => weight * Math.sign(scale));
  const { weights, divisor } = decimal(upright, Math.abs(scale)) ??
    fixedPoint(upright.map((weight) => weight / Math.abs(scale)));
  return { kind: "convolve", side, weights, divisor, bias: Math.round(offset * divisor) };
}

/** The sum of the absolute values: no pixel grows by more than this over the scale. */
export function absoluteSum(kernel: readonly number[]): number {
  return kernel.reduce((sum, weight) => sum + Math.abs(weight), 0);
}

interface WholeKernel {
  readonly weights: Int32Array;
  readonly divisor: number;
}

function decimal(kernel: readonly number[], scale: number): WholeKernel | undefined {
  const factor = DECIMALS.find((factor) => [...kernel, scale].every((x) => isWhole(x * factor)));
  if (factor === undefined || absoluteSum(kernel) * factor > MOST) return undefined;
  if (scale * factor > 2 ** 30) return undefined;
  return {
    weights: Int32Array.from(kernel, (weight) => Math.round(weight * factor)),
    divisor: Math.round(scale * factor),
  };
}

function fixedPoint(kernel: readonly number[]): WholeKernel {
  const room = MOST / Math.max(absoluteSum(kernel), 2 ** -8);
  const divisor = 2 ** Math.max(0, Math.floor(Math.log2(room)));
  return { weights: Int32Array.from(kernel, (weight) => Math.round(weight * divisor)), divisor };
}

/** Whether only the binary form of a decimal number keeps it from being whole. */
function isWhole(value: number): boolean {
  return Math.abs(value - Math.round(value)) < 1e-9;
}
