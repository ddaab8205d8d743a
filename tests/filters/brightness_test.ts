import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { arbitraryImage } from "../arbitrary_image.ts";
import { assertSamePixels, clampByte, paint, pixelAt } from "../kernels/run_stage.ts";
import { applyFilter, stagesOf } from "./apply_filter.ts";

const SIZE = { width: 1, height: 1 };
const GREYS = paint(256, 1, (x) => [x, x, x, x]);

Deno.test("brightness() multiplies, adds, rounds halves up and clamps; alpha stays", () => {
  const image = paint(1, 1, () => [10, 101, 250, 40]);
  assertEquals([...applyFilter("brightness:1.5", image).data], [15, 152, 255, 40]);
  assertEquals([...applyFilter("brightness:0.5:offset=-20", image).data], [0, 31, 105, 40]);
  assertEquals([...applyFilter("brightness:0", image).data], [0, 0, 0, 40]);
});

Deno.test("brightness() without parameters multiplies by 1.2", () => {
  const image = paint(1, 1, () => [100, 200, 255, 255]);
  assertEquals([...applyFilter("brightness", image).data], [120, 240, 255, 255]);
});

Deno.test("brightness() that changes nothing is nothing to do (P1)", () => {
  assertEquals(stagesOf("brightness:1", SIZE), []);
  assertEquals(stagesOf("brightness:1:offset=0", SIZE), []);
});

Deno.test("brightness() equals its formula in floats within the rounding of a product", () => {
  const factor = fc.integer({ min: 0, max: 10_000 });
  const offset = fc.integer({ min: -255, max: 255 });
  fc.assert(fc.property(arbitraryImage(), factor, offset, (image, thousandths, offset) => {
    const expected = paint(image.width, image.height, (x, y) => {
      const [red, green, blue, alpha] = pixelAt(image, x, y);
      // In whole thousandths, so that a half is a half.
      const [r, g, b] = [red, green, blue].map((value) =>
        clampByte(Math.floor((value * thousandths + offset * 1000 + 500) / 1000))
      );
      return [r, g, b, alpha];
    });
    const actual = applyFilter(`brightness:${thousandths / 1000}:offset=${offset}`, image);
    assertSamePixels(actual, expected, 1);
  }));
});

Deno.test("brightness() never lowers a value when factor or offset grows (P10)", () => {
  const factor = fc.double({ min: 0, max: 10, noNaN: true });
  const offset = fc.double({ min: -255, max: 255, noNaN: true });
  fc.assert(fc.property(factor, factor, offset, offset, (f1, f2, o1, o2) => {
    const [low, high] = [Math.min(f1, f2), Math.max(f1, f2)];
    const [down, up] = [Math.min(o1, o2), Math.max(o1, o2)];
    const dark = applyFilter(`brightness:${low}:offset=${down}`, GREYS);
    const bright = applyFilter(`brightness:${high}:offset=${up}`, GREYS);
    assert(dark.data.every((value, i) => value <= bright.data[i]));
  }));
});
