/**
 * All that a filter of one's own needs, and little else, so that workers load it quickly:
 * `@pixelpool/pixelpool/filter`.
 *
 * ```ts
 * import { customStage, defineFilter, integer, pixelWords } from "@pixelpool/pixelpool/filter";
 *
 * const params = {
 *   levels: integer({ min: 2, max: 64, default: 4, description: "Greens that are left" }),
 * } as const;
 *
 * export default defineFilter({
 *   name: "few_greens",
 *   kind: "tone",
 *   summary: "Leave only a few levels of green",
 *   border: "none",
 *   alpha: "kept",
 *   params,
 *   example: "few_greens:4",
 *   kernels: {
 *     reduce(source, target, { step }: { step: number }) {
 *       const from = pixelWords(source);
 *       const to = pixelWords(target);
 *       return (first, last) => {
 *         for (let i = first * source.width; i < last * source.width; i++) {
 *           const green = (from[i] >> 8) & 255;
 *           to[i] = (from[i] & ~0xff00) | ((green - green % step) << 8);
 *         }
 *       };
 *     },
 *   },
 *   lower: ({ levels }, size) => [
 *     customStage({
 *       filter: "few_greens",
 *       kernel: "reduce",
 *       params: { step: Math.ceil(256 / levels) },
 *       size,
 *       halo: 0,
 *       nsPerPixel: 3,
 *     }),
 *   ],
 * });
 * ```
 *
 * @module
 */
export { pixelWords, type RgbaImage, type Size } from "../image/rgba_image.ts";
export type { Shrink, ShrunkSource } from "../image/shrink.ts";
export {
  type CustomKernel,
  type CustomParams,
  customStage,
  type CustomStageOptions,
} from "../kernels/custom.ts";
export type { RunRows } from "../kernels/kernels.ts";
export type {
  AffineStage,
  AxisWeights,
  BilateralStage,
  BlurStage,
  BoxStage,
  ClaheStage,
  ConvolveStage,
  CropStage,
  CustomStage,
  DetailStage,
  EqualizeStage,
  ExtendStage,
  GradientOperator,
  GradientStage,
  HysteresisStage,
  LumaLutStage,
  LumaStage,
  LutStage,
  MatrixStage,
  MedianStage,
  MorphologyStage,
  NearestStage,
  NoiseStage,
  NonmaxStage,
  OrientStage,
  PixelateStage,
  ResampleStage,
  Stage,
  StretchStage,
  UnsharpStage,
  VignetteStage,
} from "../kernels/stage.ts";
export { defineFilter, type Filter, type FilterKind } from "./filter.ts";
export {
  boolean,
  type BooleanParam,
  choice,
  type ChoiceParam,
  type Colour,
  colour,
  type ColourParam,
  type DescribedParam,
  integer,
  number,
  type NumberOptions,
  type NumberParam,
  numbers,
  type NumbersParam,
  type Param,
  type Params,
  type ParamValue,
  type ValueOf,
  type ValuesOf,
} from "./param.ts";
