import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { arbitraryImage } from "../arbitrary_image.ts";
import { assertSamePixels, channelRows } from "../kernels/run_stage.ts";
import { applyFilter, stagesOf } from "./apply_filter.ts";
import { assertFormula, GREYS, mixed } from "./formula.ts";

/** As the W3C Filter Effects Module prints it for `saturate`. */
function saturate(s: number): number[][] {
  return [
    [0.213 + 0.787 * s, 0.715 - 0.715 * s, 0.072 - 0.072 * s],
    [0.213 - 0.213 * s, 0.715 + 0.285 * s, 0.072 - 0.072 * s],
    [0.213 - 0.213 * s, 0.715 - 0.715 * s, 0.072 + 0.928 * s],
  ];
}

Deno.test("saturation() equals the matrix of the W3C within half a level", () => {
  const factor = fc.integer({ min: 0, max: 100 }).map((n) => n / 10);
  fc.assert(
    fc.property(arbitraryImage(), factor, (image, factor) => {
      const actual = applyFilter(`saturation:${factor}`, image);
      assertFormula(actual, image, mixed(saturate(factor)));
    }),
    { numRuns: 60 },
  );
});

Deno.test("saturation() keeps every grey and alpha, whatever the factor", () => {
  for (const factor of [0, 0.3, 1.7, 10]) {
    assertSamePixels(applyFilter(`saturation:${factor}`, GREYS), GREYS);
  }
});

Deno.test("saturation() of 0 is grey, of 1 nothing to do (P1)", () => {
  assertEquals(stagesOf("saturation:1", { width: 1, height: 1 }), []);
  fc.assert(
    fc.property(arbitraryImage(), (image) => {
      const grey = applyFilter("saturate:0", image);
      assertEquals(channelRows(grey, 0), channelRows(grey, 1));
      assertEquals(channelRows(grey, 0), channelRows(grey, 2));
    }),
    { numRuns: 30 },
  );
});
