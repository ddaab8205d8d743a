import { assertEquals, assertLess } from "@std/assert";
import { DEFAULT_LIMITS as limits } from "../../config.ts";
import { decodeShrink } from "../../pipeline/decode_shrink.ts";
import { makePlan } from "../../pipeline/plan.ts";
import { parseRecipe } from "../../pipeline/recipe.ts";

const FRAME = { width: 3840, height: 2160 };

for (
  const [recipe, expected] of [
    ["resize:1921", 1],
    ["resize:961", 1],
    ["resize:960", 2],
    ["resize:481", 2],
    ["resize:480", 4],
    ["resize:240", 8],
    ["resize:10", 8],
    ["resize:scale=0.125", 4],
    ["resize:480,sharpen", 4],
    ["sharpen,resize:480", 1],
    ["resize:7680", 1],
    ["resize:3840", 1],
    // The smaller of the two factors counts.
    ["resize:480:height=1080:fit=fill", 1],
    ["resize:480:height=540:fit=fill", 2],
    ["resize:480:height=480:fit=cover", 2],
    ["resize:480:height=480:fit=inside", 4],
    // They promise particular samples of the picture, or an exact part of them.
    ["resize:240:kernel=nearest", 1],
    ["resize:240:antialias=false", 1],
    ["resize:240:kernel=area", 1],
    ["blur", 1],
  ] as const
) {
  Deno.test(`decodeShrink() of 3840x2160 is ${expected} for ${recipe}`, () => {
    assertEquals(decodeShrink(parseRecipe(recipe), FRAME), expected);
  });
}

Deno.test("decodeShrink() of no recipe is 1", () => {
  assertEquals(decodeShrink([], FRAME), 1);
});

for (const recipe of ["resize:300", "resize:97:height=50", "resize:120:height=200:fit=contain"]) {
  for (const orientation of [1, 6]) {
    Deno.test(`makePlan() of ${recipe} ends at the same size from a shrunk picture, orientation ${orientation}`, () => {
      const steps = parseRecipe(recipe);
      const size = { width: 3841, height: 2159 };
      const whole = makePlan(steps, size, { orientation, limits });
      assertEquals([whole.input, whole.shrink], [size, undefined]);
      for (const shrink of [2, 4, 8] as const) {
        const plan = makePlan(steps, size, { orientation, shrink, limits });
        assertEquals(plan.output, whole.output);
        assertEquals(plan.shrink, shrink);
        assertEquals(plan.input, {
          width: Math.ceil(3841 / shrink),
          height: Math.ceil(2159 / shrink),
        });
        assertLess(plan.cost, whole.cost);
        assertLess(plan.bytes, whole.bytes);
        assertEquals(
          plan.stages.map(({ kind }) => kind),
          whole.stages.map(({ kind }) => kind),
        );
      }
    });
  }
}
