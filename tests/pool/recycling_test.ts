import { assertEquals } from "@std/assert";
import { shouldRecycle } from "../../pool/recycling.ts";

const OPTIONS = { recycleTasks: 10, recycleWorkMs: 50, recycleBytes: 1_000 };

for (
  const [tasks, workedMs, memoryBytes, expected] of [
    [9, 1e6, 999, false],
    [10, 50, 0, true],
    [1e6, 49, 999, false],
    [1, 0, 1_000, true],
    [0, 0, 0, false],
  ] as const
) {
  const use = `${tasks} of 10 tasks in ${workedMs} of 50 ms with ${memoryBytes} of 1000 bytes`;
  Deno.test(`shouldRecycle() after ${use}: ${expected}`, () => {
    assertEquals(shouldRecycle({ tasks, workedMs, memoryBytes }, OPTIONS), expected);
  });
}

Deno.test("shouldRecycle() never does without bounds", () => {
  const options = { recycleTasks: Infinity, recycleWorkMs: 0, recycleBytes: Infinity };
  assertEquals(
    shouldRecycle({ tasks: 1e9, workedMs: 1e12, memoryBytes: 1e12 }, options),
    false,
  );
});
