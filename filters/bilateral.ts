/**
 * Smooths surfaces and keeps edges. Border: replicate. Alpha: kept; colours are weighted by it, so that invisible
 * pixels do not bleed.
 *
 * `out = sum(s r c) / sum(s r)` over a disc, where `s` is a gaussian of the distance and `r` one of the difference of
 * the colours, which is the sum of the absolute differences of red, green and blue. Tomasi and Manduchi, "Bilateral
 * filtering for gray and color images", ICCV 1998; the difference is that of OpenCV.
 *
 * @module
 */
import { defineFilter, type Filter } from "./filter.ts";
import { integer, number } from "./param.ts";

const params = {
  radius: integer({
    min: 1,
    max: 16,
    default: 5,
    unit: "pixels",
    description: "Reach of the disc; time grows with its square",
  }),
  sigma_colour: number({
    min: 1,
    max: 765,
    default: 50,
    unit: "levels",
    description: "Difference of red, green and blue together at which a neighbour counts little",
  }),
  sigma_space: number({
    min: 0.3,
    max: 100,
    unit: "pixels",
    description: "Distance at which a neighbour counts little; half the radius if left out",
  }),
} as const;

/** The `bilateral` filter. */
export const bilateral: Filter<typeof params> = defineFilter({
  name: "bilateral",
  kind: "blur",
  aliases: ["bilateral_filter"],
  summary: "Smooth surfaces and keep edges",
  border: "replicate",
  alpha: "kept; colours are weighted by it",
  params,
  example: "bilateral:5:sigma_colour=60",
  lower({ radius, sigma_colour, sigma_space = radius / 2 }) {
    return [{
      kind: "bilateral",
      radius,
      spatial: spatialWeights(radius, sigma_space),
      range: rangeWeights(sigma_colour),
    }];
  },
});

/** With range weights in Q8 and values of 8 bits it keeps every sum below 2^31. */
const MOST_SPATIAL = 32_768;

/** A gaussian over the disc: in Q7, or less where the disc is so large that the sum would grow too large. */
function spatialWeights(radius: number, sigma: number): Uint16Array {
  const side = 2 * radius + 1;
  const ideal = Array.from({ length: side * side }, (_, i) => {
    const x = (i % side) - radius;
    const y = Math.floor(i / side) - radius;
    const square = x * x + y * y;
    return square > radius * radius ? 0 : Math.exp(-square / (2 * sigma * sigma));
  });
  const sum = ideal.reduce((total, weight) => total + weight, 0);
  const scale = Math.min(128, Math.floor(MOST_SPATIAL / sum - 0.5));
  return Uint16Array.from(ideal, (weight) => Math.round(weight * scale));
}

/** A gaussian over differences, in Q8. */
function rangeWeights(sigma: number): Uint16Array {
  return Uint16Array.from(
    { length: 3 * 255 + 1 },
    (_, difference) => Math.round(256 * Math.exp(-(difference ** 2) / (2 * sigma ** 2))),
  );
}
