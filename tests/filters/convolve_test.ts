import { assert, assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { InputError } from "../../errors.ts";
import type { RgbaImage } from "../../image/rgba_image.ts";
import type { ConvolveStage } from "../../kernels/stage.ts";
import { formatRecipe, parseRecipe, recipeFromJson } from "../../pipeline/recipe.ts";
import { arbitraryImage } from "../arbitrary_image.ts";
import { assertSamePixels, clampByte, paint, type Pixel, pixelAt } from "../kernels/run_stage.ts";
import { applyFilter, stagesOf } from "./apply_filter.ts";

const SIZE = { width: 9, height: 9 };

function stageOf(recipe: string): ConvolveStage {
  const [stage] = stagesOf(recipe, SIZE);
  assert(stage.kind === "convolve");
  return stage;
}

/** The most that a pixel can be off because weights are whole numbers over a divisor: little but for huge gains. */
function roundingOf(recipe: string, kernel: readonly number[], scale: number): number {
  const { weights, divisor } = stageOf(recipe);
  return kernel.reduce(
    (sum, weight, i) => sum + 255 * Math.abs(weight / scale - weights[i] / divisor),
    0,
  );
}

/** The formula in floats. */
function floatConvolve(
  image: RgbaImage,
  kernel: readonly number[],
  scale: number,
  offset: number,
): RgbaImage {
  const side = Math.sqrt(kernel.length);
  const radius = side >> 1;
  return paint(image.width, image.height, (x, y): Pixel => {
    const [red, green, blue] = [0, 1, 2].map((channel) => {
      const sum = kernel.reduce((sum, weight, i) => {
        const near = pixelAt(image, x + (i % side) - radius, y + Math.floor(i / side) - radius);
        return sum + weight * near[channel];
      }, 0);
      return clampByte(Math.floor(sum / scale + offset + 0.5));
    });
    return [red, green, blue, 255];
  });
}

Deno.test("convolve() reads its kernel with slashes, spaces or both, and from JSON flat or in rows", () => {
  const rows = [[1, 2, 3], [-4.5, 0.25, 6], [7, 8, 9]];
  const expected = recipeFromJson([{ filter: "convolve", kernel: rows.flat() }]);
  const texts = [
    "1/2/3/-4.5/0.25/6/7/8/9",
    "1 2 3 -4.5 0.25 6 7 8 9",
    "1 2 3 / -4.5 .25 6 / 7  8 9",
  ];
  for (const text of texts) {
    assertEquals(parseRecipe(`convolve:${text}`), expected, text);
    assertEquals(parseRecipe(`blur,convolve:kernel=${text}:offset=0`)[1], expected[0], text);
  }
  assertEquals(recipeFromJson([{ filter: "convolution", kernel: rows }]), expected);
  assertEquals(formatRecipe(expected), `convolve:kernel=${texts[0]}`);
});

Deno.test("convolve() names what a kernel must be when it is something else", () => {
  for (
    const text of ["1/2/3", "1/2/3/4/5/6/7/8/x", "1//2/3/4/5/6/7/8/9", "1/2/3/4/5/6/7/8/1e9", ""]
  ) {
    assertThrows(
      () => parseRecipe(`convolve:kernel=${text}`),
      InputError,
      "Cannot use step 1 'convolve' as 'kernel' must be 9, 25, 49, 81, 121, 169 or 225 numbers " +
        "from -1000 to 1000, parted by / or spaces: current value is ",
    );
  }
});

Deno.test("convolve() divides by the sum of the kernel, or by 1 where that is 0", () => {
  assertEquals(stageOf("convolve:1/2/1/2/4/2/1/2/1").divisor, 16);
  assertEquals(stageOf("convolve:1/0/-1/2/0/-2/1/0/-1").divisor, 1);
  assertEquals(stageOf("convolve:1/2/1/2/4/2/1/2/1:scale=5").divisor, 5);
  const negative = stageOf("convolve:0/0/0/0/-3/0/0/0/0");
  assertEquals([negative.weights[4], negative.divisor], [3, 3]);
});

Deno.test("convolve() keeps decimal numbers exact", () => {
  const { weights, divisor, bias } = stageOf("convolve:0.1/0/0/0/0.25/0/0/0/2:scale=0.5:offset=-3");
  assertEquals([weights[0], weights[4], weights[8]], [10, 25, 200]);
  assertEquals([divisor, bias], [50, -150]);
});

Deno.test("convolve() is its formula in floats within 1 and what rounding its weights costs", () => {
  const small = arbitraryImage("opaque").filter((image) => image.width * image.height <= 130);
  const weight = fc.oneof(
    fc.integer({ min: -1000, max: 1000 }),
    fc.double({ min: -9, max: 9, noNaN: true }),
  );
  const kernel = fc.constantFrom(9, 25, 49, 225)
    .chain((count) => fc.array(weight, { minLength: count, maxLength: count }));
  const scale = fc.double({ min: 0.1, max: 5000, noNaN: true });
  const offset = fc.integer({ min: -255, max: 255 });
  fc.assert(
    fc.property(small, kernel, scale, offset, (image, kernel, scale, offset) => {
      const numbers = kernel.map((number) => Number(number.toFixed(12)));
      const recipe = recipeFromJson([{ filter: "convolve", kernel: numbers, scale, offset }]);
      const line = formatRecipe(recipe);
      const expected = floatConvolve(image, numbers, scale, offset);
      assertSamePixels(applyFilter(line, image), expected, 1 + roundingOf(line, numbers, scale));
    }),
    { numRuns: 60 },
  );
});

Deno.test("convolve() keeps its divisor in bounds for the smallest kernels", () => {
  const { weights, divisor } = stageOf("convolve:1e-7/0/0/0/0/0/0/0/3e-8:scale=1");
  assert(divisor >= 1 && divisor <= 2 ** 30, `${divisor}`);
  assertEquals([...weights].some((weight) => weight > 2 ** 22), false);
});

Deno.test("convolve() with a lone one in the middle changes nothing", () => {
  fc.assert(fc.property(arbitraryImage(), (image) => {
    assertSamePixels(applyFilter("convolve:0/0/0/0/1/0/0/0/0", image), image);
  }));
});

Deno.test("convolve() refuses a scale too small for its kernel", () => {
  assertThrows(
    () => stageOf("convolve:900/0/0/0/900/0/0/0/0:scale=0.0001"),
    InputError,
    "'scale' must be larger for such a 'kernel'",
  );
});
