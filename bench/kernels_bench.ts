/**
 * Compiled kernels against the reference, one 4K frame, opaque, one thread. "resident" is a frame that lies in the
 * memory of the kernels, as in bands; "copied" one that lies elsewhere and is copied some rows at a time.
 *
 * @module
 */
import { LIMITS } from "../app.ts";
import { kernelSet } from "../kernels/active.ts";
import { type Kernels, prepareStage } from "../kernels/kernels.ts";
import { referenceKernels } from "../kernels/reference/mod.ts";
import { simdKernels } from "../kernels/simd/mod.ts";
import { type Stage, stageOutputSize } from "../kernels/stage.ts";
import { makePlan } from "../pipeline/plan.ts";
import { parseRecipe } from "../pipeline/recipe.ts";
import { createArena, frameBytes, frameImage, type FrameRef } from "../task/frame.ts";
import { createImage, type RgbaImage } from "../image/rgba_image.ts";
import { grainyFrame } from "./frames.ts";

/** Each lowers to one stage, or its first one counts. */
const RECIPES = [
  "invert",
  "brightness:1.2",
  "gamma:0.6",
  "grayscale",
  "saturation:1.5",
  "convolve:0/-1/0/-1/5/-1/0/-1/0",
  "edges:sobel",
  "blur:2",
  "blur:8",
  "sharpen:2",
  "box_blur:11",
  "resize:1920:kernel=area",
  "resize:480:kernel=area",
  "resize:1920:kernel=lanczos3",
  "resize:480:kernel=lanczos3",
  "median:3",
  "dilate:5",
  "bilateral:3",
  "canny",
  "heavy_sharpen",
];

/** The reference takes seconds for some. */
const RUNS = { simd: 20, reference: 3 } as const;

if (kernelSet() !== "simd") throw new Error("Cannot compare kernels as this machine has no SIMD");

const source = grainyFrame(3840, 2160);
const arena = createArena(2 * frameBytes(source) + 64);
const first: FrameRef = { width: source.width, height: source.height, offset: 0 };
const inArena = frameImage(arena, first);
inArena.data.set(source.data);
const elsewhere = createImage(source.width, source.height);

for (const recipe of RECIPES) {
  const [stage] = makePlan(parseRecipe(recipe), source, { limits: LIMITS }).stages;
  const size = stageOutputSize(stage, source);
  const target = { ...size, data: elsewhere.data.subarray(0, frameBytes(size)) };
  const targetInArena = frameImage(arena, { ...size, offset: frameBytes(source) });
  measure(recipe, "reference", referenceKernels, stage, source, target);
  measure(recipe, "simd, copied", simdKernels, stage, source, target);
  measure(recipe, "simd, resident", simdKernels, stage, inArena, targetInArena);
}

function measure(
  group: string,
  name: string,
  kernels: Kernels,
  stage: Stage,
  from: RgbaImage,
  to: RgbaImage,
): void {
  const isReference = kernels === referenceKernels;
  Deno.bench({
    name,
    group,
    baseline: isReference,
    n: isReference ? RUNS.reference : RUNS.simd,
    warmup: isReference ? 1 : 3,
    fn: () => prepareStage(kernels, stage, from, to)(0, to.height),
  });
}
