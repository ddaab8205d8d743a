import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { arbitraryImage } from "../arbitrary_image.ts";
import { assertSamePixels, paint } from "../kernels/run_stage.ts";
import { applyFilter } from "./apply_filter.ts";
import { assertFormula } from "./formula.ts";

const CHANNEL = fc.integer({ min: 0, max: 255 });
const COLOUR = fc.tuple(CHANNEL, CHANNEL, CHANNEL);

function hex(channels: readonly number[]): string {
  return channels.map((channel) => channel.toString(16).padStart(2, "0")).join("");
}

Deno.test("duotone() makes black the shadows and white the highlights, alpha stays", () => {
  const image = paint(2, 1, (x) => x === 0 ? [0, 0, 0, 0] : [255, 255, 255, 99]);
  assertEquals(
    [...applyFilter("duotone:shadows=102030:highlights=f0e0d000", image).data],
    [16, 32, 48, 0, 240, 224, 208, 99],
  );
});

Deno.test("duotone() lies between both colours by luma", () => {
  fc.assert(
    fc.property(arbitraryImage(), COLOUR, COLOUR, (image, shadows, highlights) => {
      const luma = applyFilter("grayscale", image);
      const recipe = `duotone:${hex(shadows)}:highlights=${hex(highlights)}`;
      assertFormula(applyFilter(recipe, image), image, (_, x, y) => {
        const share = luma.data[4 * (y * image.width + x)] / 255;
        const [r, g, b] = shadows.map((from, i) => from + share * (highlights[i] - from));
        return [r, g, b];
      }, 1e-6);
    }),
    { numRuns: 60 },
  );
});

Deno.test("duotone() from black to white is grayscale()", () => {
  fc.assert(
    fc.property(arbitraryImage(), (image) => {
      const actual = applyFilter("duotone:000000:highlights=ffffff", image);
      assertSamePixels(actual, applyFilter("grayscale", image));
    }),
    { numRuns: 30 },
  );
});
