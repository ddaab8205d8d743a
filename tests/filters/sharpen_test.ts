import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { arbitraryImage } from "../arbitrary_image.ts";
import {
  assertSamePixels,
  channelRows,
  clampByte,
  greyImage,
  paint,
  type Pixel,
  pixelAt,
} from "../kernels/run_stage.ts";
import { applyFilter, stagesOf } from "./apply_filter.ts";

const SIZE = { width: 5, height: 5 };

Deno.test("sharpen() overshoots on both sides of a step", () => {
  const step = greyImage(new Array(3).fill([100, 100, 100, 100, 180, 180, 180, 180]));
  const [row] = channelRows(applyFilter("sharpen:sigma=1:amount=1", step));
  // The gaussian of sigma 1 has 0.30 of its weight beyond half a pixel, 0.06 beyond one and a half.
  assertEquals(row, [100, 100, 95, 76, 204, 185, 180, 180]);
});

Deno.test("sharpen() adds amount times what the gaussian takes away, within 2", () => {
  const amount = fc.constantFrom(0.5, 1, 2);
  fc.assert(fc.property(arbitraryImage("opaque"), amount, (image, amount) => {
    const soft = applyFilter("blur:1.2", image);
    const expected = paint(image.width, image.height, (x, y): Pixel => {
      const [red, green, blue] = pixelAt(image, x, y).map((value, channel) => {
        return clampByte(Math.round(value + amount * (value - pixelAt(soft, x, y)[channel])));
      });
      return [red, green, blue, 255];
    });
    assertSamePixels(applyFilter(`sharpen:1.2:amount=${amount}`, image), expected, 2);
  }));
});

Deno.test("sharpen() leaves differences below its threshold alone", () => {
  const image = greyImage([[100, 104, 100, 104, 100, 180, 180]]);
  const [row] = channelRows(applyFilter("sharpen:sigma=1:threshold=10", image));
  assertEquals(row.slice(0, 4), [100, 104, 100, 104]);
  assertEquals(row[5] > 180, true);
});

Deno.test("sharpen() that changes nothing is nothing to do (P1)", () => {
  assertEquals(stagesOf("sharpen:amount=0", SIZE), []);
  assertEquals(stagesOf("sharpen:sigma=0.2", SIZE), []);
});

Deno.test("sharpen() has sigma 1, amount 1 and threshold 0 by default, and the name unsharp", () => {
  assertEquals(stagesOf("sharpen", SIZE), stagesOf("unsharp:1:amount=1:threshold=0", SIZE));
});
