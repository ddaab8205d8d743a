/** Tables of weights for resampling along one axis. @module */
import type { AxisWeights } from "../kernels/stage.ts";

/** The ways to rebuild a signal between its samples. */
export type ResampleKernel = "linear" | "cubic" | "catmull_rom" | "mitchell" | "lanczos3" | "area";

/** Which part of the source axis becomes how many target samples. */
export interface AxisMap {
  /** Source samples. */
  readonly size: number;
  /** Where the part begins, in source samples from the outer edge of the first. */
  readonly offset: number;
  /** How long the part is, in source samples. */
  readonly span: number;
  /** Target samples. */
  readonly target: number;
}

/** Unit of the weights: Q14. */
const ONE = 16384;

interface Curve {
  readonly support: number;
  at(x: number): number;
}

/**
 * Cubic: Keys, "Cubic convolution interpolation for digital image processing", 1981, with a = -0.75 as in
 * OpenCV, or -0.5 (Catmull-Rom). Mitchell: Mitchell and Netravali, "Reconstruction filters in computer
 * graphics", 1988, B = C = 1/3. Lanczos: sinc windowed by its own main lobe, three lobes.
 */
const CURVES = {
  linear: { support: 1, at: (x) => 1 - Math.abs(x) },
  cubic: { support: 2, at: (x) => keys(Math.abs(x), -0.75) },
  catmull_rom: { support: 2, at: (x) => keys(Math.abs(x), -0.5) },
  mitchell: { support: 2, at: (x) => mitchell(Math.abs(x)) },
  lanczos3: { support: 3, at: (x) => sinc(x) * sinc(x / 3) },
} as const satisfies Record<Exclude<ResampleKernel, "area">, Curve>;

/**
 * Weights with half-pixel centres. When shrinking, `antialias` widens the kernel by the same factor;
 * `area` always integrates over the exact part of the source that a target sample covers.
 */
export function axisWeights(
  map: AxisMap,
  kernel: ResampleKernel,
  antialias: boolean,
): AxisWeights {
  const scale = map.span / map.target;
  const samples = Array.from({ length: map.target }, (_, i) => {
    if (kernel === "area") return coverage(map.offset + i * scale, map.offset + (i + 1) * scale);
    const centre = map.offset + (i + 0.5) * scale - 0.5;
    return curveSamples(CURVES[kernel], centre, antialias ? Math.max(1, scale) : 1);
  }).map((sample) => {
    const { start, weights } = foldBorder(sample, map.size);
    return trim({ start, weights: quantise(weights) });
  });
  const taps = samples.reduce((most, { weights }) => Math.max(most, weights.length), 1);
  const starts = new Int32Array(map.target);
  const weights = new Int16Array(map.target * taps);
  samples.forEach((sample, i) => {
    // A short sample near the far border starts earlier, so that no tap lies outside the source.
    starts[i] = Math.min(sample.start, map.size - taps);
    weights.set(sample.weights, i * taps + sample.start - starts[i]);
  });
  return { taps, starts, weights };
}

/** Weights of neighbouring source samples from `start` on. */
interface Sample {
  readonly start: number;
  readonly weights: number[];
}

function curveSamples(curve: Curve, centre: number, stretch: number): Sample {
  const reach = curve.support * stretch;
  const start = Math.ceil(centre - reach);
  const end = Math.floor(centre + reach);
  const weights = Array.from(
    { length: end - start + 1 },
    (_, k) => curve.at((start + k - centre) / stretch),
  );
  return { start, weights };
}

function coverage(from: number, to: number): Sample {
  const start = Math.floor(from);
  const end = Math.max(start + 1, Math.ceil(to));
  const weights = Array.from(
    { length: end - start },
    (_, k) => Math.max(0, Math.min(to, start + k + 1) - Math.max(from, start + k)),
  );
  return { start, weights };
}

/** Adds what lies beyond the border to the border sample: the rule "replicate". */
function foldBorder(sample: Sample, size: number): Sample {
  const first = Math.min(Math.max(sample.start, 0), size - 1);
  const last = Math.min(Math.max(sample.start + sample.weights.length - 1, 0), size - 1);
  const weights = new Array<number>(last - first + 1).fill(0);
  sample.weights.forEach((weight, k) => {
    const index = Math.min(Math.max(sample.start + k, first), last);
    weights[index - first] += weight;
  });
  return { start: first, weights };
}

/**
 * Integers that sum to `ONE`. Each is rounded together with the error of those outside it, from both ends to
 * the middle: however many taps there are, no part of the kernel is off by more than one step, and a
 * symmetric kernel stays symmetric.
 */
function quantise(weights: readonly number[]): number[] {
  const scale = ONE / weights.reduce((sum, weight) => sum + weight, 0);
  const integers = new Array<number>(weights.length).fill(0);
  const middle = (weights.length - 1) >> 1;
  let rest = ONE;
  function diffuse(from: number, step: 1 | -1, count: number): void {
    let exact = 0;
    let given = 0;
    for (let i = 0, at = from; i < count; i++, at += step) {
      exact += weights[at] * scale;
      integers[at] = Math.round(exact) - given;
      given += integers[at];
    }
    rest -= given;
  }
  diffuse(0, 1, weights.length >> 1);
  diffuse(weights.length - 1, -1, weights.length >> 1);
  integers[middle] += rest;
  return integers;
}

/** Without the zeros at both ends, which kernels have where they cross the axis. */
function trim(sample: Sample): Sample {
  const first = sample.weights.findIndex((weight) => weight !== 0);
  const last = sample.weights.findLastIndex((weight) => weight !== 0);
  return { start: sample.start + first, weights: sample.weights.slice(first, last + 1) };
}

function keys(x: number, a: number): number {
  if (x < 1) return ((a + 2) * x - (a + 3)) * x * x + 1;
  if (x < 2) return ((a * x - 5 * a) * x + 8 * a) * x - 4 * a;
  return 0;
}

function mitchell(x: number): number {
  if (x < 1) return (21 * x * x * x - 36 * x * x + 16) / 18;
  if (x < 2) return (-7 * x * x * x + 36 * x * x - 60 * x + 32) / 18;
  return 0;
}

function sinc(x: number): number {
  return x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
}
