import { assert, assertEquals, assertNotEquals } from "@std/assert";
import fc from "fast-check";
import { arbitraryImage } from "../arbitrary_image.ts";
import { assertSamePixels, channelRows, paint, pixelAt } from "../kernels/run_stage.ts";
import { applyFilter, stagesOf } from "./apply_filter.ts";

const GREY = paint(256, 256, () => [128, 128, 128, 255]);

/** What a recipe adds to each value of one colour, on a middle grey. */
function added(recipe: string, channel: number): number[] {
  return channelRows(applyFilter(recipe, GREY), channel).flat().map((value) => value - 128);
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Of two lists of mean 0: 1 when alike, 0 when unrelated. */
function correlation(a: readonly number[], b: readonly number[]): number {
  const product = mean(a.map((value, i) => value * b[i]));
  return product / Math.sqrt(mean(a.map((v) => v * v)) * mean(b.map((v) => v * v)));
}

for (const distribution of ["gaussian", "uniform"]) {
  Deno.test(`noise() of ${distribution} has mean 0 and the standard deviation asked for`, () => {
    for (const sigma of [3, 12, 30]) {
      for (const channel of [0, 1, 2]) {
        const values = added(`noise:${sigma}:distribution=${distribution}`, channel);
        const deviation = Math.sqrt(mean(values.map((value) => value * value)));
        // Of 65536 values the mean strays by sigma / 256; five times that would be one in a million.
        assert(Math.abs(mean(values)) < sigma / 50, `mean ${mean(values)}`);
        assert(Math.abs(deviation / sigma - 1) < 0.02, `deviation ${deviation} of ${sigma}`);
      }
    }
  });
}

Deno.test("noise() of gaussian follows the bell curve, of uniform fills its range evenly", () => {
  const bell = added("noise:20", 0).map((value) => Math.abs(value) / 20);
  const within = (limit: number) => bell.filter((value) => value <= limit).length / bell.length;
  assert(Math.abs(within(1) - 0.6827) < 0.03, `${within(1)} within one sigma`);
  assert(Math.abs(within(2) - 0.9545) < 0.01, `${within(2)} within two sigma`);
  const even = added("noise:20:distribution=uniform", 0);
  assert(even.every((value) => Math.abs(value) <= Math.ceil(20 * Math.sqrt(3))));
  const half = even.filter((value) => Math.abs(value) <= 10 * Math.sqrt(3)).length / even.length;
  assert(Math.abs(half - 0.5) < 0.02, `${half} in the inner half`);
});

Deno.test("noise() of colours, neighbours, rows and seeds is unrelated", () => {
  const red = added("noise:20", 0);
  const others = {
    green: added("noise:20", 1),
    blue: added("noise:20", 2),
    "another seed": added("noise:20:seed=1", 0),
    "a far seed": added("noise:20:seed=4294967295", 0),
    "the pixel beside": [...red.slice(1), red[0]],
    "the pixel below": [...red.slice(256), ...red.slice(0, 256)],
    "the pixel diagonally below": [...red.slice(257), ...red.slice(0, 257)],
    "the transposed picture": red.map((_, i) => red[(i % 256) * 256 + (i >> 8)]),
  };
  for (const [name, values] of Object.entries(others)) {
    // Unrelated values stray by 1/256; the transposed picture shares its diagonal.
    assert(Math.abs(correlation(red, values)) < 0.03, `${name}: ${correlation(red, values)}`);
  }
});

Deno.test("noise() depends on seed and place alone, not on the size of the picture", () => {
  const recipe = "noise:40:seed=5";
  fc.assert(
    fc.property(arbitraryImage(), (image) => {
      const larger = paint(80, 80, (x, y) => pixelAt(image, x, y));
      const { width, height } = image;
      const part = applyFilter(`${recipe},crop:${width}:height=${height}:left=0:top=0`, larger);
      assertSamePixels(applyFilter(recipe, image), part);
    }),
    { numRuns: 40 },
  );
});

Deno.test("noise() is clamped, keeps alpha, and in monochrome stays grey", () => {
  const extremes = paint(64, 64, (x) => x & 1 ? [255, 255, 255, 7] : [0, 0, 0, 0]);
  const result = applyFilter("noise:100:monochrome=true", extremes);
  assertEquals(channelRows(result, 3), channelRows(extremes, 3));
  assertEquals(channelRows(result, 0), channelRows(result, 1));
  assertEquals(channelRows(result, 0), channelRows(result, 2));
  assert(channelRows(result).every((row) => row.some((value) => value > 0 && value < 255)));
});

Deno.test("noise() of sigma 0 is nothing to do; the seed is 0 by default and changes the grain (P1)", () => {
  const size = { width: 1, height: 1 };
  assertEquals(stagesOf("noise:0", size), []);
  assertEquals(stagesOf("noise", size), stagesOf("noise:12:seed=0", size));
  assertEquals(stagesOf("grain", size), stagesOf("noise", size));
  assertNotEquals(applyFilter("noise", GREY).data, applyFilter("noise:seed=1", GREY).data);
});
