import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { arbitraryImage } from "../arbitrary_image.ts";
import { assertSamePixels, channelRows, paint } from "../kernels/run_stage.ts";
import { applyFilter } from "./apply_filter.ts";

Deno.test("grayscale() writes luma into all colours and keeps alpha", () => {
  const image = paint(2, 1, (x) => x === 0 ? [255, 0, 0, 12] : [10, 200, 30, 0]);
  assertEquals([...applyFilter("grayscale", image).data], [76, 76, 76, 12, 124, 124, 124, 0]);
});

Deno.test("grayscale() of a grey picture changes nothing, so that twice is once (P1)", () => {
  fc.assert(
    fc.property(arbitraryImage(), (image) => {
      const once = applyFilter("grayscale", image);
      assertEquals(channelRows(once, 0), channelRows(once, 2));
      assertSamePixels(applyFilter("grayscale", once), once);
    }),
    { numRuns: 50 },
  );
});

Deno.test("greyscale is another name for grayscale", () => {
  const image = paint(3, 3, (x, y) => [x * 80, y * 80, 50, 255]);
  assertSamePixels(applyFilter("greyscale", image), applyFilter("grayscale", image));
});
