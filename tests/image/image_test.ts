import { assert, assertEquals, assertThrows } from "@std/assert";
import { DEFAULT_LIMITS } from "../../config.ts";
import { LimitError } from "../../errors.ts";
import { checkBytes, checkScans, checkSize } from "../../image/limits.ts";
import { assertImage, createImage, isOpaque, pixelWords } from "../../image/rgba_image.ts";

Deno.test("createImage() gives transparent black pixels and a length of width * height * 4", () => {
  const image = createImage(3, 2);
  assertEquals(image.data, new Uint8ClampedArray(24));
  assertImage(image);
});

Deno.test("pixelWords() shares memory with the image, red in the low byte", () => {
  const image = createImage(1, 1);
  pixelWords(image)[0] = 0x04030201;
  assertEquals([...image.data], [1, 2, 3, 4]);
});

Deno.test("isOpaque() sees one pixel that is not", () => {
  const image = createImage(5, 5);
  image.data.fill(255);
  assert(isOpaque(image));
  image.data[24 * 4 + 3] = 254;
  assert(!isOpaque(image));
});

for (
  const [what, image] of [
    ["a zero side", { width: 0, height: 1, data: new Uint8ClampedArray(0) }],
    ["a fraction", { width: 1.5, height: 2, data: new Uint8ClampedArray(12) }],
    ["a wrong length", { width: 2, height: 2, data: new Uint8ClampedArray(15) }],
    ["an odd offset", {
      width: 1,
      height: 1,
      data: new Uint8ClampedArray(new ArrayBuffer(8), 1, 4),
    }],
  ] as const
) {
  Deno.test(`assertImage() refuses ${what}`, () => {
    assertThrows(() => assertImage(image), RangeError, "current value is");
  });
}

Deno.test("limits are inclusive and name the value and the bound", () => {
  const limits = { ...DEFAULT_LIMITS, maxPixels: 100, maxSide: 20, maxBytes: 10, maxScans: 2 };
  checkSize({ width: 20, height: 5 }, limits);
  checkBytes(10, limits);
  checkScans(2, limits);
  assertThrows(
    () => checkSize({ width: 21, height: 1 }, limits),
    LimitError,
    "21x1 exceeds the limit of 20",
  );
  assertThrows(
    () => checkSize({ width: 11, height: 10 }, limits),
    LimitError,
    "limit of 100 pixels",
  );
  assertThrows(() => checkBytes(11, limits), LimitError, "11 bytes");
  assertThrows(() => checkScans(3, limits), LimitError, "3 scans");
});
