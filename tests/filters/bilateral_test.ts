import { assert, assertEquals, assertLessOrEqual } from "@std/assert";
import fc from "fast-check";
import type { RgbaImage } from "../../image/rgba_image.ts";
import { arbitraryImage } from "../arbitrary_image.ts";
import {
  assertSamePixels,
  channelRows,
  greyImage,
  paint,
  type Pixel,
  pixelAt,
} from "../kernels/run_stage.ts";
import { applyFilter, stagesOf } from "./apply_filter.ts";

const SIZE = { width: 9, height: 9 };

/** The formula in floats over a disc. */
function floatBilateral(
  image: RgbaImage,
  radius: number,
  sigmaColour: number,
  sigmaSpace: number,
): RgbaImage {
  return paint(image.width, image.height, (x, y): Pixel => {
    const pixel = pixelAt(image, x, y);
    const sums = [0, 0, 0];
    let weights = 0;
    for (let dy = -radius; dy <= radius; dy++) {
      for (let dx = -radius; dx <= radius; dx++) {
        const square = dx * dx + dy * dy;
        if (square > radius * radius) continue;
        const near = pixelAt(image, x + dx, y + dy);
        const difference = [0, 1, 2].reduce((sum, c) => sum + Math.abs(near[c] - pixel[c]), 0);
        const weight = Math.exp(-square / (2 * sigmaSpace ** 2)) *
          Math.exp(-(difference ** 2) / (2 * sigmaColour ** 2));
        weights += weight;
        sums.forEach((_, channel) => sums[channel] += weight * near[channel]);
      }
    }
    const [red, green, blue] = sums.map((sum) => Math.round(sum / weights));
    return [red, green, blue, 255];
  });
}

Deno.test("bilateral() is its formula in floats within 1", () => {
  const small = arbitraryImage("opaque").filter((image) => image.width * image.height <= 130);
  fc.assert(
    fc.property(
      small,
      fc.integer({ min: 1, max: 6 }),
      fc.constantFrom(20, 60, 200, 765),
      fc.constantFrom(1, 2.5, 4),
      (image, radius, colour, space) => {
        const recipe = `bilateral:${radius}:sigma_colour=${colour}:sigma_space=${space}`;
        const expected = floatBilateral(image, radius, colour, space);
        assertSamePixels(applyFilter(recipe, image), expected, 1);
      },
    ),
    { numRuns: 40 },
  );
});

Deno.test("bilateral() smooths ripples and leaves a strong edge", () => {
  const ripple = (x: number) => (x < 10 ? 60 : 180) + (x % 2 ? 4 : 0);
  const image = greyImage(new Array(12).fill(Array.from({ length: 20 }, (_, x) => ripple(x))));
  const row = channelRows(applyFilter("bilateral", image))[6];
  for (let x = 3; x < 17; x++) {
    if (x !== 10) assertLessOrEqual(Math.abs(row[x] - row[x - 1]), 2, `ripple at ${x}: ${row}`);
  }
  assert(row[10] - row[9] > 112, `edge: ${row}`);
});

Deno.test("bilateral() has radius 5, sigma_colour 50 and half the radius as sigma_space by default", () => {
  const recipe = "bilateral:5:sigma_colour=50:sigma_space=2.5";
  assertEquals(stagesOf("bilateral", SIZE), stagesOf(recipe, SIZE));
  assertEquals(stagesOf("bilateral:3", SIZE), stagesOf("bilateral:3:sigma_space=1.5", SIZE));
});

Deno.test("bilateral() keeps the sum of its spatial weights within what its kernel holds", () => {
  for (const radius of [1, 8, 11, 16]) {
    for (const sigma of [0.3, 5, 100]) {
      const [stage] = stagesOf(`bilateral:${radius}:sigma_space=${sigma}`, SIZE);
      assert(stage.kind === "bilateral");
      const sum = stage.spatial.reduce((total, weight) => total + weight, 0);
      assertLessOrEqual(sum, 32_896);
      assert(stage.spatial[(stage.spatial.length - 1) / 2] >= 32);
    }
  }
});
