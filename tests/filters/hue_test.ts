import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { arbitraryImage } from "../arbitrary_image.ts";
import { assertSamePixels, paint, pixelAt } from "../kernels/run_stage.ts";
import { applyFilter, stagesOf } from "./apply_filter.ts";
import { assertFormula, GREYS, mixed } from "./formula.ts";

const SIZE = { width: 1, height: 1 };

/** As the W3C Filter Effects Module prints it for `hueRotate`. */
function hueRotate(degrees: number): number[][] {
  const c = Math.cos(degrees * Math.PI / 180);
  const s = Math.sin(degrees * Math.PI / 180);
  return [
    [
      0.213 + c * 0.787 - s * 0.213,
      0.715 - c * 0.715 - s * 0.715,
      0.072 - c * 0.072 + s * 0.928,
    ],
    [
      0.213 - c * 0.213 + s * 0.143,
      0.715 + c * 0.285 + s * 0.140,
      0.072 - c * 0.072 - s * 0.283,
    ],
    [
      0.213 - c * 0.213 - s * 0.787,
      0.715 - c * 0.715 + s * 0.715,
      0.072 + c * 0.928 + s * 0.072,
    ],
  ];
}

Deno.test("hue() equals the matrix of the W3C within half a level", () => {
  const angle = fc.integer({ min: -720, max: 720 }).map((n) => n / 2);
  fc.assert(
    fc.property(arbitraryImage(), angle, (image, angle) => {
      assertFormula(applyFilter(`hue:${angle}`, image), image, mixed(hueRotate(angle)));
    }),
    { numRuns: 60 },
  );
});

Deno.test("hue() keeps every grey and alpha, whatever the angle", () => {
  for (const angle of [-200, 7, 90, 180]) {
    assertSamePixels(applyFilter(`hue:${angle}`, GREYS), GREYS);
  }
});

Deno.test("hue() of 120 turns red into green, and there and back gives the colour again", () => {
  const image = paint(1, 1, () => [150, 100, 100, 255]);
  const [red, green, blue] = pixelAt(applyFilter("hue:120", image), 0, 0);
  assert(green > red && green > blue);
  assertSamePixels(applyFilter("hue:120,hue:-120", image), image, 1);
  assertSamePixels(applyFilter("hue:-120", image), applyFilter("hue_rotate:240", image));
});

Deno.test("hue() of whole turns is nothing to do (P1)", () => {
  for (const angle of [0, 360, -360]) assertEquals(stagesOf(`hue:${angle}`, SIZE), []);
});
