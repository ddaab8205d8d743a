import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { arbitraryImage } from "../arbitrary_image.ts";
import {
  assertSamePixels,
  clampByte,
  paint,
  pixelAt,
  roundedQuotient,
  runStage,
} from "./run_stage.ts";

/** Weights and added levels up to what a stage may have. */
const ROWS = fc.array(fc.integer({ min: -16 * 65536, max: 16 * 65536 }), {
  minLength: 12,
  maxLength: 12,
});

Deno.test("matrix() weighs, adds, rounds halves up and clamps; alpha stays", () => {
  const image = paint(1, 1, () => [10, 20, 31, 40]);
  const rows = Int32Array.from([0, 0, 0.5, 0, 2, 1, 0, -41, 8, 8, 8, 0], (x) => x * 65536);
  assertEquals([...runStage({ kind: "matrix", rows }, image).data], [16, 0, 255, 40]);
});

Deno.test("matrix() equals the sums in whole numbers", () => {
  fc.assert(fc.property(arbitraryImage(), ROWS, (image, entries) => {
    const rows = Int32Array.from(entries);
    const expected = paint(image.width, image.height, (x, y) => {
      const [red, green, blue, alpha] = pixelAt(image, x, y);
      const sum = (row: number) => {
        const [r, g, b, added] = rows.subarray(4 * row, 4 * row + 4);
        return clampByte(roundedQuotient(r * red + g * green + b * blue + added, 65536));
      };
      return [sum(0), sum(1), sum(2), alpha];
    });
    assertSamePixels(runStage({ kind: "matrix", rows }, image), expected);
  }));
});

Deno.test("matrix() of the largest entries does not overflow", () => {
  const white = paint(1, 1, () => [255, 255, 255, 255]);
  for (const [entry, level] of [[16, 255], [-16, 0]]) {
    const rows = new Int32Array(12).fill(entry * 65536);
    for (const row of [0, 1, 2]) rows[4 * row + 3] = entry * 255 * 65536;
    assertEquals([...runStage({ kind: "matrix", rows }, white).data], [level, level, level, 255]);
  }
});
