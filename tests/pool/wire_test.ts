import { assertEquals, assertStrictEquals } from "@std/assert";
import { resultFromWire, resultToWire, taskFromWire, taskToWire } from "../../pool/wire.ts";
import type { TaskResult } from "../../task/task.ts";
import { applyTask, convertTask, picture } from "./support.ts";

Deno.test("taskFromWire() gives back each pixel task that taskToWire() was given", () => {
  for (const recipe of ["blur", "resize:2,sharpen", "canny"]) {
    const task = applyTask(recipe, picture(7, 5));
    assertEquals(taskFromWire(structuredClone(taskToWire(task))), task);
  }
});

Deno.test("taskToWire() leaves other tasks as they are", () => {
  const task = convertTask("blur", new Uint8Array(3));
  assertStrictEquals(taskToWire(task), task);
  assertStrictEquals(taskFromWire(task), task);
});

Deno.test("resultFromWire() gives back each result that resultToWire() was given, with its time in the line", () => {
  const timings = { queue: 0, decode: 1, filter: 2, encode: 3, total: 6 };
  const results: TaskResult[] = [
    { kind: "apply", image: picture(3, 2), timings },
    { kind: "encode", bytes: new Uint8Array([1, 2]), notes: [], timings },
  ];
  for (const result of results) {
    const expected = { ...result, timings: { ...timings, queue: 9 } };
    assertEquals(resultFromWire(structuredClone(resultToWire(result)), 9), expected);
  }
});
