/** The affine stage that turns a picture around its middle. @module */
import type { Size } from "../image/rgba_image.ts";
import type { AffineStage } from "../kernels/stage.ts";
import type { Colour } from "./param.ts";

/** How to rebuild between pixels. */
export type RotationKernel = "nearest" | "linear" | "catmull_rom";

/** What a rotation needs beside angle and size. */
export interface RotationOptions {
  /** Colour beyond the picture. */
  readonly background: Colour;
  /** How to rebuild between pixels. */
  readonly kernel: RotationKernel;
}

/** Unit of places in the source: Q32. */
const ONE = 2 ** 32;

/** Places between two samples that have weights of their own. */
const PLACES = 256;

/** Weight of a whole sample: Q8. */
const WEIGHT = 256;

/** Part of a pixel that a canvas may be too small by: less than any arithmetic error matters. */
const SLACK = 1e-6;

/** @param degrees clockwise */
export function rotationStage(degrees: number, size: Size, options: RotationOptions): AffineStage {
  const { background, kernel } = options;
  const radians = (degrees * Math.PI) / 180;
  const cos = Math.round(Math.cos(radians) * ONE);
  const sin = Math.round(Math.sin(radians) * ONE);
  const canvas = canvasSize(size, Math.abs(cos) / ONE, Math.abs(sin) / ONE);
  // The middles of both meet; a pixel's own middle lies half a step from its corner.
  const x = (1 - canvas.width) / 2;
  const y = (1 - canvas.height) / 2;
  const middle = [(size.width - 1) / 2 * ONE, (size.height - 1) / 2 * ONE] as const;
  return {
    kind: "affine",
    origin: [
      Math.round(middle[0] + x * cos + y * sin),
      Math.round(middle[1] - x * sin + y * cos),
    ],
    right: [cos, -sin],
    down: [sin, cos],
    ...kernelWeights(kernel),
    ...canvas,
    background,
  };
}

/** The smallest canvas of whole pixels that holds the turned picture. */
function canvasSize({ width, height }: Size, cos: number, sin: number): Size {
  return {
    width: Math.ceil(width * cos + height * sin - SLACK),
    height: Math.ceil(width * sin + height * cos - SLACK),
  };
}

function kernelWeights(kernel: RotationKernel): Pick<AffineStage, "taps" | "weights"> {
  switch (kernel) {
    case "nearest":
      return tabulate(2, (place) => place < 0.5 ? [1, 0] : [0, 1]);
    case "linear":
      return tabulate(2, (place) => [1 - place, place]);
    case "catmull_rom":
      return tabulate(4, (place) => [1 + place, place, 1 - place, 2 - place].map(catmullRom));
    default:
      return kernel satisfies never;
  }
}

function tabulate(
  taps: number,
  weightsAt: (place: number) => number[],
): Pick<AffineStage, "taps" | "weights"> {
  const places = Array.from({ length: PLACES }, (_, i) => quantise(weightsAt(i / PLACES)));
  return { taps, weights: Int16Array.from(places.flat()) };
}

/** Integers that sum to `WEIGHT`: the heaviest sample takes what rounding leaves. */
function quantise(weights: readonly number[]): number[] {
  const integers = weights.map((weight) => Math.round(weight * WEIGHT));
  const rest = WEIGHT - integers.reduce((sum, weight) => sum + weight, 0);
  const heaviest = integers.indexOf(Math.max(...integers));
  return integers.with(heaviest, integers[heaviest] + rest);
}

/** Keys, "Cubic convolution interpolation for digital image processing", 1981, with a = -0.5. */
function catmullRom(x: number): number {
  if (x < 1) return (1.5 * x - 2.5) * x * x + 1;
  return x < 2 ? ((-0.5 * x + 2.5) * x - 4) * x + 2 : 0;
}
