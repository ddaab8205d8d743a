import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { arbitraryImage } from "../arbitrary_image.ts";
import { assertSamePixels, paint, pixelAt } from "../kernels/run_stage.ts";
import { applyFilter, stagesOf } from "./apply_filter.ts";

const LEVEL = fc.integer({ min: 0, max: 255 });

Deno.test("threshold() compares luma, or each colour for itself", () => {
  // Luma of the first is 124, of the second 76.
  const image = paint(2, 1, (x) => x === 0 ? [10, 200, 30, 5] : [255, 0, 0, 0]);
  assertEquals([...applyFilter("threshold:124", image).data], [255, 255, 255, 5, 0, 0, 0, 0]);
  assertEquals([...applyFilter("threshold:125", image).data], [0, 0, 0, 5, 0, 0, 0, 0]);
  assertEquals(
    [...applyFilter("threshold:30:grayscale=false", image).data],
    [0, 255, 255, 5, 255, 0, 0, 0],
  );
});

Deno.test("threshold() is white from the level on, black below", () => {
  fc.assert(
    fc.property(arbitraryImage(), LEVEL, (image, level) => {
      const luma = applyFilter("grayscale", image);
      for (const [recipe, compared] of [["true", luma], ["false", image]] as const) {
        const expected = paint(image.width, image.height, (x, y) => {
          const [red, green, blue, alpha] = pixelAt(compared, x, y);
          const [r, g, b] = [red, green, blue].map((value) => value < level ? 0 : 255);
          return [r, g, b, alpha];
        });
        assertSamePixels(applyFilter(`threshold:${level}:grayscale=${recipe}`, image), expected);
      }
    }),
    { numRuns: 60 },
  );
});

Deno.test("threshold() twice is once, and its level is 128 by default (P1)", () => {
  fc.assert(
    fc.property(arbitraryImage(), LEVEL.filter((level) => level > 0), (image, level) => {
      const once = applyFilter(`threshold:${level}`, image);
      assertSamePixels(applyFilter(`threshold:${level}`, once), once);
    }),
    { numRuns: 40 },
  );
  const size = { width: 1, height: 1 };
  assertEquals(stagesOf("threshold", size), stagesOf("threshold:128", size));
});
