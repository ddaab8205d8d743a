import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { arbitraryImage } from "../arbitrary_image.ts";
import { assertSamePixels, channelRows, greyImage, paint, pixelAt, runStage } from "./run_stage.ts";

Deno.test("crop() keeps the rows and columns of its part", () => {
  const image = greyImage([[1, 2, 3], [4, 5, 6], [7, 8, 9]]);
  const stage = { kind: "crop", left: 1, top: 1, width: 2, height: 2 } as const;
  assertEquals(channelRows(runStage(stage, image)), [[5, 6], [8, 9]]);
});

Deno.test("crop() sees nothing of what lies outside its part", () => {
  fc.assert(
    fc.property(arbitraryImage(), (image) => {
      const left = image.width >> 2;
      const top = image.height >> 2;
      const width = Math.ceil(image.width / 2);
      const height = Math.ceil(image.height / 2);
      const stage = { kind: "crop", left, top, width, height } as const;
      const spoilt = paint(image.width, image.height, (x, y) => {
        const isInside = x >= left && y >= top && x < left + width && y < top + height;
        return isInside ? pixelAt(image, x, y) : [9, 99, 199, 29];
      });
      assertSamePixels(runStage(stage, spoilt), runStage(stage, image));
    }),
    { numRuns: 60 },
  );
});
