import { assert, assertEquals, assertLessOrEqual } from "@std/assert";
import fc from "fast-check";
import type { RgbaImage } from "../../image/rgba_image.ts";
import { arbitraryImage } from "../arbitrary_image.ts";
import { assertSamePixels, channelRows, greyImage, paint, pixelAt } from "../kernels/run_stage.ts";
import { applyFilter, stagesOf } from "./apply_filter.ts";

const SIZE = { width: 9, height: 9 };

Deno.test("normalise() leaves out 1 percent at both ends by default, and is also called normalize", () => {
  const stage = { kind: "stretch", lower: 1000, upper: 99_000 } as const;
  assertEquals(stagesOf("normalise", SIZE), [stage]);
  assertEquals(stagesOf("normalize:2.5:upper=97", SIZE), [
    { ...stage, lower: 2500, upper: 97_000 },
  ]);
});

Deno.test("equalize() takes no parameters; clahe() has limit 2 and 8 tiles by default", () => {
  assertEquals(stagesOf("equalise", SIZE), [{ kind: "equalize" }]);
  assertEquals(stagesOf("clahe", SIZE), [{ kind: "clahe", tiles: 8, clip: 512 }]);
  assertEquals(stagesOf("clahe:0:tiles=1", SIZE), [{ kind: "clahe", tiles: 1, clip: 0 }]);
});

Deno.test("normalise() takes luma to both ends of the range", () => {
  const image = paint(16, 16, (x, y) => [90 + x, 100 + y, 80, 255]);
  const luma = lumas(applyFilter("normalise:0:upper=100", image));
  assertEquals([Math.min(...luma), Math.max(...luma)], [0, 255]);
});

Deno.test("normalise() pays no attention to specks fewer than its percentiles", () => {
  const speckled = paint(20, 20, (x, y) => {
    const value = x === 3 && y === 3 ? 0 : x === 9 && y === 9 ? 255 : 100 + x;
    return [value, value, value, 255];
  });
  const values = channelRows(applyFilter("normalise:1:upper=99", speckled))[0];
  assertEquals([values[0], values[19]], [0, 255]);
});

Deno.test("equalize() makes the histogram of a dark picture even", () => {
  // Four columns of each value from 20 to 69, one of each from 70 to 125.
  const row = Array.from({ length: 256 }, (_, x) => x < 200 ? 20 + (x >> 2) : x - 130);
  const dark = greyImage([row, row]);
  const luma = lumas(applyFilter("equalize", dark)).sort((a, b) => a - b);
  for (const share of [0.2, 0.4, 0.6, 0.8]) {
    const value = luma[Math.floor(share * luma.length)];
    assertLessOrEqual(Math.abs(value - 255 * share), 8, `at ${share}`);
  }
});

Deno.test("clahe() brings out a faint pattern as far as its limit allows", () => {
  // Faint stripes in the dark left half, a steep ramp in the right one.
  const image = greyImage(Array.from(
    { length: 64 },
    () => Array.from({ length: 64 }, (_, x) => x < 32 ? 20 + (x & 4) / 2 : (x - 32) * 8),
  ));
  const contrast = (recipe: string): number => {
    const row = channelRows(applyFilter(recipe, image))[32].slice(8, 24);
    return Math.max(...row) - Math.min(...row);
  };
  // Stripes of 2 levels: 32 times an even share of the range is 32 levels.
  assertLessOrEqual(contrast("clahe:1:tiles=4"), 4);
  assertLessOrEqual(Math.abs(contrast("clahe:32:tiles=4") - 33), 2);
  assert(contrast("clahe:0:tiles=4") > 100);
});

for (const recipe of ["normalise", "normalise:10:upper=80", "equalize"]) {
  Deno.test(`${recipe} of a grey picture is grey, and brighter pixels stay brighter`, () => {
    fc.assert(fc.property(arbitraryImage("opaque"), (image) => {
      const grey = applyFilter("grayscale", image);
      const result = applyFilter(recipe, grey);
      const before = channelRows(grey).flat();
      const after = channelRows(result).flat();
      assertEquals(channelRows(result, 1).flat(), after);
      assertEquals(channelRows(result, 2).flat(), after);
      const order = [...before.keys()].sort((a, b) => before[a] - before[b]);
      order.forEach((at, i) => assert(i === 0 || after[at] >= after[order[i - 1]]));
    }));
  });

  Deno.test(`${recipe} commutes with mirrors`, () => {
    fc.assert(fc.property(arbitraryImage(), (image) => {
      assertSamePixels(applyFilter(`flop,${recipe}`, image), applyFilter(`${recipe},flop`, image));
      assertSamePixels(applyFilter(`flip,${recipe}`, image), applyFilter(`${recipe},flip`, image));
    }));
  });
}

for (const recipe of ["normalise", "equalize", "clahe:4:tiles=3"]) {
  Deno.test(`${recipe} keeps the order of red, green and blue`, () => {
    fc.assert(fc.property(arbitraryImage(), (image) => {
      const result = applyFilter(recipe, image);
      for (let y = 0; y < image.height; y++) {
        for (let x = 0; x < image.width; x++) {
          const before = pixelAt(image, x, y);
          const after = pixelAt(result, x, y);
          for (const [a, b] of [[0, 1], [1, 2], [0, 2]]) {
            assert((before[a] - before[b]) * (after[a] - after[b]) >= 0, `${x},${y}`);
          }
        }
      }
    }));
  });
}

function lumas(image: RgbaImage): number[] {
  return channelRows(applyFilter("grayscale", image)).flat();
}
