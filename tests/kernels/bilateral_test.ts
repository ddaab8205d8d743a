import { assertEquals } from "@std/assert";
import fc from "fast-check";
import type { RgbaImage } from "../../image/rgba_image.ts";
import type { BilateralStage } from "../../kernels/stage.ts";
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

/** Every sum in whole numbers, one rounding. */
function naiveBilateral(image: RgbaImage, stage: BilateralStage): RgbaImage {
  const { radius, spatial, range } = stage;
  return paint(image.width, image.height, (x, y): Pixel => {
    const pixel = pixelAt(image, x, y);
    if (pixel[3] === 0) return pixel;
    const sums = [0, 0, 0];
    let weights = 0;
    for (let dy = -radius; dy <= radius; dy++) {
      for (let dx = -radius; dx <= radius; dx++) {
        const near = pixelAt(image, x + dx, y + dy);
        const difference = [0, 1, 2].reduce((sum, c) => sum + Math.abs(near[c] - pixel[c]), 0);
        const place = (dy + radius) * (2 * radius + 1) + dx + radius;
        const weight = spatial[place] * range[difference] * near[3];
        weights += weight;
        sums.forEach((_, channel) => sums[channel] += weight * near[channel]);
      }
    }
    const [red, green, blue] = sums.map((sum) => roundedQuotient(sum, weights));
    return [red, green, blue, pixel[3]];
  });
}

/** Weights of a square: every neighbour 100, and every difference up to `limit` 256. */
function square(radius: number, limit: number): BilateralStage {
  const spatial = new Uint16Array((2 * radius + 1) ** 2).fill(100);
  const range = Uint16Array.from({ length: 766 }, (_, i) => i <= limit ? 256 : 0);
  return { kind: "bilateral", radius, spatial, range };
}

Deno.test("bilateral() averages what is alike and leaves the rest out", () => {
  const image = greyImage([[10, 16, 200, 206]]);
  // The border counts twice: 10, 10, 16; 10, 16; 200, 206; 200, 206, 206.
  assertEquals(channelRows(runStage(square(1, 30), image)), [[12, 13, 203, 204]]);
});

Deno.test("bilateral() sees colours that differ though their luma is the same", () => {
  const image = paint(2, 1, (x): Pixel => x === 0 ? [100, 60, 60, 255] : [60, 80, 60, 255]);
  assertSamePixels(runStage(square(1, 59), image), image);
});

Deno.test("bilateral() equals its formula in whole numbers, at any alpha", () => {
  const table = (length: number, max: number) =>
    fc.array(fc.integer({ min: 0, max }), { minLength: length, maxLength: length });
  fc.assert(
    fc.property(
      smallImage(250),
      fc.integer({ min: 1, max: 3 }).chain((radius) =>
        fc.tuple(fc.constant(radius), table((2 * radius + 1) ** 2, 128), table(32, 256))
      ),
      (image, [radius, spatial, range]) => {
        const stage = {
          kind: "bilateral",
          radius,
          // The pixel itself always counts.
          spatial: Uint16Array.from(spatial).with((spatial.length - 1) / 2, 128),
          range: Uint16Array.from({ length: 766 }, (_, i) => i === 0 ? 256 : range[i >> 5] ?? 0),
        } as const;
        assertSamePixels(runStage(stage, image), naiveBilateral(image, stage));
      },
    ),
    { numRuns: 60 },
  );
});

Deno.test("bilateral() is exact at the largest sums", () => {
  // 257 weights of 128 sum to 32896, the most that is allowed.
  const spatial = new Uint16Array(33 * 33).fill(0);
  spatial.fill(128, 416, 416 + 257);
  const range = new Uint16Array(766).fill(256);
  const stage = { kind: "bilateral", radius: 16, spatial, range } as const;
  for (const alpha of [255, 254]) {
    const image = paint(9, 9, (x) => [255, 255, x === 4 ? 254 : 255, x === 8 ? alpha : 255]);
    assertSamePixels(runStage(stage, image), naiveBilateral(image, stage));
  }
});

Deno.test("bilateral() takes an opaque picture and one with a clear pixel far away alike", () => {
  const texture = (x: number, y: number): Pixel => [(x * 37) & 255, (y * 91) & 255, x ^ y, 255];
  const opaque = runStage(square(2, 300), paint(40, 8, texture));
  const holed = paint(40, 8, (x, y) => x === 39 && y === 0 ? [0, 0, 0, 0] : texture(x, y));
  const result = runStage(square(2, 300), holed);
  for (let x = 0; x < 37; x++) assertEquals(pixelAt(result, x, 1), pixelAt(opaque, x, 1));
});
