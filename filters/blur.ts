/**
 * Gaussian blur. Border: replicate. Alpha: blurred too; colours are weighted by it, so that invisible pixels
 * do not bleed.
 *
 * `w(x) = exp(-x^2 / (2 sigma^2))` out to three sigma, separable, Q8 weights, one rounding of the whole
 * two-dimensional sum.
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
    default: 1.5,
    unit: "pixels",
    description: "Standard deviation; time grows with it",
  }),
} as const;

/** The `blur` filter. */
export const blur: Filter<typeof params> = defineFilter({
  name: "blur",
  kind: "blur",
  aliases: ["gaussian_blur"],
  summary: "Blur by a gaussian",
  border: "replicate",
  alpha: "blurred; colours are weighted by it",
  params,
  example: "blur:1.5",
  lower({ sigma }) {
    const weights = gaussianWeights(sigma);
    return weights.length === 1 ? [] : [{ kind: "blur", weights }];
  },
});
