/**
 * Canny's edge detector: thin white lines on black. Border: replicate. Alpha: kept; luma is that of the
 * picture over black.
 *
 * Canny, "A Computational Approach to Edge Detection", PAMI 1986, with OpenCV's integer rules:
 * 1. luma, smoothed by a gaussian; 2. Sobel 3x3 and the L1 norm; 3. non-maximum suppression across the edge;
 * 4. double threshold and hysteresis over 8 neighbours.
 *
 * @module
 */
import { defineFilter, type Filter } from "./filter.ts";
import { gaussianWeights } from "./gaussian.ts";
import { number } from "./param.ts";

const params = {
  low: number({
    min: 0,
    max: 2040,
    default: 50,
    description: "Weak edges: kept where they touch strong ones",
  }),
  high: number({ min: 0, max: 2040, default: 150, description: "Strong edges: always kept" }),
  sigma: number({
    min: 0,
    max: 20,
    default: 1,
    unit: "pixels",
    description: "Standard deviation of the smoothing before; 0 leaves it out",
  }),
} as const;

/** The `canny` filter. */
export const canny: Filter<typeof params> = defineFilter({
  name: "canny",
  kind: "edges",
  aliases: ["edge_detection"],
  summary: "Draw edges as thin white lines",
  border: "replicate",
  alpha: "kept",
  params,
  example: "canny:low=50:high=150",
  check({ low, high }) {
    if (low <= high) return undefined;
    return `'low' must not exceed 'high': current values are ${low} and ${high}`;
  },
  lower({ low, high, sigma }) {
    const smoothing = sigma === 0 ? UNCHANGED : gaussianWeights(sigma);
    return [
      // Norms are whole numbers, so that the next lower whole threshold decides the same.
      { kind: "nonmax", smoothing, low: Math.floor(low), high: Math.floor(high) },
      { kind: "hysteresis" },
    ];
  },
});

/** The half kernel that smooths nothing. */
const UNCHANGED = Uint16Array.of(256);
