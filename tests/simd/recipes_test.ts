import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { prepareStage } from "../../kernels/kernels.ts";
import { simdKernels } from "../../kernels/simd/mod.ts";
import { isSplittable } from "../../kernels/stage.ts";
import { arbitraryImage } from "../arbitrary_image.ts";
import { stagesOf } from "../filters/apply_filter.ts";
import { RESIZES, SAME_SIZE } from "../filters/recipes.ts";
import { dirtyTarget, runStage } from "../kernels/run_stage.ts";
import { assertSameBytes } from "./same_bytes.ts";

for (const recipe of [...SAME_SIZE, ...RESIZES]) {
  Deno.test(`${recipe} gives the same bytes on compiled kernels as on the reference`, () => {
    fc.assert(
      fc.property(arbitraryImage(), fc.integer(), (image, seed) => {
        let current = image;
        for (const stage of stagesOf(recipe, image)) {
          if (isSplittable(stage)) assertSameBytes(stage, current, seed);
          const target = dirtyTarget(stage, current);
          prepareStage(simdKernels, stage, current, target)(0, target.height);
          current = runStage(stage, current);
          assertEquals(target.data, current.data);
        }
      }),
      { numRuns: 20 },
    );
  });
}
