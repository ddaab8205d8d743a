import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import type { RgbaImage } from "../../image/rgba_image.ts";
import { arbitraryImage } from "../arbitrary_image.ts";
import { assertSamePixels, paint, type Pixel, pixelAt } from "../kernels/run_stage.ts";
import { applyFilter } from "./apply_filter.ts";
import { ALL_RECIPES, BY_PLACE, BY_WHOLE, RESIZES, SAME_SIZE } from "./recipes.ts";

const KEEPS_FLATS = [
  "blur:0.8",
  "blur:2.5",
  "blur:30",
  "sharpen:2:amount=10",
  "heavy_sharpen:10",
  "box_blur:3",
  "box_blur:40",
  "median:5",
  "median:255",
  "bilateral",
  "convolve",
  "convolve:1/2/1/2/4/2/1/2/1",
  "emboss:3:colour=true",
  "dilate:3",
  "erode:50",
  "normalise",
  "equalize",
  "pixelate:5",
  ...RESIZES.filter((recipe) => !recipe.includes("contain")),
];

for (const recipe of KEEPS_FLATS) {
  Deno.test(`${recipe} leaves a flat picture flat, of any colour and alpha (P2)`, () => {
    const side = fc.constantFrom(1, 2, 7, 33);
    const channel = fc.nat(255);
    fc.assert(
      fc.property(side, side, channel, channel, channel, (width, height, red, green, alpha) => {
        // Of alpha 1 a colour cannot survive 6 fractional bits of the premultiplied sample.
        const pixel: Pixel = [red, green, 255 - red, Math.max(alpha, 4)];
        const result = applyFilter(recipe, paint(width, height, () => pixel));
        assertSamePixels(result, paint(result.width, result.height, () => pixel));
      }),
      { numRuns: 60 },
    );
  });
}

for (const recipe of ["edges:sobel", "edges:scharr", "edges:prewitt", "edges:laplacian", "canny"]) {
  Deno.test(`${recipe} finds nothing in a flat picture (P2)`, () => {
    fc.assert(
      fc.property(fc.nat(255), fc.nat(255), fc.nat(255), (red, green, alpha) => {
        const flat = paint(9, 7, () => [red, green, 200, alpha]);
        assertSamePixels(applyFilter(recipe, flat), paint(9, 7, () => [0, 0, 0, alpha]));
      }),
      { numRuns: 60 },
    );
  });
}

const MIRRORS: Record<string, (image: RgbaImage) => RgbaImage> = {
  "left-right flips": (image) =>
    paint(image.width, image.height, (x, y) => pixelAt(image, image.width - 1 - x, y)),
  "upside-down flips": (image) =>
    paint(image.width, image.height, (x, y) => pixelAt(image, x, image.height - 1 - y)),
  "transposition": (image) => paint(image.height, image.width, (x, y) => pixelAt(image, y, x)),
};

// Of two equal maxima canny keeps the left or upper one, so that it is not symmetric.
for (const recipe of SAME_SIZE.filter((recipe) => !recipe.startsWith("canny"))) {
  for (const [name, mirror] of Object.entries(MIRRORS)) {
    Deno.test(`${recipe} commutes with ${name} byte for byte (P6)`, () => {
      fc.assert(
        fc.property(arbitraryImage(), (image) => {
          assertSamePixels(applyFilter(recipe, mirror(image)), mirror(applyFilter(recipe, image)));
        }),
        { numRuns: 30 },
      );
    });
  }
}

/** More than the reach of any filter in `SAME_SIZE`; canny's chains are short in noise. */
const MARGIN = 10;

for (const recipe of SAME_SIZE.filter((recipe) => !recipe.startsWith("canny"))) {
  Deno.test(`${recipe} commutes with shifts off the border (P5)`, () => {
    const shift = fc.integer({ min: 1, max: 9 });
    const wide = arbitraryImage().filter(({ width, height }) => Math.min(width, height) > 30);
    fc.assert(
      fc.property(wide, shift, shift, (image, right, down) => {
        const moved = paint(
          image.width,
          image.height,
          (x, y) => pixelAt(image, x - right, y - down),
        );
        const actual = applyFilter(recipe, moved);
        const expected = applyFilter(recipe, image);
        for (let y = MARGIN + down; y < image.height - MARGIN; y++) {
          for (let x = MARGIN + right; x < image.width - MARGIN; x++) {
            assertEquals(pixelAt(actual, x, y), pixelAt(expected, x - right, y - down));
          }
        }
      }),
      { numRuns: 10 },
    );
  });
}

const LINEAR = [
  "blur:0.8",
  "blur:2.5",
  "resize:23:height=19:fit=fill:kernel=linear",
  "resize:70:height=9:fit=fill:kernel=area",
  "resize:40:height=41:fit=fill:kernel=mitchell",
];

for (const recipe of LINEAR) {
  Deno.test(`${recipe} of a sum is the sum of both, but for the rounding (P4)`, () => {
    fc.assert(
      fc.property(arbitraryImage("opaque"), fc.nat(), (image, seed) => {
        // Both are kept around the middle, so that no overshoot is clipped.
        const part = (pixel: Pixel, keep: (value: number) => number): Pixel => {
          return [keep(pixel[0]), keep(pixel[1]), keep(pixel[2]), 255];
        };
        const base = (value: number) => 40 + (value >> 2);
        const { width, height } = image;
        const first = paint(width, height, (x, y) => part(pixelAt(image, x, y), base));
        const extra = (x: number, y: number) =>
          20 + (Math.imul(x * 31 + y * 17 + 1, seed | 1) >>> 27);
        const second = paint(width, height, (x, y) => part([0, 0, 0, 255], () => extra(x, y)));
        const sum = paint(width, height, (x, y) => {
          return part(pixelAt(first, x, y), (value) => value + extra(x, y));
        });
        const [a, b, both] = [first, second, sum].map((one) => applyFilter(recipe, one));
        const added = paint(both.width, both.height, (x, y) => {
          const other = pixelAt(b, x, y);
          return part(pixelAt(a, x, y), (value) => value + other[0]);
        });
        assertSamePixels(both, added, 1);
      }),
      { numRuns: 60 },
    );
  });
}

const KEEPS_SIZE: readonly string[] = [...SAME_SIZE, ...BY_PLACE, ...BY_WHOLE];

Deno.test("every filter works on the smallest pictures", () => {
  for (const recipe of ALL_RECIPES) {
    for (const [width, height] of [[1, 1], [1, 9], [9, 1], [2, 2], [3, 1]]) {
      const image = paint(width, height, (x, y) => [x * 25, y * 25, 99, 255 - x]);
      const result = applyFilter(recipe, image);
      assert(result.width >= 1 && result.height >= 1);
      assertEquals(result.data.length, result.width * result.height * 4);
      if (KEEPS_SIZE.includes(recipe)) {
        assertEquals([result.width, result.height], [width, height]);
      }
    }
  }
});
