/** Gradient magnitude of luma. @module */
import { pixelWords, type RgbaImage } from "../../image/rgba_image.ts";
import type { RunRows } from "../kernels.ts";
import type { GradientOperator, GradientStage } from "../stage.ts";
import { grey, visibleLumaRows } from "./luma.ts";

/** Side and middle weight of the smoothing across the derivative: `[side, middle, side]`. */
export const SMOOTHING = {
  sobel: [1, 2],
  scharr: [3, 10],
  prewitt: [1, 1],
} as const satisfies Record<Exclude<GradientOperator, "laplacian">, readonly [number, number]>;

/**
 * Border: replicate. Alpha: kept; luma is that of the picture over black, so that a silhouette is an edge and
 * hidden colours are none. Magnitude is `sqrt(gx^2 + gy^2)`, rounded and clamped to 255.
 */
export function gradient(stage: GradientStage, source: RgbaImage, target: RgbaImage): RunRows {
  const { operator } = stage;
  const from = pixelWords(source);
  const to = pixelWords(target);
  const { width } = source;
  const lumas = visibleLumaRows(source, 1);
  const magnitudes = new Uint8Array(width);
  return (first, last) => {
    for (let y = first; y < last; y++) {
      const above = lumas.offset(y - 1);
      const at = lumas.offset(y);
      const below = lumas.offset(y + 1);
      if (operator === "laplacian") laplacianLine(lumas.data, above, at, below, magnitudes);
      else derivativeLine(lumas.data, above, at, below, SMOOTHING[operator], magnitudes);
      for (let x = 0, i = y * width; x < width; x++, i++) to[i] = grey(magnitudes[x], from[i]);
    }
  };
}

function derivativeLine(
  lumas: Uint16Array,
  above: number,
  at: number,
  below: number,
  [side, middle]: readonly [number, number],
  out: Uint8Array,
): void {
  // Column sums slide to the right: smooth ones make gx, differences make gy.
  let smooth0 = side * (lumas[above] + lumas[below]) + middle * lumas[at];
  let step0 = lumas[below] - lumas[above];
  let smooth1 = side * (lumas[above + 1] + lumas[below + 1]) + middle * lumas[at + 1];
  let step1 = lumas[below + 1] - lumas[above + 1];
  for (let x = 0; x < out.length; x++) {
    const top = lumas[above + x + 2];
    const bottom = lumas[below + x + 2];
    const smooth2 = side * (top + bottom) + middle * lumas[at + x + 2];
    const step2 = bottom - top;
    const gx = smooth2 - smooth0;
    const gy = side * (step0 + step2) + middle * step1;
    // At most 2 * 4080^2, with scharr.
    const square = Math.imul(gx, gx) + Math.imul(gy, gy);
    out[x] = square < ROOTS.length ? ROOTS[square] : 255;
    smooth0 = smooth1;
    smooth1 = smooth2;
    step0 = step1;
    step1 = step2;
  }
}

function laplacianLine(
  lumas: Uint16Array,
  above: number,
  at: number,
  below: number,
  out: Uint8Array,
): void {
  for (let x = 0; x < out.length; x++) {
    const sum = lumas[above + x + 1] + lumas[below + x + 1] + lumas[at + x] + lumas[at + x + 2];
    out[x] = Math.min(255, Math.abs(sum - 4 * lumas[at + x + 1]));
  }
}

/** Rounded square roots of all squares whose root rounds to less than 255. */
const ROOTS = Uint8Array.from(
  { length: Math.ceil(254.5 ** 2) },
  (_, i) => Math.round(Math.sqrt(i)),
);
