import { assertEquals } from "@std/assert";
import fc from "fast-check";
import type { RgbaImage } from "../../image/rgba_image.ts";
import { arbitraryImage } from "../arbitrary_image.ts";
import {
  arbitraryHalfKernel,
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

/** The whole two-dimensional sum in whole numbers, colours weighted by alpha, one rounding. */
function naiveBlur(image: RgbaImage, weights: Uint16Array): RgbaImage {
  return paint(image.width, image.height, (x, y) => naivePixel(image, weights, x, y));
}

function naivePixel(image: RgbaImage, weights: Uint16Array, x: number, y: number): Pixel {
  const radius = weights.length - 1;
  const sums = [0, 0, 0];
  let alphas = 0;
  for (let dy = -radius; dy <= radius; dy++) {
    for (let dx = -radius; dx <= radius; dx++) {
      const weight = weights[Math.abs(dx)] * weights[Math.abs(dy)];
      const pixel = pixelAt(image, x + dx, y + dy);
      alphas += weight * pixel[3];
      sums.forEach((_, channel) => sums[channel] += weight * pixel[3] * pixel[channel]);
    }
  }
  const alpha = roundedQuotient(alphas, 65536);
  if (alpha === 0) return [0, 0, 0, 0];
  const [red, green, blue] = sums.map((sum) => roundedQuotient(sum, alphas));
  return [red, green, blue, alpha];
}

const BINOMIAL = Uint16Array.of(128, 64);

Deno.test("blur() spreads a lone pixel by the products of its weights", () => {
  const image = greyImage([[0, 0, 0], [0, 160, 0], [0, 0, 0]]);
  assertEquals(channelRows(runStage({ kind: "blur", weights: BINOMIAL }, image)), [
    [10, 20, 10],
    [20, 40, 20],
    [10, 20, 10],
  ]);
});

Deno.test("blur() replicates the border", () => {
  const image = greyImage([[100, 0, 0, 0]]);
  assertEquals(channelRows(runStage({ kind: "blur", weights: BINOMIAL }, image)), [[75, 25, 0, 0]]);
});

Deno.test("blur() rounds halves up", () => {
  // A quarter of 2 is 0.5.
  const image = greyImage([[0, 0, 2, 0, 0], [0, 0, 2, 0, 0]]);
  const [row] = channelRows(runStage({ kind: "blur", weights: BINOMIAL }, image));
  assertEquals(row, [0, 1, 1, 1, 0]);
});

Deno.test("blur() equals the two-dimensional sum in whole numbers, alpha weighted (P7)", () => {
  fc.assert(fc.property(smallImage(300), arbitraryHalfKernel(), (image, weights) => {
    assertSamePixels(runStage({ kind: "blur", weights }, image), naiveBlur(image, weights));
  }));
});

Deno.test("blur() is exact at the largest sums", () => {
  const white = paint(9, 9, () => [255, 255, 255, 255]);
  const glass = paint(9, 9, (x) => [255, 255, 255, x === 0 ? 254 : 255]);
  const weights = new Uint16Array(129).fill(1).with(0, 0);
  for (const image of [white, glass]) {
    assertSamePixels(runStage({ kind: "blur", weights }, image), naiveBlur(image, weights));
  }
});

Deno.test("blur() by a lone centre weight changes no visible pixel (P1)", () => {
  fc.assert(fc.property(arbitraryImage(), (image) => {
    const expected = paint(image.width, image.height, (x, y) => {
      const pixel = pixelAt(image, x, y);
      return pixel[3] === 0 ? [0, 0, 0, 0] : pixel;
    });
    assertSamePixels(runStage({ kind: "blur", weights: Uint16Array.of(256) }, image), expected);
  }));
});

Deno.test("blur() takes an opaque picture and one with a single clear pixel far away alike", () => {
  const texture = (x: number, y: number): Pixel => [(x * 37) & 255, (y * 91) & 255, x ^ y, 255];
  const opaque = paint(40, 8, texture);
  const holed = paint(40, 8, (x, y) => x === 39 && y === 0 ? [0, 0, 0, 0] : texture(x, y));
  const stage = { kind: "blur", weights: Uint16Array.of(90, 50, 33) } as const;
  const left = { kind: "nearest", columns: upTo(37), rows: upTo(8) } as const;
  assertSamePixels(
    runStage(left, runStage(stage, holed)),
    runStage(left, runStage(stage, opaque)),
  );
});

Deno.test("blur() leaves nothing where nothing near is visible", () => {
  const image = paint(9, 1, (x) => x === 0 ? [10, 20, 30, 255] : [200, 100, 50, 0]);
  const result = runStage({ kind: "blur", weights: BINOMIAL }, image);
  assertEquals(pixelAt(result, 1, 0), [10, 20, 30, 64]);
  assertEquals(pixelAt(result, 2, 0), [0, 0, 0, 0]);
});

function upTo(count: number): Int32Array {
  return Int32Array.from({ length: count }, (_, i) => i);
}
