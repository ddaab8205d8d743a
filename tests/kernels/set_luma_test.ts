import { assert, assertEquals, assertLessOrEqual } from "@std/assert";
import fc from "fast-check";
import { lumaOf } from "../../kernels/reference/luma.ts";
import { setLuma } from "../../kernels/reference/set_luma.ts";

const byte = fc.nat(255);

function wordOf(red: number, green: number, blue: number, alpha: number): number {
  return red | (green << 8) | (blue << 16) | (alpha << 24);
}

function channelsOf(word: number): number[] {
  return [word & 255, (word >> 8) & 255, (word >> 16) & 255, word >>> 24];
}

Deno.test("setLuma() adds the same to all three values where they fit", () => {
  const word = wordOf(100, 120, 90, 7);
  const luma = lumaOf(word);
  assertEquals(channelsOf(setLuma(word, luma, luma + 30)), [130, 150, 120, 7]);
  assertEquals(channelsOf(setLuma(word, luma, luma - 90)), [10, 30, 0, 7]);
  assertEquals(setLuma(word, luma, luma), word);
});

Deno.test("setLuma() draws colours together where one would not fit, and reaches black and white", () => {
  // Luma 76; 100 more would be red 355. (255 - 176) / (355 - 176) of the differences is left.
  assertEquals(channelsOf(setLuma(wordOf(255, 0, 0, 255), 76, 176)), [255, 142, 142, 255]);
  // (0 - -10) of 50 - -10 is left.
  assertEquals(channelsOf(setLuma(wordOf(110, 100, 40, 255), 100, 50)), [58, 50, 0, 255]);
  assertEquals(channelsOf(setLuma(wordOf(9, 200, 30, 5), 124, 255)), [255, 255, 255, 5]);
  assertEquals(channelsOf(setLuma(wordOf(9, 200, 30, 5), 124, 0)), [0, 0, 0, 5]);
});

Deno.test("setLuma() keeps greys grey", () => {
  fc.assert(fc.property(byte, byte, byte, (value, wanted, alpha) => {
    const word = wordOf(value, value, value, alpha);
    assertEquals(setLuma(word, value, wanted), wordOf(wanted, wanted, wanted, alpha));
  }));
});

Deno.test("setLuma() is its formula within half a level, gives the luma within 1, and keeps alpha", () => {
  fc.assert(
    fc.property(byte, byte, byte, byte, byte, (red, green, blue, alpha, wanted) => {
      const word = wordOf(red, green, blue, alpha);
      const luma = lumaOf(word);
      const before = channelsOf(word);
      const after = channelsOf(setLuma(word, luma, wanted));
      const differences = before.slice(0, 3).map((value) => value - luma);
      const factor = Math.min(
        1,
        ...differences.map((d) => {
          return d > 0 ? (255 - wanted) / d : d < 0 ? wanted / -d : 1;
        }),
      );
      differences.forEach((difference, i) => {
        assertLessOrEqual(Math.abs(after[i] - (wanted + factor * difference)), 0.5 + 1e-9);
      });
      assertLessOrEqual(Math.abs(lumaOf(setLuma(word, luma, wanted)) - wanted), 1);
      assertEquals(after[3], alpha);
    }),
    { numRuns: 2000 },
  );
});

Deno.test("setLuma() keeps the order of red, green and blue, which is the sextant of the hue", () => {
  fc.assert(fc.property(byte, byte, byte, byte, (red, green, blue, wanted) => {
    const word = wordOf(red, green, blue, 255);
    const after = channelsOf(setLuma(word, lumaOf(word), wanted));
    if (red >= green) assert(after[0] >= after[1]);
    if (green >= blue) assert(after[1] >= after[2]);
    if (blue >= red) assert(after[2] >= after[0]);
  }));
});
