import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { visibleLumaOf } from "../../kernels/reference/luma.ts";
import { arbitraryImage } from "../arbitrary_image.ts";
import {
  assertSamePixels,
  paint,
  type Pixel,
  pixelAt,
  roundedQuotient,
  runStage,
} from "./run_stage.ts";

const COLOURS: readonly [Pixel, number][] = [
  [[255, 0, 0, 255], 76],
  [[0, 255, 0, 255], 150],
  [[0, 0, 255, 255], 29],
  [[255, 255, 255, 255], 255],
  [[10, 200, 30, 0], 124],
  [[128, 128, 128, 9], 128],
];

Deno.test("luma() weighs colours by BT.601 and keeps alpha", () => {
  for (const [colour, expected] of COLOURS) {
    const { data } = runStage({ kind: "luma" }, paint(1, 1, () => colour));
    assertEquals([...data], [expected, expected, expected, colour[3]]);
  }
});

Deno.test("luma() equals the weighted sum in whole numbers", () => {
  fc.assert(fc.property(arbitraryImage(), (image) => {
    const expected = paint(image.width, image.height, (x, y) => {
      const [red, green, blue, alpha] = pixelAt(image, x, y);
      const value = roundedQuotient(9798 * red + 19235 * green + 3735 * blue, 32768);
      return [value, value, value, alpha];
    });
    assertSamePixels(runStage({ kind: "luma" }, image), expected);
  }));
});

Deno.test("luma() keeps every grey", () => {
  const greys = paint(256, 1, (x) => [x, x, x, 255]);
  assertSamePixels(runStage({ kind: "luma" }, greys), greys);
});

Deno.test("visibleLumaOf() is luma times alpha over 255, rounded, for every pair", () => {
  for (let value = 0; value < 256; value++) {
    for (let alpha = 0; alpha < 256; alpha++) {
      const word = value * 0x010101 | (alpha << 24);
      assertEquals(visibleLumaOf(word), roundedQuotient(value * alpha, 255));
    }
  }
});
