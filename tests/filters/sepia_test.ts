import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { arbitraryImage } from "../arbitrary_image.ts";
import { paint } from "../kernels/run_stage.ts";
import { applyFilter, stagesOf } from "./apply_filter.ts";
import { assertFormula, mixed } from "./formula.ts";

/** As the W3C Filter Effects Module prints it for `sepia`, with `r` for 1 - amount. */
function sepiaMatrix(r: number): number[][] {
  return [
    [0.393 + 0.607 * r, 0.769 - 0.769 * r, 0.189 - 0.189 * r],
    [0.349 - 0.349 * r, 0.686 + 0.314 * r, 0.168 - 0.168 * r],
    [0.272 - 0.272 * r, 0.534 - 0.534 * r, 0.131 + 0.869 * r],
  ];
}

Deno.test("sepia() gives grey the known brown and keeps alpha", () => {
  const image = paint(1, 1, () => [100, 100, 100, 9]);
  assertEquals([...applyFilter("sepia", image).data], [135, 120, 94, 9]);
});

Deno.test("sepia() equals the matrix of the W3C within half a level, for any amount", () => {
  const percent = fc.integer({ min: 0, max: 100 });
  fc.assert(
    fc.property(arbitraryImage(), percent, (image, percent) => {
      const actual = applyFilter(`sepia:${percent / 100}`, image);
      assertFormula(actual, image, mixed(sepiaMatrix(1 - percent / 100)));
    }),
    { numRuns: 60 },
  );
});

Deno.test("sepia() of 0 is nothing to do, and without parameters it is whole (P1)", () => {
  const size = { width: 1, height: 1 };
  assertEquals(stagesOf("sepia:0", size), []);
  assertEquals(stagesOf("sepia", size), stagesOf("sepia:1", size));
});
