import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { type Line, lineOf } from "../../kernels/simd/line.ts";
import { lineTable } from "./stages.ts";

/** The table of a line, by the definition of its parts. */
function tableOf({ factor, offset }: Line): Uint8Array {
  return new Uint8Array(Uint8ClampedArray.from(
    { length: 256 },
    (_, value) => (Math.floor((value * factor + 128) / 256) + offset) >> 5,
  ));
}

Deno.test("lineOf() gives a line only when its table is the one asked for", () => {
  fc.assert(
    fc.property(
      fc.double({ min: -5, max: 5, noNaN: true }),
      fc.double({ min: -400, max: 600, noNaN: true }),
      (slope, offset) => {
        const table = lineTable(slope, offset);
        const line = lineOf(table);
        if (line !== undefined) assertEquals(tableOf(line), table);
      },
    ),
  );
});

Deno.test("lineOf() finds most lines up to a slope of 4, and knows the identity and the negative", () => {
  const slopes = Array.from({ length: 395 }, (_, i) => (i + 1) / 100);
  const found = slopes.filter((slope) => lineOf(lineTable(slope, 0)) !== undefined);
  // Where many exact results are halves, the five fractional bits do not round all of them as the table does.
  assert(found.length > 0.7 * slopes.length, `${found.length} of ${slopes.length}`);
  for (const slope of [0.5, 0.8, 1.2, 1.5, 2]) assert(lineOf(lineTable(slope, 0)), `${slope}`);
  assertEquals(lineOf(lineTable(1, 0))?.factor, 8192);
  assertEquals(lineOf(lineTable(-1, 255))?.factor, -8192);
});

Deno.test("lineOf() finds none in curves and steps, and none in a table without a slope to see", () => {
  const tables = [
    Uint8Array.from({ length: 256 }, (_, i) => Math.sqrt(255 * i)),
    Uint8Array.from({ length: 256 }, (_, i) => i < 128 ? 0 : 255),
    new Uint8Array(256),
    Uint8Array.from({ length: 256 }, (_, i) => i & 0xc0),
  ];
  for (const table of tables) assertEquals(lineOf(table), undefined);
});
