import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { arbitraryImage } from "../arbitrary_image.ts";
import { assertSamePixels, paint, pixelAt, roundedQuotient, runStage } from "./run_stage.ts";

Deno.test("vignette() blends by the sum of both distances", () => {
  const stage = {
    kind: "vignette",
    columns: Uint16Array.of(0, 1),
    rows: Uint16Array.of(0, 2),
    weights: Uint16Array.of(32768, 16384, 8192, 0),
    colour: [0, 100, 200],
  } as const;
  const image = paint(2, 2, () => [80, 100, 0, 9]);
  assertEquals(
    [...runStage(stage, image).data],
    [80, 100, 0, 9, 40, 100, 100, 9, 20, 100, 150, 9, 0, 100, 200, 9],
  );
});

Deno.test("vignette() equals the weighted sum in whole numbers, for any weights", () => {
  const weights = fc.array(fc.nat(32768), { minLength: 16, maxLength: 16 });
  const channel = fc.nat(255);
  const colour = fc.tuple(channel, channel, channel);
  fc.assert(
    fc.property(arbitraryImage(), weights, colour, (image, weights, colour) => {
      const { width, height } = image;
      const columns = Uint16Array.from({ length: width }, (_, x) => x % 8);
      const rows = Uint16Array.from({ length: height }, (_, y) => (y * 3) % 8);
      const stage = {
        kind: "vignette",
        columns,
        rows,
        weights: Uint16Array.from(weights),
        colour,
      } as const;
      const expected = paint(width, height, (x, y) => {
        const weight = weights[columns[x] + rows[y]];
        const [red, green, blue, alpha] = pixelAt(image, x, y);
        const [r, g, b] = [red, green, blue].map((value, i) =>
          roundedQuotient(value * weight + colour[i] * (32768 - weight), 32768)
        );
        return [r, g, b, alpha];
      });
      assertSamePixels(runStage(stage, image), expected);
    }),
    { numRuns: 100 },
  );
});
