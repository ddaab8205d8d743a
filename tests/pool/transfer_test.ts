import { assertEquals, assertStrictEquals } from "@std/assert";
import { packTask } from "../../pool/transfer.ts";
import type { Task } from "../../task/task.ts";
import { applyTask, convertTask, picture } from "./support.ts";

function memoryOf(task: Task): ArrayBufferLike {
  return task.kind === "apply" ? task.image.data.buffer : task.bytes.buffer;
}

Deno.test("packTask() moves memory that is the task's alone", () => {
  for (const task of [applyTask("blur", picture(3, 3)), convertTask("blur", new Uint8Array(9))]) {
    const packed = packTask(task);
    assertEquals(packed.transfer.length, 1);
    assertStrictEquals(packed.transfer[0], memoryOf(task));
    assertStrictEquals(memoryOf(packed.task), memoryOf(task));
  }
});

Deno.test("packTask() copies a view on a part of a buffer", () => {
  const whole = new Uint8Array([1, 2, 3, 4, 5]);
  const packed = packTask(convertTask("blur", whole.subarray(1, 3)));
  assertEquals(packed.transfer.length, 1);
  assertEquals(new Uint8Array(memoryOf(packed.task)), new Uint8Array([2, 3]));
  assertEquals(whole.buffer.detached, false);
});

Deno.test("packTask() leaves shared memory shared", () => {
  const bytes = new Uint8Array(new SharedArrayBuffer(8));
  const packed = packTask(convertTask("blur", bytes));
  assertEquals(packed.transfer, []);
  assertStrictEquals(memoryOf(packed.task), bytes.buffer);
});

Deno.test("packTask() copies memory that is to be kept, and leaves the original whole", () => {
  for (const task of [applyTask("blur", picture(3, 3)), convertTask("blur", new Uint8Array(9))]) {
    const packed = packTask(task, true);
    structuredClone(packed.task, { transfer: packed.transfer });
    assertEquals(packed.transfer.length, 1);
    assertEquals(memoryOf(task).byteLength > 0, true);
  }
});
