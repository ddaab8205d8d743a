import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { arbitraryImage } from "../arbitrary_image.ts";
import { assertSamePixels, channelRows, paint, pixelAt } from "../kernels/run_stage.ts";
import { applyFilter, stagesOf } from "./apply_filter.ts";

const SIZE = { width: 9, height: 9 };

Deno.test("box_blur() takes radius first, 2 by default, and is also called boxblur", () => {
  assertEquals(stagesOf("box_blur", SIZE), [{ kind: "box", radius: 2 }]);
  assertEquals(stagesOf("boxblur:7", SIZE), [{ kind: "box", radius: 7 }]);
});

Deno.test("box_blur() of radius 1 and convolve with nine ones are the same on an opaque picture", () => {
  fc.assert(fc.property(arbitraryImage("opaque"), (image) => {
    assertSamePixels(
      applyFilter("box_blur:1", image),
      applyFilter("convolve:1/1/1/1/1/1/1/1/1", image),
    );
  }));
});

Deno.test("box_blur() blurs alpha like a grey picture of it", () => {
  fc.assert(fc.property(arbitraryImage(), fc.integer({ min: 1, max: 8 }), (image, radius) => {
    const mask = paint(image.width, image.height, (x, y) => {
      const alpha = pixelAt(image, x, y)[3];
      return [alpha, alpha, alpha, 255];
    });
    assertEquals(
      channelRows(applyFilter(`box_blur:${radius}`, image), 3),
      channelRows(applyFilter(`box_blur:${radius}`, mask), 0),
    );
  }));
});
