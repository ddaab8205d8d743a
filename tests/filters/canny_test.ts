import { assert, assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { InputError } from "../../errors.ts";
import { parseRecipe } from "../../pipeline/recipe.ts";
import { arbitraryImage } from "../arbitrary_image.ts";
import { assertSamePixels, channelRows, paint } from "../kernels/run_stage.ts";
import { applyFilter, stagesOf } from "./apply_filter.ts";

const SIZE = { width: 4, height: 4 };
const DISC = paint(40, 40, (x, y) => {
  const inside = (x - 20) ** 2 + (y - 20) ** 2 < 100;
  return inside ? [220, 210, 200, 255] : [30, 30, 30, 255];
});

Deno.test("canny() draws the outline of a disc: thin, closed and nothing else", () => {
  const rows = channelRows(applyFilter("canny", DISC));
  const lit: [number, number][] = rows.flatMap((row, y) =>
    row.flatMap((value, x): [number, number][] => value === 255 ? [[x, y]] : [])
  );
  assert(rows.flat().every((value) => value === 0 || value === 255));
  // A circle of radius 10 has 2 * pi * 10 = 63 pixels of outline, fewer when counted over diagonals.
  assert(lit.length > 45 && lit.length < 75, `${lit.length} pixels`);
  for (const [x, y] of lit) {
    assert(Math.abs(Math.hypot(x - 20, y - 20) - 10) < 2, `${x},${y} is no outline`);
    const neighbours = lit.filter(([a, b]) => Math.max(Math.abs(a - x), Math.abs(b - y)) === 1);
    assert(neighbours.length >= 2, `the outline ends at ${x},${y}`);
  }
});

Deno.test("canny() finds the same edges as blur on grey and canny without smoothing", () => {
  fc.assert(
    fc.property(arbitraryImage("opaque"), fc.constantFrom(0.7, 1, 2), (image, sigma) => {
      assertSamePixels(
        applyFilter(`canny:sigma=${sigma}`, image),
        applyFilter(`grayscale,blur:${sigma},canny:sigma=0`, image),
      );
    }),
  );
});

Deno.test("canny() finds no more edges with higher thresholds", () => {
  fc.assert(
    fc.property(
      arbitraryImage(),
      fc.nat(200),
      fc.nat(200),
      fc.nat(100),
      (image, low, gap, more) => {
        const loose = applyFilter(`canny:low=${low}:high=${low + gap}`, image);
        const strict = applyFilter(`canny:low=${low + more}:high=${low + gap + more}`, image);
        assert(strict.data.every((value, i) => value <= loose.data[i]));
      },
    ),
  );
});

Deno.test("canny() treats a threshold between two whole numbers like the lower one", () => {
  assertEquals(stagesOf("canny:low=50.7:high=150.2", SIZE), stagesOf("canny:50:high=150", SIZE));
});

Deno.test("canny() refuses a low threshold above the high one", () => {
  assertThrows(
    () => parseRecipe("canny:low=200:high=100"),
    InputError,
    "'low' must not exceed 'high': current values are 200 and 100",
  );
});

Deno.test("edge_detection is another name for canny", () => {
  assertEquals(stagesOf("edge_detection", SIZE), stagesOf("canny:50:high=150:sigma=1", SIZE));
});
