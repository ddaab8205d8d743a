import fc from "fast-check";
import { arbitraryImage } from "../arbitrary_image.ts";
import { assertSamePixels, paint, pixelAt, runStage } from "./run_stage.ts";

Deno.test("luma_lut() equals a look at each table by the luma of grayscale", () => {
  const tables = fc.uint8Array({ minLength: 768, maxLength: 768 });
  fc.assert(fc.property(arbitraryImage(), tables, (image, tables) => {
    const luma = runStage({ kind: "luma" }, image);
    const expected = paint(image.width, image.height, (x, y) => {
      const [value, , , alpha] = pixelAt(luma, x, y);
      return [tables[value], tables[256 + value], tables[512 + value], alpha];
    });
    assertSamePixels(runStage({ kind: "luma_lut", tables }, image), expected);
  }));
});
