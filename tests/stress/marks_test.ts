import { assertEquals } from "@std/assert";
import { Marks } from "../../stress/marks.ts";

Deno.test("Marks counts each number, beyond any size, up to 255", () => {
  const marks = new Marks();
  for (const number of [3, 3, 0, 5_000, 100_000]) marks.add(number);
  for (let i = 0; i < 300; i++) marks.add(7);
  assertEquals([0, 1, 3, 7, 5_000, 100_000, 10 ** 9].map((n) => marks.of(n)), [
    1,
    0,
    2,
    255,
    1,
    1,
    0,
  ]);
  assertEquals(marks.end, 100_001);
  assertEquals(marks.howMany((count) => count > 0), 5);
  assertEquals(marks.howMany((count) => count === 0, 5), 3);
});
