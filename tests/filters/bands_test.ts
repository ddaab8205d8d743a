import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { filterNames } from "../../filters/registry.ts";
import { isSplittable } from "../../kernels/stage.ts";
import { arbitraryImage } from "../arbitrary_image.ts";
import { assertSamePixels, runStage, runStageInBands } from "../kernels/run_stage.ts";
import { stagesOf } from "./apply_filter.ts";
import { ALL_RECIPES } from "./recipes.ts";

for (const recipe of ALL_RECIPES) {
  Deno.test(`${recipe} gives the same bytes for any bands in any order (P8, P9)`, () => {
    fc.assert(
      fc.property(arbitraryImage(), fc.integer(), (image, seed) => {
        const before = image.data.slice();
        let whole = image;
        let banded = image;
        for (const stage of stagesOf(recipe, image)) {
          whole = runStage(stage, whole);
          const run = isSplittable(stage) ? runStageInBands : runStage;
          banded = run(stage, banded, seed);
          assertSamePixels(banded, whole);
        }
        assertEquals(whole.data.length, whole.width * whole.height * 4);
        assertEquals(image.data, before, "the source was written to");
      }),
      { numRuns: 60 },
    );
  });
}

Deno.test("the recipes of this folder's properties reach every filter", () => {
  for (const name of filterNames()) {
    assert(ALL_RECIPES.some((recipe) => recipe.split(":")[0] === name), name);
  }
});
