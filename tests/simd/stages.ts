/** Random stages of the kinds that have a compiled kernel. @module */
import fc from "fast-check";
import { axisWeights, type ResampleKernel } from "../../filters/resample_weights.ts";
import type { Size } from "../../image/rgba_image.ts";
import type { GradientOperator, Stage } from "../../kernels/stage.ts";
import { arbitraryHalfKernel } from "../kernels/run_stage.ts";

/** A stage for a picture of a size. */
export type StageFor = (size: Size) => Stage;

const OPERATORS: readonly GradientOperator[] = ["sobel", "scharr", "prewitt", "laplacian"];
const CURVES: readonly ResampleKernel[] = [
  "linear",
  "cubic",
  "catmull_rom",
  "mitchell",
  "lanczos3",
  "area",
];

/** Half kernels of photos, and some that are far wider than a small picture. */
const halfKernels = fc.oneof(
  arbitraryHalfKernel(),
  fc.integer({ min: 1, max: 90 }).map((radius) =>
    Uint16Array.of(256 - 2 * radius, ...new Array<number>(radius).fill(1))
  ),
);

/** By the name of what is tried. */
export const STAGES: Readonly<Record<string, fc.Arbitrary<StageFor>>> = {
  luma: fc.constant(() => ({ kind: "luma" })),

  "lut of any table": fc.uint8Array({ minLength: 256, maxLength: 256 }).map((table) => () => ({
    kind: "lut",
    table,
  })),

  "lut of a straight line": fc.record({
    slope: fc.double({ min: -3.9, max: 3.9, noNaN: true }),
    offset: fc.integer({ min: -300, max: 500 }),
  }).map(({ slope, offset }) => () => ({
    kind: "lut",
    table: lineTable(slope, offset),
  })),

  blur: halfKernels.map((weights) => () => ({ kind: "blur", weights })),

  unsharp: fc.record({
    weights: halfKernels,
    amount: fc.integer({ min: 1, max: 2560 }),
    threshold: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 65280 })),
  }).map((params) => () => ({ kind: "unsharp", ...params })),

  gradient: fc.constantFrom(...OPERATORS).map((operator) => () => ({ kind: "gradient", operator })),

  nonmax: fc.record({
    smoothing: fc.oneof(fc.constant(Uint16Array.of(256)), halfKernels),
    low: fc.integer({ min: 0, max: 300 }),
    more: fc.integer({ min: 0, max: 3000 }),
  }).map(({ smoothing, low, more }) => () => ({
    kind: "nonmax",
    smoothing,
    low,
    high: low + more,
  })),

  resample: fc.record({
    across: fc.integer({ min: 1, max: 70 }),
    down: fc.integer({ min: 1, max: 70 }),
    curve: fc.constantFrom(...CURVES),
    antialias: fc.boolean(),
  }).map(({ across, down, curve, antialias }) => ({ width, height }) => {
    const axis = (size: number, target: number) =>
      axisWeights({ size, offset: 0, span: size, target }, curve, antialias);
    return { kind: "resample", horizontal: axis(width, across), vertical: axis(height, down) };
  }),

  "resample to half": fc.constant(({ width, height }) => ({
    kind: "resample",
    horizontal: halfAxis(width),
    vertical: halfAxis(height),
  })),

  detail: fc.record({
    radius: fc.integer({ min: 1, max: 8 }),
    tolerance: fc.integer({ min: 1, max: 255 }),
    strength: fc.integer({ min: 1, max: 2560 }),
    sides: fc.uint8Array({ minLength: 289, maxLength: 289, max: 128 }),
  }).map(({ radius, tolerance, strength, sides }) => () => ({
    kind: "detail",
    radius,
    strength,
    spatial: Uint16Array.from(
      { length: (2 * radius + 1) ** 2 },
      // The pixel itself always counts.
      (_, i) => i === 2 * radius * (radius + 1) ? 128 : sides[i],
    ),
    range: Uint16Array.from(
      { length: 256 },
      (_, difference) => Math.round(256 * Math.exp(-(difference ** 2) / (2 * tolerance ** 2))),
    ),
  })),
};

/** More by the name of what is tried: those whose neighbours are a square or a disc. */
export const SQUARES: Readonly<Record<string, fc.Arbitrary<StageFor>>> = {
  matrix: fc.array(fc.integer({ min: -400_000, max: 400_000 }), { minLength: 12, maxLength: 12 })
    .map((numbers) => () => ({
      kind: "matrix",
      rows: Int32Array.from(numbers, (n, i) => i % 4 === 3 ? n * 40 : n),
    })),

  "convolve in 16 bits": fc.record({
    weights: fc.array(fc.integer({ min: -14, max: 14 }), { minLength: 9, maxLength: 9 }),
    bias: fc.integer({ min: -255, max: 255 }),
  }).map(({ weights, bias }) => () => ({
    kind: "convolve",
    side: 3,
    weights: Int32Array.from(weights),
    divisor: 1,
    bias,
  })),

  "convolve in 32 bits": fc.record({
    side: fc.constantFrom(1, 3, 5, 7),
    weights: fc.array(fc.integer({ min: -40_000, max: 40_000 }), { minLength: 49, maxLength: 49 }),
    scale: fc.constantFrom(1, 100, 1_000),
    divisor: fc.integer({ min: 1, max: 100_000 }),
    bias: fc.integer({ min: -100_000, max: 100_000 }),
  }).map(({ side, weights, scale, divisor, bias }) => () => ({
    kind: "convolve",
    side,
    weights: Int32Array.from(weights.slice(0, side * side), (w) => Math.trunc(w / scale)),
    divisor,
    bias,
  })),

  median: fc.integer({ min: 1, max: 2 }).map((radius) => () => ({ kind: "median", radius })),

  morphology: fc.record({
    operation: fc.constantFrom("dilate" as const, "erode" as const),
    radius: fc.integer({ min: 1, max: 40 }),
  }).map((params) => () => ({ kind: "morphology", ...params })),

  box: fc.integer({ min: 1, max: 90 }).map((radius) => () => ({ kind: "box", radius })),

  bilateral: fc.record({
    radius: fc.integer({ min: 1, max: 5 }),
    tolerance: fc.integer({ min: 1, max: 300 }),
    sides: fc.uint8Array({ minLength: 121, maxLength: 121 }),
  }).map(({ radius, tolerance, sides }) => () => ({
    kind: "bilateral",
    radius,
    spatial: Uint16Array.from(
      { length: (2 * radius + 1) ** 2 },
      (_, i) => i === 2 * radius * (radius + 1) ? 255 : sides[i],
    ),
    range: Uint16Array.from(
      { length: 766 },
      (_, difference) => Math.round(256 * Math.exp(-(difference ** 2) / (2 * tolerance ** 2))),
    ),
  })),
};

/** `slope * value + offset`, rounded and clamped. */
export function lineTable(slope: number, offset: number): Uint8Array {
  const exact = Float64Array.from(
    { length: 256 },
    (_, value) => Math.round(slope * value + offset),
  );
  return new Uint8Array(Uint8ClampedArray.from(exact));
}

/** Means of two, as an area resize to half gives them; the rest of an odd size is left out. */
function halfAxis(size: number) {
  if (size === 1) {
    return { taps: 1, starts: Int32Array.of(0), weights: Int16Array.of(16384) };
  }
  const target = size >> 1;
  return {
    taps: 2,
    starts: Int32Array.from({ length: target }, (_, i) => 2 * i),
    weights: new Int16Array(2 * target).fill(8192),
  };
}
