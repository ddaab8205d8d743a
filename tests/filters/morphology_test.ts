import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { arbitraryImage } from "../arbitrary_image.ts";
import { assertSamePixels } from "../kernels/run_stage.ts";
import { applyFilter, stagesOf } from "./apply_filter.ts";

const SIZE = { width: 9, height: 9 };

for (const operation of ["dilate", "erode"] as const) {
  Deno.test(`${operation}() takes width first, 1 by default`, () => {
    assertEquals(stagesOf(operation, SIZE), [{ kind: "morphology", operation, radius: 1 }]);
    assertEquals(stagesOf(`${operation}:9`, SIZE), [{ kind: "morphology", operation, radius: 9 }]);
  });

  Deno.test(`${operation}() by two widths, one after the other, is ${operation}() by their sum`, () => {
    fc.assert(
      fc.property(arbitraryImage("opaque"), fc.integer({ min: 1, max: 5 }), (image, width) => {
        assertSamePixels(
          applyFilter(`${operation}:${width},${operation}:2`, image),
          applyFilter(`${operation}:${width + 2}`, image),
        );
      }),
    );
  });
}

Deno.test("erode() of the inverted picture is dilate(), inverted", () => {
  fc.assert(fc.property(arbitraryImage(), fc.integer({ min: 1, max: 9 }), (image, width) => {
    assertSamePixels(
      applyFilter(`invert,erode:${width},invert`, image),
      applyFilter(`dilate:${width}`, image),
    );
  }));
});

Deno.test("erode() then dilate() never brightens, and doing both again changes nothing", () => {
  fc.assert(
    fc.property(arbitraryImage("opaque"), fc.integer({ min: 1, max: 4 }), (image, width) => {
      const opening = `erode:${width},dilate:${width}`;
      const opened = applyFilter(opening, image);
      assertEquals(opened.data.findIndex((value, i) => value > image.data[i]), -1);
      assertSamePixels(applyFilter(opening, opened), opened);
    }),
  );
});
