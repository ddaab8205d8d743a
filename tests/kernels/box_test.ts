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
  runStageInBands,
  smallImage,
} from "./run_stage.ts";

/** The mean of every pixel of a window, colours weighted by alpha, one rounding. */
function naiveBox(image: RgbaImage, radius: number): RgbaImage {
  return paint(image.width, image.height, (x, y): Pixel => {
    const sums = [0, 0, 0];
    let alphas = 0;
    for (let dy = -radius; dy <= radius; dy++) {
      for (let dx = -radius; dx <= radius; dx++) {
        const pixel = pixelAt(image, x + dx, y + dy);
        alphas += pixel[3];
        sums.forEach((_, channel) => sums[channel] += pixel[3] * pixel[channel]);
      }
    }
    const alpha = roundedQuotient(alphas, (2 * radius + 1) ** 2);
    if (alpha === 0) return [0, 0, 0, 0];
    const [red, green, blue] = sums.map((sum) => roundedQuotient(sum, alphas));
    return [red, green, blue, alpha];
  });
}

Deno.test("box() spreads a lone pixel evenly and replicates the border", () => {
  const image = greyImage([[0, 0, 0, 0], [0, 90, 0, 0], [0, 0, 0, 0]]);
  assertEquals(channelRows(runStage({ kind: "box", radius: 1 }, image)), [
    [10, 10, 10, 0],
    [10, 10, 10, 0],
    [10, 10, 10, 0],
  ]);
  const step = greyImage([[90, 0, 0]]);
  assertEquals(channelRows(runStage({ kind: "box", radius: 1 }, step)), [[60, 30, 0]]);
});

Deno.test("box() equals the mean of its window in whole numbers, in any order of bands", () => {
  fc.assert(
    fc.property(
      smallImage(200),
      fc.integer({ min: 1, max: 9 }),
      fc.integer(),
      (image, radius, seed) => {
        const stage = { kind: "box", radius } as const;
        const expected = naiveBox(image, radius);
        assertSamePixels(runStage(stage, image), expected);
        assertSamePixels(runStageInBands(stage, image, seed), expected);
      },
    ),
    { numRuns: 80 },
  );
});

Deno.test("box() is exact at the largest radius", () => {
  // 501 of 1001 columns count for the pixel they border on.
  const image = paint(2, 1, (x): Pixel => x === 0 ? [255, 200, 3, 255] : [0, 0, 0, 254]);
  const result = runStage({ kind: "box", radius: 500 }, image);
  const share = (value: number, near: number, far: number) =>
    roundedQuotient(value * 255 * near, 255 * near + 254 * far);
  assertEquals(pixelAt(result, 0, 0).slice(0, 3), [255, 200, 3].map((v) => share(v, 501, 500)));
  assertEquals(pixelAt(result, 1, 0).slice(0, 3), [255, 200, 3].map((v) => share(v, 500, 501)));
});

Deno.test("box() leaves nothing where nothing near is visible", () => {
  const image = paint(9, 1, (x) => x === 0 ? [10, 20, 30, 255] : [200, 100, 50, 0]);
  const result = runStage({ kind: "box", radius: 1 }, image);
  assertEquals(pixelAt(result, 1, 0), [10, 20, 30, 85]);
  assertEquals(pixelAt(result, 2, 0), [0, 0, 0, 0]);
});
