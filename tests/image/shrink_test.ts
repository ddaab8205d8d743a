import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { type Shrink, shrunkSize, shrunkUpright } from "../../image/shrink.ts";
import { createImage, pixelWords, type RgbaImage } from "../../image/rgba_image.ts";
import { runStage } from "../kernels/run_stage.ts";

Deno.test("shrunkSize() rounds up, so that no pixel is left out", () => {
  assertEquals(shrunkSize({ width: 17, height: 16 }, 8), { width: 3, height: 2 });
  assertEquals(shrunkSize({ width: 1, height: 5 }, 4), { width: 1, height: 2 });
  assertEquals(shrunkSize({ width: 7, height: 9 }, 1), { width: 7, height: 9 });
});

/** Pixels that hold their own number; 0 is nobody's. */
function numbered(width: number, height: number): RgbaImage {
  const image = createImage(width, height);
  pixelWords(image).forEach((_, i, words) => words[i] = i + 1);
  return image;
}

/** The picture, filled up with zeros on the right and below. */
function filled(image: RgbaImage, width: number, height: number): RgbaImage {
  const result = createImage(width, height);
  const [from, to] = [pixelWords(image), pixelWords(result)];
  for (let y = 0; y < image.height; y++) {
    to.set(from.subarray(y * image.width, (y + 1) * image.width), y * width);
  }
  return result;
}

function turned(image: RgbaImage, orientation: number): RgbaImage {
  return orientation === 1 ? image : runStage({ kind: "orient", orientation }, image);
}

Deno.test("shrunkUpright() knows where the filling is once the picture is turned", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 40 }),
      fc.integer({ min: 1, max: 40 }),
      fc.constantFrom<Shrink>(2, 4, 8),
      fc.integer({ min: 1, max: 8 }),
      (width, height, shrink, orientation) => {
        const image = numbered(width, height);
        const { width: columns, height: rows } = shrunkSize(image, shrink);
        const whole = turned(filled(image, columns * shrink, rows * shrink), orientation);
        const upright = turned(image, orientation);
        const source = shrunkUpright(image, shrink, orientation);
        assertEquals([source.width, source.height], [whole.width / shrink, whole.height / shrink]);
        for (let y = 0; y < upright.height; y++) {
          const from = (y + source.top) * whole.width + source.left;
          const row = pixelWords(whole).subarray(from, from + upright.width);
          const at = y * upright.width;
          assertEquals(row, pixelWords(upright).subarray(at, at + upright.width));
        }
      },
    ),
  );
});
