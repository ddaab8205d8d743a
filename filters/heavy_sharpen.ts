/**
 * Halo-free detail boost, heavy on purpose. Border: replicate. Alpha: kept; invisible pixels do not count as
 * neighbours.
 *
 * `out = in + strength * (Y - bilateral(Y))`: what an edge-preserving filter takes out of luma is texture,
 * and is added again to red, green and blue. Bilateral filter of Tomasi and Manduchi (1998) over a disc.
 *
 * @module
 */
import { defineFilter, type Filter } from "./filter.ts";
import { integer, number } from "./param.ts";

const params = {
  strength: number({
    min: 0,
    max: 10,
    default: 1.5,
    description: "How much of the detail is added",
  }),
  radius: integer({
    min: 1,
    max: 8,
    default: 5,
    unit: "pixels",
    description: "Reach of the bilateral filter; time grows with its square",
  }),
  tolerance: number({
    min: 1,
    max: 255,
    default: 25,
    unit: "levels",
    description: "Luma difference at which a neighbour counts as another object",
  }),
} as const;

/** The `heavy_sharpen` filter. */
export const heavySharpen: Filter<typeof params> = defineFilter({
  name: "heavy_sharpen",
  kind: "sharpen",
  summary: "Boost texture without halos around edges",
  border: "replicate",
  alpha: "kept",
  params,
  example: "heavy_sharpen:strength=1.5",
  lower({ strength, radius, tolerance }) {
    const strengthQ8 = Math.round(strength * 256);
    if (strengthQ8 === 0) return [];
    return [{
      kind: "detail",
      radius,
      spatial: spatialWeights(radius),
      range: rangeWeights(tolerance),
      strength: strengthQ8,
    }];
  },
});

/** A gaussian of half the radius over the disc, in Q7. */
function spatialWeights(radius: number): Uint16Array {
  const side = 2 * radius + 1;
  const sigma = radius / 2;
  return Uint16Array.from({ length: side * side }, (_, i) => {
    const x = (i % side) - radius;
    const y = Math.floor(i / side) - radius;
    const square = x * x + y * y;
    return square > radius * radius ? 0 : Math.round(128 * Math.exp(-square / (2 * sigma * sigma)));
  });
}

/** A gaussian over luma differences, in Q8. */
function rangeWeights(tolerance: number): Uint16Array {
  return Uint16Array.from(
    { length: 256 },
    (_, difference) => Math.round(256 * Math.exp(-(difference ** 2) / (2 * tolerance ** 2))),
  );
}
