/**
 * Unsharp mask. Border: replicate. Alpha: kept; the smoothed colour is weighted by it.
 *
 * `out = in + amount * (in - gaussian(in, sigma))` where the difference reaches the threshold, on red, green
 * and blue alike.
 *
 * @module
 */
import { defineFilter, type Filter } from "./filter.ts";
import { gaussianWeights } from "./gaussian.ts";
import { number } from "./param.ts";

const params = {
  sigma: number({
    min: 0.2,
    max: 100,
    default: 1,
    unit: "pixels",
    description: "Standard deviation of the gaussian: the size of the details that gain",
  }),
  amount: number({
    min: 0,
    max: 10,
    default: 1,
    description: "How much of the difference is added",
  }),
  threshold: number({
    min: 0,
    max: 255,
    default: 0,
    unit: "levels",
    description: "Smaller differences are left alone, so that noise is not sharpened",
  }),
} as const;

/** The `sharpen` filter. */
export const sharpen: Filter<typeof params> = defineFilter({
  name: "sharpen",
  kind: "sharpen",
  aliases: ["unsharp"],
  summary: "Sharpen by an unsharp mask",
  border: "replicate",
  alpha: "kept",
  params,
  example: "sharpen:sigma=2:amount=1.5",
  lower({ sigma, amount, threshold }) {
    const weights = gaussianWeights(sigma);
    const amountQ8 = Math.round(amount * 256);
    if (amountQ8 === 0 || weights.length === 1) return [];
    return [{ kind: "unsharp", weights, amount: amountQ8, threshold: Math.round(threshold * 256) }];
  },
});
