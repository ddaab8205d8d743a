import { assertEquals } from "@std/assert";
import { PlaneRows } from "../../kernels/reference/plane_rows.ts";
import { clampIndex, RowRing } from "../../kernels/reference/row_ring.ts";

Deno.test("RowRing.offset() fills a row once while it stays in the window", () => {
  const filled: number[] = [];
  const ring = new RowRing(3, 10, (y) => filled.push(y));
  for (let y = 1; y < 5; y++) {
    for (const row of [y - 1, y, y + 1]) assertEquals(ring.offset(row), (row % 3) * 10);
  }
  assertEquals(filled, [0, 1, 2, 3, 4, 5]);
});

Deno.test("RowRing.offset() fills a row again after another took its place", () => {
  const filled: number[] = [];
  const ring = new RowRing(2, 1, (y) => filled.push(y));
  [4, 0, 4, 4].forEach((y) => ring.offset(y));
  assertEquals(filled, [4, 0, 4]);
});

Deno.test("PlaneRows.offset() replicates the border on all four sides", () => {
  const rows = new PlaneRows({ width: 2, height: 2 }, 2, (y, data, at) => {
    data[at] = 10 * y + 1;
    data[at + 1] = 10 * y + 2;
  });
  const shown = [-2, -1, 0, 1, 2, 3].map((y) => {
    const at = rows.offset(y);
    return [...rows.data.subarray(at, at + 6)];
  });
  const [first, second] = [[1, 1, 1, 2, 2, 2], [11, 11, 11, 12, 12, 12]];
  assertEquals(shown, [first, first, first, second, second, second]);
});

Deno.test("clampIndex() moves a coordinate into the picture", () => {
  assertEquals([-3, 0, 4, 9].map((value) => clampIndex(value, 4)), [0, 0, 4, 4]);
});
