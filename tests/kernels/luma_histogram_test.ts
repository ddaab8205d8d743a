import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { pixelWords } from "../../image/rgba_image.ts";
import {
  equalizeTable,
  limitedTable,
  lumaHistogram,
  stretchTable,
} from "../../kernels/reference/luma_histogram.ts";
import { arbitraryImage } from "../arbitrary_image.ts";
import { channelRows, greyImage, paint, roundedQuotient, runStage } from "./run_stage.ts";

const IDENTITY = Uint8Array.from({ length: 256 }, (_, value) => value);

/** Counts by value; the others are 0. */
function countsOf(counts: Readonly<Record<number, number>>): Int32Array {
  return Int32Array.from({ length: 256 }, (_, value) => counts[value] ?? 0);
}

const arbitraryCounts = fc.array(fc.nat(3000), { minLength: 1, maxLength: 256 }).chain((values) =>
  fc.nat(256 - values.length).map((start) => {
    const counts = new Int32Array(256);
    counts.set(values, start);
    return counts;
  })
);

Deno.test("lumaHistogram() counts the luma of visible pixels", () => {
  fc.assert(fc.property(arbitraryImage(), (image) => {
    const grey = channelRows(runStage({ kind: "luma" }, image)).flat();
    const alpha = channelRows(image, 3).flat();
    const expected = new Int32Array(256);
    grey.forEach((luma, i) => expected[luma] += alpha[i] > 0 ? 1 : 0);
    assertEquals(lumaHistogram(pixelWords(image)), expected);
  }));
});

Deno.test("stretchTable() takes the least and the largest value to the ends at 0 and 100 percent", () => {
  const table = stretchTable(countsOf({ 50: 1, 70: 9, 150: 1 }), 0, 100_000);
  assertEquals([table[0], table[50], table[70], table[100], table[150], table[255]], [
    0,
    0,
    51,
    128,
    255,
    255,
  ]);
});

Deno.test("stretchTable() leaves out less than the share of a percentile, and no more", () => {
  const counts = countsOf({ 10: 2, 40: 96, 200: 2 });
  // 2 of 100 pixels are not more than 2 percent, so that 40 is the first value that counts.
  const cut = stretchTable(counts, 2000, 98_000);
  assertEquals(cut, IDENTITY, "both percentiles are 40");
  const kept = stretchTable(counts, 1999, 98_001);
  assertEquals([kept[10], kept[105], kept[200]], [0, 128, 255]);
});

Deno.test("stretchTable() changes nothing where there is one value, or none", () => {
  assertEquals(stretchTable(countsOf({ 77: 5 }), 0, 100_000), IDENTITY);
  assertEquals(stretchTable(countsOf({}), 1000, 99_000), IDENTITY);
});

Deno.test("equalizeTable() is the share of the pixels below, without the least value", () => {
  const table = equalizeTable(countsOf({ 3: 4, 5: 1, 9: 2, 200: 1 }));
  // Of the other 4 pixels one is at 5, three at 9 or less: 255 / 4 = 63.75, 191.25.
  assertEquals([table[3], table[4], table[5], table[8], table[9], table[199], table[200]], [
    0,
    0,
    64,
    64,
    191,
    191,
    255,
  ]);
  assertEquals(equalizeTable(countsOf({ 3: 4 })), IDENTITY);
  assertEquals(equalizeTable(countsOf({})), IDENTITY);
});

Deno.test("equalizeTable() takes the values that occur from 0 to 255, in their order", () => {
  fc.assert(fc.property(arbitraryCounts, (counts) => {
    const used = [...counts.keys()].filter((value) => counts[value] > 0);
    if (used.length < 2) return;
    const table = equalizeTable(counts);
    assertEquals([table[used[0]], table[used[used.length - 1]]], [0, 255]);
    assert(table.every((value, i) => i === 0 || value >= table[i - 1]));
  }));
});

Deno.test("limitedTable() without an excess is the share of the pixels up to a value", () => {
  fc.assert(fc.property(arbitraryCounts, (counts) => {
    const total = counts.reduce((sum, count) => sum + count, 0);
    if (total === 0) return;
    let below = 0;
    const expected = Uint8Array.from(counts, (count) => {
      below += count;
      return roundedQuotient(255 * below, total);
    });
    assertEquals(limitedTable(counts.slice(), total), expected);
  }));
});

Deno.test("limitedTable() spreads what exceeds the limit, the rest at equal distances", () => {
  const counts = countsOf({ 100: 1000 });
  const table = limitedTable(counts, 200);
  // 800 = 3 * 256 + 32: three for each value, and one more for every eighth.
  assertEquals(counts.slice(0, 9), Int32Array.of(4, 3, 3, 3, 3, 3, 3, 3, 4));
  assertEquals(counts[100], 203);
  assertEquals(counts.reduce((sum, count) => sum + count, 0), 1000);
  assertEquals(table[255], 255);
});

Deno.test("limitedTable() keeps the number of pixels, and no step is steeper than limit and share", () => {
  fc.assert(fc.property(arbitraryCounts, fc.integer({ min: 1, max: 4000 }), (counts, limit) => {
    const total = counts.reduce((sum, count) => sum + count, 0);
    const changed = counts.slice();
    limitedTable(changed, limit);
    assertEquals(changed.reduce((sum, count) => sum + count, 0), total);
    const excess = counts.reduce((sum, count) => sum + Math.max(0, count - limit), 0);
    assert(changed.every((count) => count <= limit + Math.ceil(excess / 256)));
  }));
});

Deno.test("stretch() and equalize() change visible pixels only, and count no others", () => {
  const image = paint(3, 1, (x) => x === 2 ? [0, 0, 0, 0] : [100 + x, 100 + x, 100 + x, 9]);
  const expected = paint(3, 1, (x) => x === 2 ? [0, 0, 0, 0] : [x * 255, x * 255, x * 255, 9]);
  for (
    const stage of [{ kind: "equalize" }, { kind: "stretch", lower: 0, upper: 100_000 }] as const
  ) {
    assertEquals(runStage(stage, image), expected);
  }
});

Deno.test("stretch() of a grey picture is its table", () => {
  const image = greyImage([[20, 40, 60], [80, 100, 120]]);
  const result = runStage({ kind: "stretch", lower: 0, upper: 100_000 }, image);
  assertEquals(channelRows(result), [[0, 51, 102], [153, 204, 255]]);
});
