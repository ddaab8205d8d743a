import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { arbitraryImage } from "../arbitrary_image.ts";
import { assertSamePixels, paint } from "../kernels/run_stage.ts";
import { applyFilter, stagesOf } from "./apply_filter.ts";
import { assertFormula, each } from "./formula.ts";

Deno.test("solarize() inverts levels from the threshold on", () => {
  const image = paint(1, 1, () => [127, 128, 255, 200]);
  assertEquals([...applyFilter("solarize", image).data], [127, 127, 0, 200]);
  assertEquals([...applyFilter("solarize:255", image).data], [127, 128, 0, 200]);
});

Deno.test("solarize() equals its formula for any threshold", () => {
  fc.assert(
    fc.property(arbitraryImage(), fc.integer({ min: 0, max: 256 }), (image, threshold) => {
      const formula = each((level) => level < threshold ? level : 255 - level);
      assertFormula(applyFilter(`solarize:${threshold}`, image), image, formula, 0);
    }),
    { numRuns: 60 },
  );
});

Deno.test("solarize() of everything is invert(), of nothing is nothing to do (P1)", () => {
  assertEquals(stagesOf("solarize:256", { width: 1, height: 1 }), []);
  fc.assert(
    fc.property(arbitraryImage(), (image) => {
      assertSamePixels(applyFilter("solarize:0", image), applyFilter("invert", image));
    }),
    { numRuns: 30 },
  );
});
