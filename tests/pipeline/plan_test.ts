import { assert, assertEquals, assertThrows } from "@std/assert";
import { DEFAULT_LIMITS as limits } from "../../config.ts";
import { LimitError } from "../../errors.ts";
import { makePlan } from "../../pipeline/plan.ts";
import { parseRecipe } from "../../pipeline/recipe.ts";

const FRAME = { width: 3840, height: 2160 };

Deno.test("makePlan() gives an empty plan for steps that change nothing", () => {
  const plan = makePlan(parseRecipe("brightness:1,resize:3840"), FRAME, { limits });
  assertEquals(plan.stages, []);
  assertEquals(plan.output, FRAME);
  assertEquals(plan.cost, 0);
});

Deno.test("makePlan() turns first, so that later steps see the upright size", () => {
  const plan = makePlan(parseRecipe("resize:1080"), FRAME, { orientation: 6, limits });
  assertEquals(plan.stages[0].kind, "orient");
  assertEquals(plan.output, { width: 1080, height: 1920 });
});

Deno.test("makePlan() sums the halo of local stages", () => {
  const plan = makePlan(parseRecipe("blur:sigma=1,edges"), FRAME, { limits });
  assertEquals(plan.halo, 3 + 1);
});

Deno.test("makePlan() refuses an enlargement beyond the limits before any pixel exists", () => {
  assertThrows(
    () => makePlan(parseRecipe("resize:30000:height=30000:fit=fill"), FRAME, { limits }),
    LimitError,
    "30000x30000",
  );
});

Deno.test("makePlan() is plain data: a clone plans the same", () => {
  const plan = makePlan(parseRecipe("resize:800,sharpen,heavy_sharpen,canny"), FRAME, { limits });
  assertEquals(structuredClone(plan), plan);
});

Deno.test("makePlan() knows a heavy recipe from a light one, and its bytes", () => {
  const heavy = makePlan(parseRecipe("heavy_sharpen"), FRAME, { limits });
  const light = makePlan(parseRecipe("brightness:1.2"), FRAME, { limits });
  assertEquals([heavy.weight, light.weight], ["heavy", "light"]);
  assert(light.bytes >= 2 * FRAME.width * FRAME.height * 4);
});

Deno.test("makePlan() keeps nothing of what it is given but the size", () => {
  const info = { ...FRAME, format: "png", frames: 1 };
  const plan = makePlan(parseRecipe("grayscale"), info, { limits });
  assertEquals([plan.input, plan.output], [FRAME, FRAME]);
});
