import { assertEquals } from "@std/assert";
import fc from "fast-check";
import type { RgbaImage } from "../../image/rgba_image.ts";
import {
  assertSamePixels,
  channelRows,
  greyImage,
  paint,
  type Pixel,
  pixelAt,
  roundedQuotient,
  runStage,
  smallImage,
} from "./run_stage.ts";

/** The mean of the part of each block that is inside the picture. */
function naivePixelate(image: RgbaImage, size: number): RgbaImage {
  return paint(image.width, image.height, (x, y): Pixel => {
    const sums = [0, 0, 0, 0];
    let count = 0;
    for (let row = y - (y % size); row < Math.min(image.height, y - (y % size) + size); row++) {
      for (let at = x - (x % size); at < Math.min(image.width, x - (x % size) + size); at++) {
        const [red, green, blue, alpha] = pixelAt(image, at, row);
        [red * alpha, green * alpha, blue * alpha, alpha].forEach((v, i) => sums[i] += v);
        count++;
      }
    }
    const alpha = roundedQuotient(sums[3], count);
    if (alpha === 0) return [0, 0, 0, 0];
    const [red, green, blue] = sums.map((sum) => roundedQuotient(sum, sums[3]));
    return [red, green, blue, alpha];
  });
}

Deno.test("pixelate() gives each block its mean, and cuts blocks off at the border", () => {
  const image = greyImage([[0, 4, 9], [8, 12, 1], [100, 50, 7]]);
  assertEquals(channelRows(runStage({ kind: "pixelate", size: 2 }, image)), [
    [6, 6, 5],
    [6, 6, 5],
    [75, 75, 7],
  ]);
});

Deno.test("pixelate() equals the mean of each block in whole numbers, at any alpha", () => {
  fc.assert(fc.property(smallImage(600), fc.integer({ min: 2, max: 70 }), (image, size) => {
    assertSamePixels(runStage({ kind: "pixelate", size }, image), naivePixelate(image, size));
  }));
});
