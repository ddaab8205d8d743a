import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import type { Stage } from "../../kernels/stage.ts";
import { cutBands } from "../../pool/band_cut.ts";
import { rowsInTime } from "../../pipeline/run_stage.ts";

const LUMA: Stage = { kind: "luma" };
const FRAME = { width: 3840, height: 2160 };

/** A stage that needs so many rows above and below. */
function blur(radius: number): Stage {
  return { kind: "blur", weights: new Uint16Array(radius + 1).fill(1) };
}

Deno.test("cutBands() gives every row to one band, in order", () => {
  fc.assert(
    fc.property(
      fc.record({
        width: fc.integer({ min: 1, max: 4000 }),
        height: fc.integer({ min: 1, max: 4000 }),
        workers: fc.integer({ min: 1, max: 64 }),
        bandMs: fc.double({ min: 1e-9, max: 100, noNaN: true }),
        radius: fc.integer({ min: 0, max: 300 }),
      }),
      ({ width, height, workers, bandMs, radius }) => {
        let next = 0;
        for (const [from, to] of cutBands(blur(radius), { width, height }, { workers, bandMs })) {
          assertEquals(from, next);
          assert(to > from);
          next = to;
        }
        assertEquals(next, height);
      },
    ),
  );
});

Deno.test("cutBands() leaves a stage whole that is short or cannot be cut", () => {
  const options = { workers: 8, bandMs: 1 };
  assertEquals(cutBands(LUMA, { width: 100, height: 100 }, options), [[0, 100]]);
  assertEquals(cutBands({ kind: "hysteresis" }, FRAME, options), [[0, 2160]]);
});

Deno.test("cutBands() begins with half an equal share and ends with short bands", () => {
  const bands = cutBands(blur(3), FRAME, { workers: 2, bandMs: 1 });
  const rows = bands.map(([from, to]) => to - from);
  assertEquals(rows[0], 540);
  // The last one may have taken a rest that was too short for another band.
  assertEquals(rows.slice(0, -1), rows.slice(0, -1).toSorted((a, b) => b - a));
  assert(rows[rows.length - 1] < 2 * rowsInTime(blur(3), FRAME, 1) + 6, `${rows}`);
});

Deno.test("cutBands() gives each worker a band where a band is dear because of its halo", () => {
  const bands = cutBands(blur(750), FRAME, { workers: 2, bandMs: 1 });
  assertEquals(bands, [[0, 1080], [1080, 2160]]);
});
