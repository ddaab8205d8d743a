import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { arbitraryImage } from "../arbitrary_image.ts";
import { assertSamePixels, paint, pixelAt, runStage } from "./run_stage.ts";

Deno.test("lut() maps red, green and blue and keeps alpha", () => {
  const table = Uint8Array.from({ length: 256 }, (_, value) => 255 - value);
  const image = paint(2, 1, (x) => x === 0 ? [0, 10, 255, 7] : [128, 1, 2, 255]);
  assertEquals(
    [...runStage({ kind: "lut", table }, image).data],
    [255, 245, 0, 7, 127, 254, 253, 255],
  );
});

Deno.test("lut() equals a look at the table value by value", () => {
  fc.assert(
    fc.property(
      arbitraryImage(),
      fc.uint8Array({ minLength: 256, maxLength: 256 }),
      (image, table) => {
        const expected = paint(image.width, image.height, (x, y) => {
          const [red, green, blue, alpha] = pixelAt(image, x, y);
          return [table[red], table[green], table[blue], alpha];
        });
        assertSamePixels(runStage({ kind: "lut", table }, image), expected);
      },
    ),
  );
});
