import { assertEquals } from "@std/assert";
import fc from "fast-check";
import type { RgbaImage } from "../../image/rgba_image.ts";
import type { ConvolveStage } from "../../kernels/stage.ts";
import {
  assertSamePixels,
  channelRows,
  clampByte,
  greyImage,
  paint,
  type Pixel,
  pixelAt,
  runStage,
  smallImage,
} from "./run_stage.ts";

/** The formula in whole numbers of any size: neighbours mixed with the pixel in the middle by their alpha. */
function naiveConvolve(image: RgbaImage, stage: ConvolveStage): RgbaImage {
  const { side, weights, divisor, bias } = stage;
  const radius = side >> 1;
  return paint(image.width, image.height, (x, y): Pixel => {
    const pixel = pixelAt(image, x, y);
    if (pixel[3] === 0) return pixel;
    const sums = [0n, 0n, 0n];
    weights.forEach((weight, i) => {
      const near = pixelAt(image, x + (i % side) - radius, y + Math.floor(i / side) - radius);
      sums.forEach((_, channel) => {
        const mixed = near[3] * near[channel] + (255 - near[3]) * pixel[channel];
        sums[channel] += BigInt(weight) * BigInt(mixed);
      });
    });
    const [red, green, blue] = sums.map((sum) => {
      const numerator = 2n * (sum + 255n * BigInt(bias)) + 255n * BigInt(divisor);
      return clampByte(Number(floorQuotient(numerator, 510n * BigInt(divisor))));
    });
    return [red, green, blue, pixel[3]];
  });
}

function floorQuotient(n: bigint, d: bigint): bigint {
  return n < 0n ? -((d - 1n - n) / d) : n / d;
}

function stageOf(weights: readonly number[], divisor = 1, bias = 0): ConvolveStage {
  const side = Math.sqrt(weights.length);
  return { kind: "convolve", side, weights: Int32Array.from(weights), divisor, bias };
}

Deno.test("convolve() counts the first weight for the pixel above and to the left", () => {
  const image = greyImage([[1, 2, 3], [4, 5, 6], [7, 8, 9]]);
  const result = runStage(stageOf([100, 0, 0, 0, 0, 0, 0, 1, 0]), image);
  // 100 times the upper left neighbour and once the one below, clamped; the border is replicated.
  assertEquals(channelRows(result), [[104, 105, 206], [107, 108, 209], [255, 255, 255]]);
});

Deno.test("convolve() divides, adds, rounds halves up and clamps", () => {
  const image = greyImage([[0, 1, 2, 3, 255]]);
  const middle = (weight: number) => [0, 0, 0, 0, weight, 0, 0, 0, 0];
  assertEquals(channelRows(runStage(stageOf(middle(1), 2), image)), [[0, 1, 1, 2, 128]]);
  assertEquals(channelRows(runStage(stageOf(middle(-1), 2, 4), image)), [[2, 2, 1, 1, 0]]);
  assertEquals(channelRows(runStage(stageOf(middle(200)), image)), [[0, 200, 255, 255, 255]]);
});

Deno.test("convolve() equals its formula in whole numbers, at any alpha", () => {
  const side = fc.constantFrom(3, 5, 7);
  const weight = fc.oneof(fc.constant(0), fc.integer({ min: -900, max: 900 }));
  const kernel = side.chain((side) =>
    fc.array(weight, { minLength: side * side, maxLength: side * side })
  );
  const divisor = fc.oneof(fc.constantFrom(1, 2, 256), fc.integer({ min: 1, max: 5000 }));
  const bias = fc.integer({ min: -100_000, max: 100_000 });
  fc.assert(
    fc.property(smallImage(120), kernel, divisor, bias, (image, kernel, divisor, bias) => {
      const stage = stageOf(kernel, divisor, bias);
      assertSamePixels(runStage(stage, image), naiveConvolve(image, stage));
    }),
    { numRuns: 60 },
  );
});

Deno.test("convolve() is exact at the largest weights and divisors", () => {
  const most = Math.floor((2 ** 22 - 1) / 9);
  const image = paint(5, 5, (x, y) => [255, (x * 71) & 255, (y * 63) & 255, x === 4 ? 3 : 255]);
  const kernels = [
    new Array<number>(9).fill(most),
    [most, -most, most, -most, most, -most, most, -most, most],
    new Array<number>(9).fill(-most),
  ];
  for (const kernel of kernels) {
    for (const divisor of [1, 2 ** 22, 2 ** 30]) {
      const stage = stageOf(kernel, divisor, 255 * divisor);
      assertSamePixels(runStage(stage, image), naiveConvolve(image, stage));
    }
  }
});

Deno.test("convolve() leaves invisible pixels as they are", () => {
  const image = paint(3, 1, (x) => x === 1 ? [9, 8, 7, 0] : [255, 0, 255, 255]);
  const result = runStage(stageOf([1, 1, 1, 1, 1, 1, 1, 1, 1], 9), image);
  assertEquals(pixelAt(result, 1, 0), [9, 8, 7, 0]);
});
