import { assertEquals } from "@std/assert";
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

const CHECKER8 = paint(8, 8, (x, y) => (x + y) & 1 ? [255, 255, 255, 255] : [0, 0, 0, 255]);
const CHECKER2 = greyImage([[0, 255], [255, 0]]);
const RAMP16 = greyImage([Array.from({ length: 16 }, (_, x) => x * 10)]);

function resized(image: RgbaImage, size: string, kernel: string): number[][] {
  return channelRows(
    applyFilter(`resize:${size}:fit=fill:antialias=false:kernel=${kernel}`, image),
  );
}

Deno.test("resize() gives the known values of a checkerboard", () => {
  const flat = (value: number) => new Array(4).fill(new Array(4).fill(value));
  assertEquals(resized(CHECKER8, "4", "area"), flat(128));
  assertEquals(resized(CHECKER8, "4", "linear"), flat(128));
  assertEquals(resized(CHECKER8, "4", "nearest"), flat(0));
  assertEquals(resized(CHECKER2, "4", "linear"), [
    [0, 64, 191, 255],
    [64, 96, 159, 191],
    [191, 159, 96, 64],
    [255, 191, 64, 0],
  ]);
  assertEquals(resized(CHECKER2, "4", "cubic"), [
    [0, 43, 212, 255],
    [43, 89, 166, 212],
    [212, 166, 89, 43],
    [255, 212, 43, 0],
  ]);
});

Deno.test("resize() gives the known values of a ramp", () => {
  const half = [5, 25, 45, 65, 85, 105, 125, 145];
  assertEquals(resized(RAMP16, "8:height=1", "linear"), [half]);
  assertEquals(resized(RAMP16, "8:height=1", "area"), [half]);
  const inner = Array.from({ length: 30 }, (_, x) => 3 + 5 * x);
  assertEquals(resized(RAMP16, "32:height=1", "linear"), [[0, ...inner, 150]]);
});

/** Area by counting: each target pixel is the mean of the source under it, in floats. */
function naiveArea(image: RgbaImage, width: number, height: number): RgbaImage {
  const scaleX = image.width / width;
  const scaleY = image.height / height;
  return paint(width, height, (x, y): Pixel => {
    const sums = [0, 0, 0];
    let alphas = 0;
    for (let row = Math.floor(y * scaleY); row < (y + 1) * scaleY; row++) {
      for (let column = Math.floor(x * scaleX); column < (x + 1) * scaleX; column++) {
        const weight = overlap(column, x * scaleX, (x + 1) * scaleX) *
          overlap(row, y * scaleY, (y + 1) * scaleY) / (scaleX * scaleY);
        const pixel = pixelAt(image, column, row);
        alphas += weight * pixel[3];
        sums.forEach((_, channel) => sums[channel] += weight * pixel[3] * pixel[channel]);
      }
    }
    const [red, green, blue] = sums.map((sum) => alphas === 0 ? 0 : sum / alphas);
    return [red, green, blue, alphas];
  });
}

function overlap(index: number, from: number, to: number): number {
  return Math.max(0, Math.min(to, index + 1) - Math.max(from, index));
}

Deno.test("resize() by area equals means in floats, alpha weighted", () => {
  const side = fc.integer({ min: 1, max: 40 });
  fc.assert(fc.property(arbitraryImage(), side, side, (image, width, height) => {
    const recipe = `resize:${width}:height=${height}:fit=fill:kernel=area`;
    const actual = applyFilter(recipe, image);
    const expected = naiveArea(image, width, height);
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        const [red, green, blue, alpha] = pixelAt(actual, x, y);
        const [wantedRed, wantedGreen, wantedBlue, wantedAlpha] = pixelAt(expected, x, y);
        // Of a nearly invisible pixel only the visible part of its colour counts.
        const visible = [red - wantedRed, green - wantedGreen, blue - wantedBlue]
          .map((difference) => Math.abs(difference) * wantedAlpha / 255);
        const worst = Math.max(...visible, Math.abs(alpha - wantedAlpha));
        assertEquals(worst <= 1.01, true, `${[red, green, blue, alpha]} at ${x},${y}`);
      }
    }
  }));
});

Deno.test("resize() to the same size is nothing to do, whatever the kernel (P1)", () => {
  const size = { width: 31, height: 17 };
  for (const kernel of ["nearest", "linear", "cubic", "mitchell", "lanczos3", "area"]) {
    assertEquals(stagesOf(`resize:31:kernel=${kernel}`, size), []);
    assertEquals(stagesOf(`resize:31:height=17:fit=contain:kernel=${kernel}`, size), []);
  }
  assertEquals(stagesOf("resize:scale=1", size), []);
  assertEquals(stagesOf("resize:500:enlarge=false", size), []);
});

Deno.test("resize() of nearest takes the pixel at floor(x * source / target)", () => {
  const row = [10, 20, 30, 40, 50];
  assertEquals(resized(greyImage([row]), "3:height=1", "nearest"), [[10, 20, 40]]);
  assertEquals(resized(greyImage([row]), "8:height=1", "nearest"), [[
    10,
    10,
    20,
    20,
    30,
    40,
    40,
    50,
  ]]);
});

Deno.test("resize() with antialiasing shrinks a fine pattern to its mean, without to a false one", () => {
  const stripes = paint(90, 90, (x) => x % 2 ? [255, 255, 255, 255] : [0, 0, 0, 255]);
  const smooth = channelRows(applyFilter("resize:13:kernel=linear", stripes)).flat();
  assertEquals(smooth.every((value) => Math.abs(value - 128) < 20), true, `${smooth}`);
  const aliased = channelRows(applyFilter("resize:13:kernel=linear:antialias=false", stripes));
  assertEquals(aliased.flat().some((value) => Math.abs(value - 128) > 60), true);
});

Deno.test("resize() by cover without scaling crops the middle, byte for byte", () => {
  fc.assert(fc.property(arbitraryImage(), (image) => {
    const width = Math.ceil(image.width / 2);
    const left = Math.floor((image.width - width) / 2);
    const expected = paint(width, image.height, (x, y) => pixelAt(image, x + left, y));
    assertSamePixels(applyFilter(`resize:${width}:height=${image.height}`, image), expected);
  }));
});

Deno.test("resize() by contain centres the picture on its background", () => {
  const image = paint(4, 2, () => [10, 20, 30, 255]);
  const result = applyFilter("resize:4:height=4:fit=contain:background=ff000080", image);
  const padding: Pixel = [255, 0, 0, 128];
  const expected = paint(4, 4, (_, y) => y === 0 || y === 3 ? padding : [10, 20, 30, 255]);
  assertSamePixels(result, expected);
  const clear = applyFilter("resize:4:height=4:fit=contain", image);
  assertEquals(pixelAt(clear, 0, 0), [0, 0, 0, 0]);
});

Deno.test("resize() commutes with flips (P6)", () => {
  const flip = (image: RgbaImage) =>
    paint(image.width, image.height, (x, y) => {
      return pixelAt(image, image.width - 1 - x, image.height - 1 - y);
    });
  const kernel = fc.constantFrom("linear", "cubic", "catmull_rom", "mitchell", "lanczos3", "area");
  const side = fc.integer({ min: 1, max: 50 });
  fc.assert(
    fc.property(arbitraryImage("opaque"), kernel, side, side, (image, kernel, width, height) => {
      const recipe = `resize:${width}:height=${height}:fit=fill:kernel=${kernel}`;
      // One step of Q14 more on the left or on the right can move a value over a half.
      assertSamePixels(applyFilter(recipe, flip(image)), flip(applyFilter(recipe, image)), 1);
    }),
  );
});
