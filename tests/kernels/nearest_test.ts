import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { arbitraryImage } from "../arbitrary_image.ts";
import { assertSamePixels, channelRows, greyImage, paint, pixelAt, runStage } from "./run_stage.ts";

Deno.test("nearest() picks rows and columns, in any order and more than once", () => {
  const columns = Int32Array.of(2, 2, 0);
  const rows = Int32Array.of(1, 0);
  const image = greyImage([[1, 2, 3], [4, 5, 6]]);
  assertEquals(channelRows(runStage({ kind: "nearest", columns, rows }, image)), [
    [6, 6, 4],
    [3, 3, 1],
  ]);
});

Deno.test("nearest() moves whole pixels, alpha with them", () => {
  fc.assert(fc.property(arbitraryImage(), fc.nat(80), fc.nat(80), (image, width, height) => {
    const columns = Int32Array.from({ length: width + 1 }, (_, x) => (x * 7) % image.width);
    const rows = Int32Array.from({ length: height + 1 }, (_, y) => (y * 5) % image.height);
    const expected = paint(columns.length, rows.length, (x, y) => {
      return pixelAt(image, columns[x], rows[y]);
    });
    assertSamePixels(runStage({ kind: "nearest", columns, rows }, image), expected);
  }));
});
