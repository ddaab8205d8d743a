import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { arbitraryImage } from "../arbitrary_image.ts";
import { assertSamePixels, channelRows, clampByte, paint, pixelAt } from "../kernels/run_stage.ts";
import { applyFilter, stagesOf } from "./apply_filter.ts";

/** A bright square in the middle of a dark one. */
const PLATE = paint(12, 12, (x, y) => {
  const value = Math.max(Math.abs(x - 5.5), Math.abs(y - 5.5)) < 3 ? 150 : 100;
  return [value, value, value, 255];
});

/** A pixel on each side of it. */
const SIDES = { right: [8, 5], top: [5, 3], left: [3, 5], bottom: [5, 8] } as const;

const LIGHTS = [
  { angle: 0, lit: "right", dark: "left" },
  { angle: 90, lit: "top", dark: "bottom" },
  { angle: 180, lit: "left", dark: "right" },
  { angle: -90, lit: "bottom", dark: "top" },
] as const;

Deno.test("emboss() lights the side of a bright plate that the light falls on", () => {
  for (const { angle, lit, dark } of LIGHTS) {
    const relief = channelRows(applyFilter(`emboss:angle=${angle}`, PLATE));
    for (const [side, [x, y]] of Object.entries(SIDES)) {
      const expected = side === lit ? 178 : side === dark ? 78 : 128;
      assertEquals(relief[y][x], expected, `${side} with light from ${angle}`);
    }
  }
});

Deno.test("emboss() is 128 and the slope of luma in floats, within 1", () => {
  const parameters = fc.tuple(
    fc.integer({ min: 1, max: 40 }).map((tenth) => tenth / 10),
    fc.integer({ min: -360, max: 360 }),
  );
  fc.assert(
    fc.property(arbitraryImage("opaque"), parameters, (image, [strength, angle]) => {
      const grey = applyFilter("grayscale", image);
      const at = (x: number, y: number) => pixelAt(grey, x, y)[0];
      const across = -strength * Math.cos((angle * Math.PI) / 180);
      const down = strength * Math.sin((angle * Math.PI) / 180);
      const expected = paint(image.width, image.height, (x, y) => {
        let gx = 0;
        let gy = 0;
        for (const [offset, weight] of [[-1, 1], [0, 2], [1, 1]]) {
          gx += weight * (at(x + 1, y + offset) - at(x - 1, y + offset));
          gy += weight * (at(x + offset, y + 1) - at(x + offset, y - 1));
        }
        const value = clampByte(Math.round(128 + (across * gx + down * gy) / 4));
        return [value, value, value, 255];
      });
      assertSamePixels(applyFilter(`emboss:${strength}:angle=${angle}`, image), expected, 1);
    }),
    { numRuns: 60 },
  );
});

Deno.test("emboss() in colour adds the slope of each channel to it", () => {
  const ramp = paint(8, 3, (x) => [20 * x, 100, 200 - 10 * x, 255]);
  // Light from the left: 40 up and 20 down over two pixels.
  const result = applyFilter("emboss:1:angle=180:colour=true", ramp);
  assertEquals(pixelAt(result, 4, 1), [80 + 40, 100, 160 - 20, 255]);
});

Deno.test("emboss() takes strength first, 1 by default, with light from above and left", () => {
  const size = { width: 9, height: 9 };
  assertEquals(stagesOf("emboss", size), stagesOf("emboss:1:angle=135:colour=false", size));
});
