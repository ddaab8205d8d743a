import { assertEquals, assertLessOrEqual } from "@std/assert";
import fc from "fast-check";
import type { RgbaImage } from "../../image/rgba_image.ts";
import { arbitraryImage } from "../arbitrary_image.ts";
import { assertSamePixels, paint, type Pixel, pixelAt } from "../kernels/run_stage.ts";
import { applyFilter, stagesOf } from "./apply_filter.ts";

/** A gaussian in floats out to three sigma, rounded once. */
function floatBlur(image: RgbaImage, sigma: number): RgbaImage {
  const radius = Math.ceil(3 * sigma);
  const kernel = Array.from({ length: 2 * radius + 1 }, (_, i) => {
    return Math.exp(-((i - radius) ** 2) / (2 * sigma * sigma));
  });
  const total = kernel.reduce((sum, weight) => sum + weight, 0) ** 2;
  return paint(image.width, image.height, (x, y): Pixel => {
    const sums = [0, 0, 0];
    kernel.forEach((across, i) =>
      kernel.forEach((down, j) => {
        const pixel = pixelAt(image, x + i - radius, y + j - radius);
        sums.forEach((_, channel) => sums[channel] += across * down * pixel[channel] / total);
      })
    );
    const [red, green, blue] = sums.map((sum) => Math.floor(sum + 0.5));
    return [red, green, blue, 255];
  });
}

for (const sigma of [0.5, 1, 1.5, 3]) {
  Deno.test(`blur() of sigma ${sigma} is the gaussian in floats within 2`, () => {
    const small = arbitraryImage("opaque").filter((image) => image.width * image.height <= 150);
    fc.assert(
      fc.property(small, (image) => {
        // 8-bit weights: half a step on either side of an edge is one value of 255, in both directions.
        assertSamePixels(applyFilter(`blur:${sigma}`, image), floatBlur(image, sigma), 2);
      }),
      { numRuns: 40 },
    );
  });
}

Deno.test("blur() takes sigma first, 1.5 by default", () => {
  const size = { width: 9, height: 9 };
  assertEquals(stagesOf("blur", size), stagesOf("blur:sigma=1.5", size));
  assertEquals(stagesOf("blur:1.5", size), stagesOf("gaussian_blur", size));
});

Deno.test("blur() that is too small to change anything is nothing to do (P1)", () => {
  assertEquals(stagesOf("blur:0.2", { width: 9, height: 9 }), []);
});

Deno.test("blur() keeps the mean of the inside within 0.5 (P3)", () => {
  const noise = paint(67, 67, (x, y) => {
    // Flat towards the border, so that nothing flows in or out.
    const inside = x > 12 && y > 12 && x < 54 && y < 54;
    const value = inside ? (Math.imul(x * 71 + y * 131, 2654435761) >>> 24) : 128;
    return [value, value, value, 255];
  });
  for (const sigma of [0.8, 2, 4]) {
    const difference = mean(applyFilter(`blur:${sigma}`, noise)) - mean(noise);
    assertLessOrEqual(Math.abs(difference), 0.5);
  }
});

Deno.test("blur() twice is one blur of the root of the squares within 2 (P11)", () => {
  fc.assert(
    fc.property(
      arbitraryImage("opaque"),
      fc.constantFrom([1, 1], [1, 2], [1.5, 2], [2, 2], [3, 1]),
      (image, [first, second]) => {
        const twice = applyFilter(`blur:${first},blur:${second}`, image);
        const once = applyFilter(`blur:${Math.hypot(first, second)}`, image);
        // Off the border: replicated pixels are not those that a first blur would have made there.
        const margin = Math.ceil(3 * (first + second));
        compareInside(twice, once, margin, 2);
      },
    ),
  );
});

function mean(image: RgbaImage): number {
  return image.data.reduce((sum, value) => sum + value, 0) / image.data.length;
}

function compareInside(a: RgbaImage, b: RgbaImage, margin: number, tolerance: number): void {
  const width = a.width - 2 * margin;
  const height = a.height - 2 * margin;
  if (width < 1 || height < 1) return;
  const inside = (image: RgbaImage) =>
    paint(width, height, (x, y) => pixelAt(image, x + margin, y + margin));
  assertSamePixels(inside(a), inside(b), tolerance);
}
