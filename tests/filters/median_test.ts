import { assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { InputError } from "../../errors.ts";
import { arbitraryImage } from "../arbitrary_image.ts";
import { assertSamePixels } from "../kernels/run_stage.ts";
import { applyFilter, stagesOf } from "./apply_filter.ts";

const SIZE = { width: 9, height: 9 };

Deno.test("median() takes the side of its square first, 3 by default", () => {
  assertEquals(stagesOf("median", SIZE), [{ kind: "median", radius: 1 }]);
  assertEquals(stagesOf("median_blur:255", SIZE), [{ kind: "median", radius: 127 }]);
});

Deno.test("median() refuses an even size", () => {
  assertThrows(
    () => stagesOf("median:4", SIZE),
    InputError,
    "Cannot use step 1 'median' as 'size' must be odd: current value is 4",
  );
});

Deno.test("median() lies between erode and dilate of the same square", () => {
  fc.assert(fc.property(arbitraryImage(), fc.integer({ min: 1, max: 9 }), (image, radius) => {
    const median = applyFilter(`median:${2 * radius + 1}`, image).data;
    const least = applyFilter(`erode:${radius}`, image).data;
    const most = applyFilter(`dilate:${radius}`, image).data;
    assertEquals(median.findIndex((value, i) => value < least[i] || value > most[i]), -1);
  }));
});

Deno.test("median() commutes with a rising tone curve", () => {
  fc.assert(fc.property(arbitraryImage("opaque"), (image) => {
    assertSamePixels(
      applyFilter("median:5,gamma:0.5", image),
      applyFilter("gamma:0.5,median:5", image),
    );
  }));
});
