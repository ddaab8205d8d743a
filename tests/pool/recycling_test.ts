import { assertEquals } from "@std/assert";
import { shouldRecycle } from "../../pool/recycling.ts";

const OPTIONS = { recycleTasks: 10, recycleBytes: 1_000 };

for (
  const [tasks, memoryBytes, expected] of [
    [9, 999, false],
    [10, 0, true],
    [1, 1_000, true],
    [0, 0, false],
  ] as const
) {
  Deno.test(`shouldRecycle() after ${tasks} of 10 tasks with ${memoryBytes} of 1000 bytes: ${expected}`, () => {
    assertEquals(shouldRecycle({ tasks, memoryBytes }, OPTIONS), expected);
  });
}

Deno.test("shouldRecycle() never does without bounds", () => {
  const options = { recycleTasks: Infinity, recycleBytes: Infinity };
  assertEquals(shouldRecycle({ tasks: 1e9, memoryBytes: 1e12 }, options), false);
});
