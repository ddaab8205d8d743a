/** Runs filters as recipes name them, on the reference kernels. @module */
import type { RgbaImage, Size } from "../../image/rgba_image.ts";
import type { Stage } from "../../kernels/stage.ts";
import { findFilter } from "../../filters/registry.ts";
import { type Step } from "../../pipeline/step.ts";
import { parseRecipe } from "../../pipeline/recipe.ts";
import { stageOutputSize } from "../../kernels/stage.ts";
import { runStages } from "../kernels/run_stage.ts";

/** The stages of a recipe for a picture of this size. */
export function stagesOf(recipe: string, size: Size): Stage[] {
  const stages: Stage[] = [];
  let current = size;
  for (const step of parseRecipe(recipe)) {
    for (const stage of lower(step, current)) {
      stages.push(stage);
      current = stageOutputSize(stage, current);
    }
  }
  return stages;
}

function lower(step: Step, size: Size): Stage[] {
  return findFilter(step.filter)?.lower(step.params, size) ?? [];
}

/** A picture after a recipe. */
export function applyFilter(recipe: string, image: RgbaImage): RgbaImage {
  return runStages(stagesOf(recipe, image), image);
}
