import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { arbitraryImage } from "../arbitrary_image.ts";
import { assertSamePixels, channelRows, roundedQuotient } from "../kernels/run_stage.ts";
import { applyFilter, stagesOf } from "./apply_filter.ts";
import { assertFormula, each, GREYS } from "./formula.ts";

Deno.test("posterize() leaves evenly spaced levels, black and white among them", () => {
  const levelsOf = (recipe: string) => [...new Set(channelRows(applyFilter(recipe, GREYS))[0])];
  assertEquals(levelsOf("posterize:2"), [0, 255]);
  assertEquals(levelsOf("posterize:4"), [0, 85, 170, 255]);
  assertEquals(levelsOf("posterize:6"), [0, 51, 102, 153, 204, 255]);
  for (let levels = 2; levels <= 256; levels++) {
    assertEquals(levelsOf(`posterize:${levels}`).length, levels);
  }
});

Deno.test("posterize() takes each value to the nearest level", () => {
  fc.assert(
    fc.property(arbitraryImage(), fc.integer({ min: 2, max: 256 }), (image, levels) => {
      const steps = levels - 1;
      const formula = each((value) => roundedQuotient(value * steps, 255) * 255 / steps);
      const actual = applyFilter(`posterize:${levels}`, image);
      assertFormula(actual, image, formula, 1e-6);
      const furthest = 255 / steps / 2 + 0.5;
      assert(actual.data.every((value, i) => Math.abs(value - image.data[i]) <= furthest));
      assertSamePixels(applyFilter(`posterize:${levels}`, actual), actual);
    }),
    { numRuns: 60 },
  );
});

Deno.test("posterize() to all 256 levels is nothing to do (P1)", () => {
  assertEquals(stagesOf("posterize:256", { width: 1, height: 1 }), []);
  assertSamePixels(applyFilter("posterise:3", GREYS), applyFilter("posterize:3", GREYS));
});
