/**
 * The specification: every stage in readable integer TypeScript. Faster implementations must give the same
 * bytes.
 *
 * @module
 */
import type { Kernels } from "../kernels.ts";
import { blur } from "./blur.ts";
import { custom } from "./custom.ts";
import { detail } from "./detail.ts";
import { extend } from "./extend.ts";
import { gradient } from "./gradient.ts";
import { hysteresis } from "./hysteresis.ts";
import { luma } from "./luma.ts";
import { lut } from "./lut.ts";
import { nearest } from "./nearest.ts";
import { nonmax } from "./nonmax.ts";
import { orient } from "./orient.ts";
import { resample } from "./resample.ts";
import { unsharp } from "./unsharp.ts";

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
  custom,
};
