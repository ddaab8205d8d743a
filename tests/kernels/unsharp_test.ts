import { assertEquals } from "@std/assert";
import fc from "fast-check";
import type { RgbaImage } from "../../image/rgba_image.ts";
import type { UnsharpStage } from "../../kernels/stage.ts";
import {
  arbitraryHalfKernel,
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

function naiveUnsharp(image: RgbaImage, stage: UnsharpStage): RgbaImage {
  return paint(image.width, image.height, (x, y) => naivePixel(image, stage, x, y));
}

function naivePixel(image: RgbaImage, stage: UnsharpStage, x: number, y: number): Pixel {
  const pixel = pixelAt(image, x, y);
  if (pixel[3] === 0) return pixel;
  const { weights, amount, threshold } = stage;
  const radius = weights.length - 1;
  const sums = [0, 0, 0];
  let alphas = 0;
  for (let dy = -radius; dy <= radius; dy++) {
    for (let dx = -radius; dx <= radius; dx++) {
      const near = pixelAt(image, x + dx, y + dy);
      const weight = weights[Math.abs(dx)] * weights[Math.abs(dy)] * near[3];
      alphas += weight;
      sums.forEach((_, channel) => sums[channel] += weight * near[channel]);
    }
  }
  const [red, green, blue] = sums.map((sum, channel) => {
    const value = pixel[channel];
    const difference = value * 256 - roundedQuotient(sum * 256, alphas);
    if (Math.abs(difference) < threshold) return value;
    return clampByte(roundedQuotient(value * 65536 + amount * difference, 65536));
  });
  return [red, green, blue, pixel[3]];
}

const BINOMIAL = Uint16Array.of(128, 64);

Deno.test("unsharp() pushes a step apart on both sides and clamps", () => {
  const image = greyImage([[100, 100, 200, 200], [100, 100, 200, 200]]);
  const stage = { kind: "unsharp", weights: BINOMIAL, threshold: 0 } as const;
  const [once] = channelRows(runStage({ ...stage, amount: 256 }, image));
  assertEquals(once, [100, 75, 225, 200]);
  const [tenfold] = channelRows(runStage({ ...stage, amount: 2560 }, image));
  assertEquals(tenfold, [100, 0, 255, 200]);
});

Deno.test("unsharp() changes a difference that reaches the threshold, and no smaller one", () => {
  const image = greyImage([[100, 100, 200, 200]]);
  const stage = { kind: "unsharp", weights: BINOMIAL, amount: 256 } as const;
  const at = channelRows(runStage({ ...stage, threshold: 25 * 256 }, image));
  assertEquals(at, [[100, 75, 225, 200]]);
  const above = channelRows(runStage({ ...stage, threshold: 25 * 256 + 1 }, image));
  assertEquals(above, [[100, 100, 200, 200]]);
});

Deno.test("unsharp() equals its formula in whole numbers, at any amount and alpha", () => {
  const amount = fc.oneof(fc.integer({ min: 0, max: 600 }), fc.constant(2560));
  const threshold = fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 65280 }));
  fc.assert(
    fc.property(
      smallImage(300),
      arbitraryHalfKernel(),
      amount,
      threshold,
      (image, weights, amount, threshold) => {
        const stage = { kind: "unsharp", weights, amount, threshold } as const;
        assertSamePixels(runStage(stage, image), naiveUnsharp(image, stage));
      },
    ),
  );
});

Deno.test("unsharp() stays in range at the largest differences", () => {
  const image = greyImage([[0, 255, 0, 255], [255, 0, 255, 0], [0, 255, 255, 255]]);
  const weights = Uint16Array.of(0, 128);
  const stage = { kind: "unsharp", weights, amount: 2560, threshold: 0 } as const;
  assertSamePixels(runStage(stage, image), naiveUnsharp(image, stage));
});

Deno.test("unsharp() leaves invisible pixels as they are", () => {
  const image = paint(3, 1, (x) => x === 1 ? [9, 8, 7, 0] : [255, 0, 255, 255]);
  const stage = { kind: "unsharp", weights: BINOMIAL, amount: 2560, threshold: 0 } as const;
  assertEquals(pixelAt(runStage(stage, image), 1, 0), [9, 8, 7, 0]);
});
