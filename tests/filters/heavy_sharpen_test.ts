import { assert, assertEquals, assertLessOrEqual } from "@std/assert";
import fc from "fast-check";
import type { RgbaImage } from "../../image/rgba_image.ts";
import { arbitraryImage } from "../arbitrary_image.ts";
import {
  assertSamePixels,
  channelRows,
  clampByte,
  greyImage,
  paint,
  pixelAt,
} from "../kernels/run_stage.ts";
import { applyFilter, stagesOf } from "./apply_filter.ts";

/** The formula in floats: a bilateral filter over a disc, spatial sigma half its radius. */
function floatDetail(
  image: RgbaImage,
  strength: number,
  radius: number,
  tolerance: number,
): RgbaImage {
  const luma = channelRows(applyFilter("grayscale", image));
  const at = (x: number, y: number) =>
    luma[Math.min(Math.max(y, 0), image.height - 1)][Math.min(Math.max(x, 0), image.width - 1)];
  return paint(image.width, image.height, (x, y) => {
    let weights = 0;
    let sum = 0;
    for (let dy = -radius; dy <= radius; dy++) {
      for (let dx = -radius; dx <= radius; dx++) {
        const square = dx * dx + dy * dy;
        if (square > radius * radius) continue;
        const difference = at(x + dx, y + dy) - at(x, y);
        const weight = Math.exp(-square / (2 * (radius / 2) ** 2)) *
          Math.exp(-(difference ** 2) / (2 * tolerance ** 2));
        weights += weight;
        sum += weight * at(x + dx, y + dy);
      }
    }
    const boost = strength * (at(x, y) - sum / weights);
    const [red, green, blue, alpha] = pixelAt(image, x, y);
    const [r, g, b] = [red, green, blue].map((value) => clampByte(Math.round(value + boost)));
    return [r, g, b, alpha];
  });
}

Deno.test("heavy_sharpen() is its formula in floats within 1 at strength 1.5", () => {
  const small = arbitraryImage("opaque").filter((image) => image.width * image.height <= 150);
  fc.assert(
    fc.property(
      small,
      fc.integer({ min: 1, max: 5 }),
      fc.constantFrom(10, 25, 80),
      (image, r, t) => {
        const recipe = `heavy_sharpen:1.5:radius=${r}:tolerance=${t}`;
        assertSamePixels(applyFilter(recipe, image), floatDetail(image, 1.5, r, t), 1);
      },
    ),
    { numRuns: 60 },
  );
});

Deno.test("heavy_sharpen() raises texture and makes no halo at a strong edge", () => {
  // Ripples of 4 on either side of a step of 120.
  const ripple = (x: number) => (x < 10 ? 60 : 180) + (x % 2 ? 4 : 0);
  const image = greyImage(new Array(12).fill(Array.from({ length: 20 }, (_, x) => ripple(x))));
  const row = channelRows(applyFilter("heavy_sharpen", image))[6];
  for (let x = 1; x < 20; x++) {
    if (x === 10) continue;
    const before = Math.abs(ripple(x) - ripple(x - 1));
    assert(Math.abs(row[x] - row[x - 1]) > before + 3, `ripple at ${x}: ${row}`);
  }
  row.forEach((value, x) => assertLessOrEqual(Math.abs(value - ripple(x)), 6, `${x}: ${row}`));
});

Deno.test("heavy_sharpen() adds the same to red, green and blue where none is clamped", () => {
  const image = paint(16, 16, (x, y) => [100 + ((x * y) & 15), 120, 90 + ((x + y) & 7), 255]);
  const result = applyFilter("heavy_sharpen:1", image);
  const gains = [0, 1, 2].map((channel) => {
    const before = channelRows(image, channel).flat();
    return channelRows(result, channel).flat().map((value, i) => value - before[i]);
  });
  assertEquals(gains[0], gains[1]);
  assertEquals(gains[1], gains[2]);
  assert(gains[0].some((gain) => gain !== 0));
});

Deno.test("heavy_sharpen() of strength 0 is nothing to do; radius 5 and tolerance 25 by default", () => {
  const size = { width: 5, height: 5 };
  assertEquals(stagesOf("heavy_sharpen:0", size), []);
  assertEquals(
    stagesOf("heavy_sharpen", size),
    stagesOf("heavy_sharpen:1.5:radius=5:tolerance=25", size),
  );
});
