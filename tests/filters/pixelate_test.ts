import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { arbitraryImage } from "../arbitrary_image.ts";
import { assertSamePixels, paint, pixelAt } from "../kernels/run_stage.ts";
import { applyFilter, stagesOf } from "./apply_filter.ts";

Deno.test("pixelate() takes the side of its blocks first, 16 by default", () => {
  const size = { width: 9, height: 9 };
  assertEquals(stagesOf("pixelate", size), [{ kind: "pixelate", size: 16 }]);
  assertEquals(stagesOf("pixelize:5", size), [{ kind: "pixelate", size: 5 }]);
});

Deno.test("pixelate() twice is pixelate() once", () => {
  fc.assert(
    fc.property(arbitraryImage("opaque"), fc.integer({ min: 2, max: 40 }), (image, size) => {
      const once = applyFilter(`pixelate:${size}`, image);
      assertSamePixels(applyFilter(`pixelate:${size}`, once), once);
    }),
  );
});

Deno.test("pixelate() gives one colour to all pixels of a block", () => {
  fc.assert(fc.property(arbitraryImage(), fc.integer({ min: 2, max: 40 }), (image, size) => {
    const result = applyFilter(`pixelate:${size}`, image);
    const corners = paint(
      image.width,
      image.height,
      (x, y) => pixelAt(result, x - (x % size), y - (y % size)),
    );
    assertSamePixels(result, corners);
  }));
});
