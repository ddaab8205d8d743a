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
  runStage,
  runStageInBands,
  smallImage,
} from "./run_stage.ts";

/** Sorts the visible pixels of every window. */
function naiveMedian(image: RgbaImage, radius: number): RgbaImage {
  return paint(image.width, image.height, (x, y): Pixel => {
    const pixel = pixelAt(image, x, y);
    if (pixel[3] === 0) return pixel;
    const window: Pixel[] = [];
    for (let dy = -radius; dy <= radius; dy++) {
      for (let dx = -radius; dx <= radius; dx++) {
        const near = pixelAt(image, x + dx, y + dy);
        if (near[3] > 0) window.push(near);
      }
    }
    const [red, green, blue] = [0, 1, 2].map((channel) => {
      const sorted = window.map((near) => near[channel]).sort((a, b) => a - b);
      return sorted[(sorted.length - 1) >> 1];
    });
    return [red, green, blue, pixel[3]];
  });
}

Deno.test("median() removes a speck and keeps an edge", () => {
  const rows = [[9, 9, 9, 80, 80], [9, 255, 9, 80, 80], [9, 9, 9, 80, 80]];
  const expected = new Array(3).fill([9, 9, 9, 80, 80]);
  assertEquals(channelRows(runStage({ kind: "median", radius: 1 }, greyImage(rows))), expected);
});

Deno.test("median() takes the lower one of two in the middle, and counts no invisible pixel", () => {
  const image = paint(3, 1, (x): Pixel => x === 2 ? [255, 0, 6, 0] : [x === 0 ? 3 : 9, 80, 5, 77]);
  const result = runStage({ kind: "median", radius: 1 }, image);
  // In the middle each of the two visible pixels counts three times.
  assertEquals(pixelAt(result, 1, 0), [3, 80, 5, 77]);
  assertEquals(pixelAt(result, 2, 0), [255, 0, 6, 0]);
});

Deno.test("median() equals sorting, at any radius and alpha, in any order of bands", () => {
  fc.assert(
    fc.property(
      smallImage(250),
      fc.integer({ min: 1, max: 6 }),
      fc.integer(),
      (image, radius, seed) => {
        const stage = { kind: "median", radius } as const;
        const expected = naiveMedian(image, radius);
        assertSamePixels(runStage(stage, image), expected);
        assertSamePixels(runStageInBands(stage, image, seed), expected);
      },
    ),
    { numRuns: 80 },
  );
});

Deno.test("median() equals sorting where the picture is wider than its window by far", () => {
  const noise = paint(90, 5, (x, y) => {
    const bits = Math.imul(x * 71 + y * 131 + 9, 2654435761) >>> 0;
    return [bits & 255, (bits >> 8) & 255, (bits >> 16) & 3, (bits >> 24) & 1 ? 255 : 0];
  });
  for (const radius of [1, 2, 7, 20]) {
    assertSamePixels(runStage({ kind: "median", radius }, noise), naiveMedian(noise, radius));
  }
});

Deno.test("median() counts right at the largest radius, where a window holds 65025 pixels", () => {
  for (const value of [0, 15, 16, 254, 255]) {
    const flat = paint(3, 2, () => [value, 255 - value, 128, 255]);
    assertSamePixels(runStage({ kind: "median", radius: 127 }, flat), flat);
  }
  // Of 255 columns 128 show the pixel itself, and 127 the other one.
  const step = greyImage([[7, 200]]);
  assertEquals(channelRows(runStage({ kind: "median", radius: 127 }, step)), [[7, 200]]);
});
