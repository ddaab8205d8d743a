import { assertEquals, assertThrows } from "@std/assert";
import { DEFAULT_LIMITS } from "../../config.ts";
import { LimitError } from "../../errors.ts";
import { makePlan } from "../../pipeline/plan.ts";
import { parseRecipe } from "../../pipeline/recipe.ts";

for (const kernel of ["lanczos3", "nearest"]) {
  Deno.test(`resize refuses a result of 900 million rows before it makes weights for them, with ${kernel}`, () => {
    const steps = parseRecipe(`resize:30000:kernel=${kernel}`);
    const error = assertThrows(
      () => makePlan(steps, { width: 1, height: 30_000 }, { limits: DEFAULT_LIMITS }),
      LimitError,
    );
    assertEquals(error.code, "too_many_pixels");
    assertEquals(
      error.message,
      "Cannot accept result as 30000x900000000 exceeds the limit of 100000 pixels a side",
    );
  });
}
