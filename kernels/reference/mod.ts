/**
 * The specification: every stage in readable integer TypeScript. Faster implementations must give the same
 * bytes.
 *
 * @module
 */
import type { Kernels } from "../kernels.ts";
import { affine } from "./affine.ts";
import { bilateral } from "./bilateral.ts";
import { blur } from "./blur.ts";
import { box } from "./box.ts";
import { clahe } from "./clahe.ts";
import { convolve } from "./convolve.ts";
import { crop } from "./crop.ts";
import { custom } from "./custom.ts";
import { detail } from "./detail.ts";
import { extend } from "./extend.ts";
import { gradient } from "./gradient.ts";
import { equalize, stretch } from "./histogram_map.ts";
import { hysteresis } from "./hysteresis.ts";
import { luma } from "./luma.ts";
import { lumaLut } from "./luma_lut.ts";
import { lut } from "./lut.ts";
import { matrix } from "./matrix.ts";
import { median } from "./median.ts";
import { morphology } from "./morphology.ts";
import { nearest } from "./nearest.ts";
import { noise } from "./noise.ts";
import { nonmax } from "./nonmax.ts";
import { orient } from "./orient.ts";
import { pixelate } from "./pixelate.ts";
import { resample } from "./resample.ts";
import { unsharp } from "./unsharp.ts";
import { vignette } from "./vignette.ts";

/** One function a stage. */
export const referenceKernels: Kernels = {
  orient,
  lut,
  luma,
  nearest,
  resample,
  extend,
  blur,
  unsharp,
  detail,
  gradient,
  nonmax,
  hysteresis,
  crop,
  affine,
  matrix,
  luma_lut: lumaLut,
  vignette,
  noise,
  box,
  median,
  morphology,
  bilateral,
  convolve,
  pixelate,
  stretch,
  equalize,
  clahe,
  custom,
};
