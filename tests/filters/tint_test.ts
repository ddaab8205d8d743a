import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { arbitraryImage } from "../arbitrary_image.ts";
import { assertSamePixels, paint } from "../kernels/run_stage.ts";
import { applyFilter, stagesOf } from "./apply_filter.ts";
import { assertFormula } from "./formula.ts";

const CHANNEL = fc.integer({ min: 0, max: 255 });

function lumaOf([red, green, blue]: readonly number[]): number {
  return 0.213 * red + 0.715 * green + 0.072 * blue;
}

function hex(channels: readonly number[]): string {
  return channels.map((channel) => channel.toString(16).padStart(2, "0")).join("");
}

Deno.test("tint() gives luma the chroma of the colour, and blends by amount", () => {
  const colours = fc.tuple(CHANNEL, CHANNEL, CHANNEL);
  const percent = fc.integer({ min: 0, max: 100 });
  fc.assert(
    fc.property(arbitraryImage(), colours, percent, (image, colour, percent) => {
      const amount = percent / 100;
      const actual = applyFilter(`tint:${hex(colour)}:amount=${amount}`, image);
      assertFormula(actual, image, (pixel) => {
        const tinted = colour.map((part) => lumaOf(pixel) + part - lumaOf(colour));
        const [r, g, b] = tinted.map((value, i) => (1 - amount) * pixel[i] + amount * value);
        return [r, g, b];
      });
    }),
    { numRuns: 60 },
  );
});

Deno.test("tint() gives a grey as light as the colour that colour", () => {
  const colour = [90, 120, 180];
  const grey = Math.round(lumaOf(colour));
  const image = paint(1, 1, () => [grey, grey, grey, 30]);
  const actual = [...applyFilter(`tint:${hex(colour)}`, image).data];
  [...colour, 30].forEach((value, i) => assert(Math.abs(actual[i] - value) <= 1, `${actual}`));
});

Deno.test("tint() by a grey is saturation() of 0, and of amount 0 nothing to do", () => {
  assertEquals(stagesOf("tint:ff0000:amount=0", { width: 1, height: 1 }), []);
  fc.assert(
    fc.property(arbitraryImage(), CHANNEL, (image, level) => {
      const actual = applyFilter(`tint:${hex([level, level, level])}`, image);
      assertSamePixels(actual, applyFilter("saturation:0", image));
    }),
    { numRuns: 30 },
  );
});
