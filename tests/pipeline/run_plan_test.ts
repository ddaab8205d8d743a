import { assert, assertEquals, assertGreater, assertStrictEquals } from "@std/assert";
import fc from "fast-check";
import { DEFAULT_LIMITS as limits } from "../../config.ts";
import type { RgbaImage } from "../../image/rgba_image.ts";
import { makePlan } from "../../pipeline/plan.ts";
import { parseRecipe } from "../../pipeline/recipe.ts";
import { runPlan } from "../../pipeline/run_plan.ts";
import { arbitraryImage } from "../arbitrary_image.ts";

/** Runs a recipe in bands of about `bandMs`; returns the result and how often it yielded. */
function run(
  recipe: string,
  image: RgbaImage,
  bandMs: number,
): { result: RgbaImage; bands: number } {
  const bands = runPlan(makePlan(parseRecipe(recipe), image, { limits }), image, { bandMs });
  for (let count = 0;; count++) {
    const step = bands.next();
    if (step.done) return { result: step.value, bands: count };
  }
}

const RECIPES = [
  "blur:2,edges",
  "sharpen:sigma=1:amount=2,grayscale",
  "resize:23:height=17:fit=fill,canny",
  "heavy_sharpen,brightness:1.3",
];

for (const recipe of RECIPES) {
  Deno.test(`runPlan() gives the same bytes whole and in the smallest bands: ${recipe} (P8)`, () => {
    fc.assert(
      fc.property(arbitraryImage(), (image) => {
        const before = image.data.slice();
        const whole = run(recipe, image, Infinity);
        const banded = run(recipe, image, 1e-9);
        assertEquals(banded.result, whole.result);
        assertEquals(image.data, before, "the input was written to");
      }),
      { numRuns: 40 },
    );
  });
}

Deno.test("runPlan() yields between bands, more often the shorter they are", () => {
  const image = { width: 64, height: 64, data: new Uint8ClampedArray(64 * 64 * 4).fill(90) };
  assertEquals(run("heavy_sharpen", image, Infinity).bands, 1);
  assertGreater(run("heavy_sharpen", image, 0.01).bands, 8);
});

Deno.test("runPlan() reports progress that never goes back and ends at the plan's cost", () => {
  const image = { width: 40, height: 40, data: new Uint8ClampedArray(40 * 40 * 4).fill(200) };
  const plan = makePlan(parseRecipe("blur:3,sharpen,canny"), image, { limits });
  let last = 0;
  for (const { done, total } of runPlan(plan, image, { bandMs: 0.01 })) {
    assert(done >= last && done <= total * (1 + 1e-9), `${done} of ${total} after ${last}`);
    last = done;
  }
  assertGreater(last, plan.cost * (1 - 1e-9));
});

Deno.test("runPlan() hands the picture through when there is nothing to do", () => {
  const image = { width: 2, height: 2, data: new Uint8ClampedArray(16).fill(7) };
  assertStrictEquals(run("brightness:1", image, 4).result, image);
});
