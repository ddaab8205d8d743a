import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import type { RgbaImage } from "../../image/rgba_image.ts";
import { arbitraryImage } from "../arbitrary_image.ts";
import { assertSamePixels, channelRows, paint, type Pixel, pixelAt } from "../kernels/run_stage.ts";
import { applyFilter } from "./apply_filter.ts";
import { ALL_RECIPES, BY_PLACE, BY_WHOLE, SAME_SIZE } from "./recipes.ts";

const RED: Pixel = [255, 0, 0, 255];
const HIDDEN_GREEN: Pixel = [0, 255, 0, 0];
const HALVES = paint(16, 8, (x) => x < 8 ? RED : HIDDEN_GREEN);
const CHECKER = paint(16, 8, (x, y) => (x + y) & 1 ? RED : HIDDEN_GREEN);

const KERNELS = ["linear", "cubic", "catmull_rom", "mitchell", "lanczos3", "area"];
const MIXING = [
  "blur:0.5",
  "blur:3",
  "sharpen:1:amount=4",
  "heavy_sharpen:4",
  "box_blur:3",
  "median:5",
  "bilateral:3:sigma_colour=765",
  "convolve:1/1/1/1/1/1/1/1/1",
  "convolve",
  "emboss:4:colour=true",
  "dilate:2",
  "erode:2",
  "pixelate:3",
  ...KERNELS.flatMap((kernel) => [`resize:5:kernel=${kernel}`, `resize:37:kernel=${kernel}`]),
];

for (const recipe of MIXING) {
  Deno.test(`${recipe} gives red no green from invisible pixels beside it`, () => {
    for (const image of [HALVES, CHECKER]) {
      const result = applyFilter(recipe, image);
      let visible = 0;
      for (let y = 0; y < result.height; y++) {
        for (let x = 0; x < result.width; x++) {
          const [red, green, blue, alpha] = pixelAt(result, x, y);
          if (alpha === 0) continue;
          visible++;
          assertEquals([red, green, blue], [255, 0, 0], `at ${x},${y} of alpha ${alpha}`);
        }
      }
      assert(visible > 0);
    }
  });
}

const KEEPS_ALPHA = [...SAME_SIZE, ...BY_PLACE, ...BY_WHOLE].filter((recipe) =>
  !/^(blur|box_blur|pixelate)/.test(recipe)
);

for (const recipe of KEEPS_ALPHA) {
  Deno.test(`${recipe} leaves alpha as it is (P9)`, () => {
    fc.assert(
      fc.property(arbitraryImage(), (image) => {
        assertEquals(channelRows(applyFilter(recipe, image), 3), channelRows(image, 3));
      }),
      { numRuns: 60 },
    );
  });
}

for (const recipe of ALL_RECIPES) {
  Deno.test(`${recipe} gives the same picture whatever colours invisible pixels hide`, () => {
    fc.assert(
      fc.property(arbitraryImage(), fc.nat(255), (image, value) => {
        const other = paint(image.width, image.height, (x, y) => {
          const pixel = pixelAt(image, x, y);
          return pixel[3] === 0 ? [value, 255 - value, x & 255, 0] : pixel;
        });
        assertSamePixels(seen(applyFilter(recipe, other)), seen(applyFilter(recipe, image)));
      }),
      { numRuns: 60 },
    );
  });

  if (recipe.includes("fit=contain")) continue;
  Deno.test(`${recipe} leaves an opaque picture opaque`, () => {
    fc.assert(
      fc.property(arbitraryImage("opaque"), (image) => {
        const alphas = channelRows(applyFilter(recipe, image), 3).flat();
        assert(alphas.every((alpha) => alpha === 255));
      }),
      { numRuns: 40 },
    );
  });
}

Deno.test("blur() blurs alpha like a grey picture of it", () => {
  fc.assert(fc.property(arbitraryImage(), (image) => {
    const mask = paint(image.width, image.height, (x, y) => {
      const alpha = pixelAt(image, x, y)[3];
      return [alpha, alpha, alpha, 255];
    });
    assertEquals(
      channelRows(applyFilter("blur:1.5", image), 3),
      channelRows(applyFilter("blur:1.5", mask), 0),
    );
  }));
});

/** A picture with nothing in place of what cannot be seen. */
function seen(image: RgbaImage): RgbaImage {
  return paint(image.width, image.height, (x, y) => {
    const pixel = pixelAt(image, x, y);
    return pixel[3] === 0 ? [0, 0, 0, 0] : pixel;
  });
}
