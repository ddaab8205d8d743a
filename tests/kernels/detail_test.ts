import { assertEquals } from "@std/assert";
import fc from "fast-check";
import type { RgbaImage } from "../../image/rgba_image.ts";
import type { DetailStage } from "../../kernels/stage.ts";
import {
  assertSamePixels,
  channelRows,
  clampByte,
  greyImage,
  paint,
  type Pixel,
  pixelAt,
  roundedQuotient,
  runStage,
  smallImage,
} from "./run_stage.ts";

function naiveDetail(image: RgbaImage, stage: DetailStage): RgbaImage {
  return paint(image.width, image.height, (x, y) => naivePixel(image, stage, x, y));
}

function naivePixel(image: RgbaImage, stage: DetailStage, x: number, y: number): Pixel {
  const { radius, spatial, range, strength } = stage;
  const pixel = pixelAt(image, x, y);
  if (pixel[3] === 0) return pixel;
  const centre = lumaOf(pixel);
  let weights = 0;
  let sum = 0;
  for (let dy = -radius; dy <= radius; dy++) {
    for (let dx = -radius; dx <= radius; dx++) {
      const near = pixelAt(image, x + dx, y + dy);
      if (near[3] === 0) continue;
      const luma = lumaOf(near);
      const weight = spatial[(dy + radius) * (2 * radius + 1) + dx + radius] *
        range[Math.abs(luma - centre)];
      weights += weight;
      sum += weight * luma;
    }
  }
  // strength * (Y - bilateral(Y)), over one denominator and rounded once.
  const boost = roundedQuotient(strength * (centre * weights - sum), 256 * weights);
  const [red, green, blue, alpha] = pixel;
  return [clampByte(red + boost), clampByte(green + boost), clampByte(blue + boost), alpha];
}

function lumaOf([red, green, blue]: Pixel): number {
  return roundedQuotient(9798 * red + 19235 * green + 3735 * blue, 32768);
}

/** Weights of a square: every neighbour 128, and every difference up to `limit` 256. */
function square(radius: number, limit: number, strength: number): DetailStage {
  const spatial = new Uint16Array((2 * radius + 1) ** 2).fill(128);
  const range = Uint16Array.from({ length: 256 }, (_, i) => i <= limit ? 256 : 0);
  return { kind: "detail", radius, spatial, range, strength };
}

Deno.test("detail() adds what a pixel has over the mean of those like it", () => {
  const image = greyImage([[100, 100, 100], [100, 109, 100], [100, 100, 100]]);
  // The mean of nine is 101, so that the middle gains 8; 1.5 times that is 12.
  assertEquals(channelRows(runStage(square(1, 30, 384), image))[1][1], 121);
});

Deno.test("detail() makes no halo at an edge beyond its tolerance", () => {
  const image = greyImage([[50, 50, 50, 200, 200], [50, 50, 50, 200, 200]]);
  assertSamePixels(runStage(square(2, 100, 2560), image), image);
});

Deno.test("detail() adds the same amount to red, green and blue, and clamps", () => {
  const image = paint(3, 1, (x) => x === 1 ? [250, 120, 10, 200] : [240, 110, 0, 255]);
  const [red, green, blue, alpha] = pixelAt(runStage(square(1, 255, 512), image), 1, 0);
  assertEquals([red, green, blue, alpha], [255, 133, 23, 200]);
});

Deno.test("detail() equals its formula in whole numbers, invisible pixels left out", () => {
  const shape = fc.record({
    radius: fc.integer({ min: 1, max: 4 }),
    seed: fc.nat(1e6),
    strength: fc.oneof(fc.nat(600), fc.constant(2560)),
  });
  fc.assert(
    fc.property(smallImage(300), shape, (image, { radius, seed, strength }) => {
      const side = 2 * radius + 1;
      const spatial = Uint16Array.from({ length: side * side }, (_, i) => (i * seed) % 129);
      spatial[(side * side - 1) / 2] = 128;
      const range = Uint16Array.from({ length: 256 }, (_, i) => i === 0 ? 256 : (i * seed) % 257);
      const stage = { kind: "detail", radius, spatial, range, strength } as const;
      assertSamePixels(runStage(stage, image), naiveDetail(image, stage));
    }),
    { numRuns: 120 },
  );
});

Deno.test("detail() is exact at the largest sums", () => {
  const radius = 8;
  const side = 2 * radius + 1;
  // The heaviest disc that fits: 197 pixels of full weight and full contrast.
  const spatial = Uint16Array.from({ length: side * side }, (_, i) => {
    const x = (i % side) - radius;
    const y = Math.floor(i / side) - radius;
    return x * x + y * y <= radius * radius ? 128 : 0;
  });
  const range = new Uint16Array(256).fill(256);
  const stage = { kind: "detail", radius, spatial, range, strength: 2560 } as const;
  const image = paint(
    20,
    20,
    (x, y) => x === 10 && y === 10 ? [0, 0, 0, 255] : [255, 255, 255, 255],
  );
  assertSamePixels(runStage(stage, image), naiveDetail(image, stage));
});

Deno.test("detail() leaves invisible pixels as they are and counts none of them", () => {
  const image = paint(3, 1, (x) => x === 1 ? [120, 120, 120, 255] : [x * 90, 7, 3, 0]);
  assertSamePixels(runStage(square(1, 255, 2560), image), image);
});
