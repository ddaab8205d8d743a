import { assertEquals } from "@std/assert";
import fc from "fast-check";
import type { RgbaImage } from "../../image/rgba_image.ts";
import type { MorphologyStage } from "../../kernels/stage.ts";
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

/** Looks at every visible pixel of every window. */
function naiveMorphology(image: RgbaImage, { operation, radius }: MorphologyStage): RgbaImage {
  const better = operation === "dilate" ? Math.max : Math.min;
  return paint(image.width, image.height, (x, y): Pixel => {
    const pixel = pixelAt(image, x, y);
    if (pixel[3] === 0) return pixel;
    const best = [pixel[0], pixel[1], pixel[2]];
    for (let dy = -radius; dy <= radius; dy++) {
      for (let dx = -radius; dx <= radius; dx++) {
        const near = pixelAt(image, x + dx, y + dy);
        if (near[3] === 0) continue;
        best.forEach((value, channel) => best[channel] = better(value, near[channel]));
      }
    }
    return [best[0], best[1], best[2], pixel[3]];
  });
}

Deno.test("morphology() lets a bright pixel grow into a square, and removes it", () => {
  const image = greyImage([[9, 9, 9, 9], [9, 9, 9, 9], [9, 50, 9, 9]]);
  const dilate = { kind: "morphology", operation: "dilate", radius: 1 } as const;
  assertEquals(channelRows(runStage(dilate, image)), [
    [9, 9, 9, 9],
    [50, 50, 50, 9],
    [50, 50, 50, 9],
  ]);
  const erode = { ...dilate, operation: "erode" } as const;
  assertEquals(channelRows(runStage(erode, image)), new Array(3).fill([9, 9, 9, 9]));
});

for (const operation of ["dilate", "erode"] as const) {
  Deno.test(`morphology() of ${operation} equals looking at every pixel, in any order of bands`, () => {
    fc.assert(
      fc.property(
        smallImage(250),
        fc.integer({ min: 1, max: 8 }),
        fc.integer(),
        (image, radius, seed) => {
          const stage = { kind: "morphology", operation, radius } as const;
          const expected = naiveMorphology(image, stage);
          assertSamePixels(runStage(stage, image), expected);
          assertSamePixels(runStageInBands(stage, image, seed), expected);
        },
      ),
      { numRuns: 80 },
    );
  });

  Deno.test(`morphology() of ${operation} with a window larger than the picture takes one value`, () => {
    const image = paint(13, 9, (x, y) => [x * 19, y * 28, (x * y) & 255, 255]);
    const most = operation === "dilate";
    const result = runStage({ kind: "morphology", operation, radius: 200 }, image);
    const all = [0, 1, 2].map((channel) => {
      const values = channelRows(image, channel).flat();
      return most ? Math.max(...values) : Math.min(...values);
    });
    assertSamePixels(result, paint(13, 9, () => [all[0], all[1], all[2], 255]));
  });
}
