/** The interface that every implementation of the kernels keeps. @module */
import type { RgbaImage } from "../image/rgba_image.ts";
import type { Stage, StageOf } from "./stage.ts";

/** Fills the target rows from `from` up to, not including, `to`. */
export type RunRows = (from: number, to: number) => void;

/**
 * Prepares one stage on one picture: takes the row buffers and tables it needs once, so that each band
 * only computes. Reads any row of `source`, which it never writes; writes only the rows it is asked for.
 * Whatever the cut into bands, the target's bytes are the same.
 */
export type Kernel<S extends Stage> = (
  stage: S,
  source: RgbaImage,
  target: RgbaImage,
) => RunRows;

/** One function a stage. */
export type Kernels = { readonly [K in Stage["kind"]]: Kernel<StageOf<K>> };

/** Picks the kernel of a stage. The one place where the compiler cannot follow kind and function. */
export function prepareStage(
  kernels: Kernels,
  stage: Stage,
  source: RgbaImage,
  target: RgbaImage,
): RunRows {
  const kernel = kernels[stage.kind] as Kernel<Stage>;
  return kernel(stage, source, target);
}
