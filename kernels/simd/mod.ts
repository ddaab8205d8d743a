/**
 * The stages that have a kernel in WebAssembly with SIMD instructions: the same bytes as the reference, sooner. The
 * others come from the reference.
 *
 * @module
 */
import type { Kernels } from "../kernels.ts";
import { referenceKernels } from "../reference/mod.ts";
import { bilateral } from "./bilateral.ts";
import { blur } from "./blur.ts";
import { box } from "./box.ts";
import { convolve } from "./convolve.ts";
import { detail } from "./detail.ts";
import { gradient } from "./gradient.ts";
import { median } from "./median.ts";
import { morphology } from "./morphology.ts";
import { nonmax } from "./nonmax.ts";
import { luma, lut, matrix } from "./point.ts";
import { resample } from "./resample.ts";
import { unsharp } from "./unsharp.ts";

const fast = {
  bilateral,
  blur,
  box,
  convolve,
  detail,
  gradient,
  luma,
  lut,
  matrix,
  median,
  morphology,
  nonmax,
  resample,
  unsharp,
};

/** One function a stage. */
export const simdKernels: Kernels = { ...referenceKernels, ...fast };
