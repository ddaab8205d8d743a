import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { arbitraryImage } from "../arbitrary_image.ts";
import {
  assertSamePixels,
  channelRows,
  greyImage,
  paint,
  pixelAt,
  runStage,
  runStages,
} from "./run_stage.ts";

/** How the letter F is stored for each EXIF orientation, with 1 as the upright one. */
const STORED: Record<number, number[][]> = {
  2: [[3, 2, 1], [6, 5, 4]],
  3: [[6, 5, 4], [3, 2, 1]],
  4: [[4, 5, 6], [1, 2, 3]],
  5: [[1, 4], [2, 5], [3, 6]],
  6: [[3, 6], [2, 5], [1, 4]],
  7: [[6, 3], [5, 2], [4, 1]],
  8: [[4, 1], [5, 2], [6, 3]],
};
const UPRIGHT = [[1, 2, 3], [4, 5, 6]];

for (const [orientation, stored] of Object.entries(STORED)) {
  Deno.test(`orient() turns a picture stored with orientation ${orientation} upright`, () => {
    const upright = runStage(
      { kind: "orient", orientation: Number(orientation) },
      greyImage(stored),
    );
    assertEquals(channelRows(upright), UPRIGHT);
  });
}

Deno.test("orient() gives the picture back after four quarter turns and after two mirrors (P1)", () => {
  const turn = { kind: "orient", orientation: 6 } as const;
  fc.assert(fc.property(arbitraryImage(), fc.constantFrom(2, 3, 4, 5, 7), (image, orientation) => {
    assertSamePixels(runStages([turn, turn, turn, turn], image), image);
    const mirror = { kind: "orient", orientation } as const;
    assertSamePixels(runStages([mirror, mirror], image), image);
  }));
});

Deno.test("orient() moves alpha with its pixel", () => {
  fc.assert(fc.property(arbitraryImage(), (image) => {
    const expected = paint(image.height, image.width, (x, y) => pixelAt(image, y, x));
    assertSamePixels(runStage({ kind: "orient", orientation: 5 }, image), expected);
  }));
});
