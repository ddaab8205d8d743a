import { assertEquals } from "@std/assert";
import fc from "fast-check";
import type { AffineStage } from "../../kernels/stage.ts";
import { arbitraryImage } from "../arbitrary_image.ts";
import {
  assertSamePixels,
  channelRows,
  greyImage,
  paint,
  type Pixel,
  pixelAt,
  runStage,
} from "./run_stage.ts";

const ONE = 2 ** 32;
const LINEAR = Int16Array.from({ length: 512 }, (_, i) => i & 1 ? i >> 1 : 256 - (i >> 1));

/** Target samples one step apart, from a place of the source on. */
function shifted(left: number, top: number, width: number, height: number): AffineStage {
  return {
    kind: "affine",
    origin: [Math.round(left * ONE), Math.round(top * ONE)],
    right: [ONE, 0],
    down: [0, ONE],
    taps: 2,
    weights: LINEAR,
    width,
    height,
    background: [0, 0, 0, 255],
  };
}

Deno.test("affine() by whole steps moves pixels, and beyond the border is the background", () => {
  fc.assert(fc.property(arbitraryImage(), fc.nat(12), fc.nat(12), (image, right, down) => {
    const background: Pixel = [5, 6, 7, 8];
    const [left, top] = [right - 6, down - 6];
    const expected = paint(20, 15, (x, y) => {
      const isInside = x + left >= 0 && y + top >= 0 && x + left < image.width &&
        y + top < image.height;
      const pixel = isInside ? pixelAt(image, x + left, y + top) : background;
      // A pixel that cannot be seen has no colour.
      return pixel[3] === 0 ? [0, 0, 0, 0] : pixel;
    });
    assertSamePixels(runStage({ ...shifted(left, top, 20, 15), background }, image), expected);
  }));
});

Deno.test("affine() by linear weighs neighbours by nearness and fades at the border", () => {
  const image = greyImage([[100, 200]]);
  assertEquals(channelRows(runStage(shifted(-0.5, 0, 3, 1), image)), [[50, 150, 100]]);
  assertEquals(channelRows(runStage(shifted(0.25, 0, 1, 1), image)), [[125]]);
  assertEquals(channelRows(runStage(shifted(0, -0.75, 2, 1), image)), [[25, 50]]);
});

Deno.test("affine() weighs colours by alpha", () => {
  const image = paint(2, 1, (x) => x === 0 ? [200, 0, 0, 255] : [0, 100, 0, 51]);
  // 255 to 51 is 5 to 1: a sixth of the colour is that of the right pixel.
  assertEquals([...runStage(shifted(0.5, 0, 1, 1), image).data], [167, 17, 0, 153]);
});

Deno.test("affine() knows the last of many columns to 1/256 of a pixel", () => {
  const image = paint(2, 1, (x) => x === 0 ? [0, 0, 0, 255] : [255, 255, 255, 255]);
  const width = 30_000;
  const step = Math.round(ONE / width);
  const stage = { ...shifted(0, 0, width, 1), right: [step, 0] } as const;
  const [values] = channelRows(runStage(stage, image));
  const worst = values.reduce(
    (most, value, x) => Math.max(most, Math.abs(value - 255 * x / width)),
    0,
  );
  assertEquals(worst <= 1.01, true, `${worst}`);
});
