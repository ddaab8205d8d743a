import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { arbitraryImage } from "../arbitrary_image.ts";
import { assertSamePixels, channelRows, greyImage, paint, pixelAt } from "../kernels/run_stage.ts";
import { applyFilter } from "./apply_filter.ts";

Deno.test("flip() puts the lowest row on top, flop() the right column to the left", () => {
  const image = greyImage([[1, 2, 3], [4, 5, 6]]);
  assertEquals(channelRows(applyFilter("flip", image)), [[4, 5, 6], [1, 2, 3]]);
  assertEquals(channelRows(applyFilter("flop", image)), [[3, 2, 1], [6, 5, 4]]);
});

Deno.test("flip() and flop() move whole pixels, alpha with them, and undo themselves (P1)", () => {
  fc.assert(
    fc.property(arbitraryImage(), (image) => {
      const { width, height } = image;
      assertSamePixels(
        applyFilter("flip", image),
        paint(width, height, (x, y) => pixelAt(image, x, height - 1 - y)),
      );
      assertSamePixels(
        applyFilter("flop", image),
        paint(width, height, (x, y) => pixelAt(image, width - 1 - x, y)),
      );
      assertSamePixels(applyFilter("flip,flip", image), image);
      assertSamePixels(applyFilter("flop,mirror", image), image);
    }),
    { numRuns: 60 },
  );
});
