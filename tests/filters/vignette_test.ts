import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { arbitraryImage } from "../arbitrary_image.ts";
import { assertSamePixels, channelRows, paint } from "../kernels/run_stage.ts";
import { applyFilter, stagesOf } from "./apply_filter.ts";
import { assertFormula } from "./formula.ts";

const WHITE = paint(41, 31, () => [255, 255, 255, 255]);

Deno.test("vignette() equals its formula in floats", () => {
  const amount = fc.integer({ min: 0, max: 100 }).map((n) => n / 100);
  const radius = fc.integer({ min: 0, max: 80 }).map((n) => n / 100);
  fc.assert(
    fc.property(arbitraryImage(), amount, radius, (image, amount, radius) => {
      const recipe = `vignette:${amount}:radius=${radius}:colour=402010`;
      assertFormula(applyFilter(recipe, image), image, ([red, green, blue], x, y) => {
        const right = (x + 0.5) / (image.width / 2) - 1;
        const down = (y + 0.5) / (image.height / 2) - 1;
        const r = Math.hypot(right, down) / Math.SQRT2;
        const t = Math.max(0, (r - radius) / (1 - radius));
        const weight = 1 - amount * t * t * (3 - 2 * t);
        const blend = (value: number, colour: number) => value * weight + colour * (1 - weight);
        return [blend(red, 64), blend(green, 32), blend(blue, 16)];
        // Distances are rounded to 1/16384, which moves the steepest fade by a quarter of a level.
      }, 0.3);
    }),
    { numRuns: 60 },
  );
});

Deno.test("vignette() leaves the middle, and darkens all the more towards a corner", () => {
  const rows = channelRows(applyFilter("vignette:1:radius=0.4", WHITE));
  assertEquals(rows[15][20], 255);
  const diagonal = Array.from({ length: 16 }, (_, i) => rows[15 - i][20 - i]);
  assert(diagonal.every((value, i) => i === 0 || value <= diagonal[i - 1]));
  assert(rows[0][0] < 20 && rows[0][0] === rows[30][40]);
});

Deno.test("vignette() is symmetric to both axes, whatever the size", () => {
  for (const [width, height] of [[1, 1], [1, 5], [8, 3], [40, 31]]) {
    const flat = paint(width, height, () => [200, 100, 50, 255]);
    const result = applyFilter("vignette:0.9:radius=0", flat);
    assertSamePixels(applyFilter("flip", result), result);
    assertSamePixels(applyFilter("flop", result), result);
  }
});

Deno.test("vignette() of amount 0 is nothing to do (P1)", () => {
  assertEquals(stagesOf("vignette:0", WHITE), []);
});
