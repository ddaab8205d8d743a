import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { arbitraryImage } from "../arbitrary_image.ts";
import { assertSamePixels, paint, type Pixel, pixelAt, runStage } from "./run_stage.ts";

Deno.test("extend() lays the picture on its background without blending", () => {
  const image = paint(1, 1, () => [200, 100, 50, 0]);
  const background = [1, 2, 3, 255] as const;
  const result = runStage(
    { kind: "extend", left: 1, top: 0, width: 3, height: 2, background },
    image,
  );
  // deno-fmt-ignore
  assertEquals([...result.data], [
    1, 2, 3, 255, 200, 100, 50, 0, 1, 2, 3, 255,
    1, 2, 3, 255, 1, 2, 3, 255, 1, 2, 3, 255,
  ]);
});

Deno.test("extend() keeps every pixel of the picture at its place", () => {
  const margin = fc.nat(9);
  const colour = fc.tuple(...[0, 1, 2, 3].map(() => fc.nat(255))) as unknown as fc.Arbitrary<Pixel>;
  fc.assert(
    fc.property(
      arbitraryImage(),
      margin,
      margin,
      margin,
      margin,
      colour,
      (image, left, top, right, bottom, background) => {
        const width = left + image.width + right;
        const height = top + image.height + bottom;
        const expected = paint(width, height, (x, y) => {
          const inside = x >= left && x < left + image.width && y >= top && y < top + image.height;
          return inside ? pixelAt(image, x - left, y - top) : background;
        });
        const [red, green, blue, alpha] = background;
        const stage = {
          kind: "extend",
          left,
          top,
          width,
          height,
          background: [red, green, blue, alpha],
        } as const;
        assertSamePixels(runStage(stage, image), expected);
      },
    ),
  );
});
