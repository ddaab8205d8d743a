import { assertEquals } from "@std/assert";
import fc from "fast-check";
import type { RgbaImage } from "../../image/rgba_image.ts";
import type { NonmaxStage } from "../../kernels/stage.ts";
import { arbitraryImage } from "../arbitrary_image.ts";
import {
  arbitraryHalfKernel,
  assertSamePixels,
  channelRows,
  greyImage,
  paint,
  pixelAt,
  roundedQuotient,
  runStage,
} from "./run_stage.ts";

const PLAIN = Uint16Array.of(256);

/** A picture's luma over black, smoothed by a whole two-dimensional sum. */
function smoothedLuma(image: RgbaImage, weights: Uint16Array): RgbaImage {
  const radius = weights.length - 1;
  const lumas = paint(image.width, image.height, (x, y) => {
    const [red, green, blue, alpha] = pixelAt(image, x, y);
    const luma = roundedQuotient(9798 * red + 19235 * green + 3735 * blue, 32768);
    const value = roundedQuotient(luma * alpha, 255);
    return [value, value, value, alpha];
  });
  return paint(image.width, image.height, (x, y) => {
    let sum = 0;
    for (let dy = -radius; dy <= radius; dy++) {
      for (let dx = -radius; dx <= radius; dx++) {
        const weight = weights[Math.abs(dx)] * weights[Math.abs(dy)];
        sum += weight * pixelAt(lumas, x + dx, y + dy)[0];
      }
    }
    const value = roundedQuotient(sum, 65536);
    return [value, value, value, pixelAt(image, x, y)[3]];
  });
}

/** Non-maximum suppression with directions from the arc tangent in floats. */
function naiveNonmax(image: RgbaImage, stage: NonmaxStage): RgbaImage {
  const lumas = smoothedLuma(image, stage.smoothing);
  const at = (x: number, y: number) => pixelAt(lumas, x, y)[0];
  const gradientX = (x: number, y: number) =>
    at(x + 1, y - 1) + 2 * at(x + 1, y) + at(x + 1, y + 1) -
    at(x - 1, y - 1) - 2 * at(x - 1, y) - at(x - 1, y + 1);
  const gradientY = (x: number, y: number) =>
    at(x - 1, y + 1) + 2 * at(x, y + 1) + at(x + 1, y + 1) -
    at(x - 1, y - 1) - 2 * at(x, y - 1) - at(x + 1, y - 1);
  const inside = (x: number, y: number) => x >= 0 && y >= 0 && x < image.width && y < image.height;
  const norm = (x: number, y: number) =>
    inside(x, y) ? Math.abs(gradientX(x, y)) + Math.abs(gradientY(x, y)) : 0;
  const isRidge = (x: number, y: number) => {
    const here = norm(x, y);
    const gx = gradientX(x, y);
    const gy = gradientY(x, y);
    const degrees = Math.atan2(Math.abs(gy), Math.abs(gx)) * 180 / Math.PI;
    if (degrees < 22.5) return here > norm(x - 1, y) && here >= norm(x + 1, y);
    if (degrees > 67.5) return here > norm(x, y - 1) && here >= norm(x, y + 1);
    const side = gx < 0 !== gy < 0 ? -1 : 1;
    return here > norm(x - side, y - 1) && here > norm(x + side, y + 1);
  };
  return paint(image.width, image.height, (x, y) => {
    const here = norm(x, y);
    const mark = here <= stage.low || !isRidge(x, y) ? 0 : here > stage.high ? 255 : 128;
    return [mark, mark, mark, pixelAt(image, x, y)[3]];
  });
}

Deno.test("nonmax() thins a step to the first of its two equal columns", () => {
  const step = greyImage(new Array(4).fill([0, 0, 100, 100, 100]));
  const stage = { kind: "nonmax", smoothing: PLAIN, low: 50, high: 150 } as const;
  assertEquals(channelRows(runStage(stage, step))[1], [0, 255, 0, 0, 0]);
});

Deno.test("nonmax() marks norms above low as weak and above high as strong", () => {
  const step = greyImage(new Array(4).fill([0, 0, 100, 100, 100]));
  const stage = { kind: "nonmax", smoothing: PLAIN } as const;
  // The norm at the step is 400; a threshold that it only equals does not count.
  assertEquals(channelRows(runStage({ ...stage, low: 399, high: 400 }, step))[1][1], 128);
  assertEquals(channelRows(runStage({ ...stage, low: 399, high: 399 }, step))[1][1], 255);
  assertEquals(channelRows(runStage({ ...stage, low: 400, high: 400 }, step))[1][1], 0);
});

Deno.test("nonmax() follows slopes of either sign on the diagonals", () => {
  const stage = { kind: "nonmax", smoothing: PLAIN, low: 50, high: 150 } as const;
  for (const turned of [false, true]) {
    const ramp = paint(9, 9, (x, y) => {
      const value = (turned ? x - y + 8 : x + y) < 8 ? 20 : 180;
      return [value, value, value, 255];
    });
    assertSamePixels(runStage(stage, ramp), naiveNonmax(ramp, stage));
  }
});

Deno.test("nonmax() equals Canny's rules written out in floats", () => {
  const threshold = fc.nat(400);
  fc.assert(
    fc.property(
      arbitraryImage().filter((image) => image.width * image.height <= 600),
      threshold,
      threshold,
      fc.oneof(fc.constant(PLAIN), arbitraryHalfKernel()),
      (image, low, more, smoothing) => {
        const stage = { kind: "nonmax", smoothing, low, high: low + more } as const;
        assertSamePixels(runStage(stage, image), naiveNonmax(image, stage));
      },
    ),
    { numRuns: 120 },
  );
});
