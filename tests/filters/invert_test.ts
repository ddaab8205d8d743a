import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { arbitraryImage } from "../arbitrary_image.ts";
import { assertSamePixels, paint } from "../kernels/run_stage.ts";
import { applyFilter, stagesOf } from "./apply_filter.ts";
import { assertFormula, each } from "./formula.ts";

Deno.test("invert() takes each colour from 255 and keeps alpha", () => {
  const image = paint(1, 1, () => [0, 10, 255, 77]);
  assertEquals([...applyFilter("invert", image).data], [255, 245, 0, 77]);
  assertEquals([...applyFilter("negate", image).data], [255, 245, 0, 77]);
  assertEquals([...applyFilter("invert:0.5", image).data], [128, 128, 128, 77]);
});

Deno.test("invert() twice gives the picture back (P1)", () => {
  fc.assert(fc.property(arbitraryImage(), (image) => {
    assertSamePixels(applyFilter("invert,invert", image), image);
  }));
});

Deno.test("invert() in part equals its formula, and not at all is nothing to do", () => {
  assertEquals(stagesOf("invert:0", { width: 1, height: 1 }), []);
  fc.assert(
    fc.property(arbitraryImage(), fc.integer({ min: 0, max: 100 }), (image, percent) => {
      const amount = percent / 100;
      const formula = each((level) => amount * (255 - level) + (1 - amount) * level);
      assertFormula(applyFilter(`invert:${amount}`, image), image, formula, 1e-6);
    }),
    { numRuns: 60 },
  );
});
