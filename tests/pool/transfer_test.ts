import { assertEquals, assertStrictEquals } from "@std/assert";
import { isIntact } from "../../pool/recovery.ts";
import { packTask, resultTransfer } from "../../pool/transfer.ts";
import { createBandWords } from "../../task/band_words.ts";
import type { DecodeTask, Task } from "../../task/task.ts";
import { applyTask, convertTask, picture } from "./support.ts";

function memoryOf(task: Task): ArrayBufferLike {
  if (task.kind === "apply") return task.image.data.buffer;
  if ("bytes" in task) return task.bytes.buffer;
  return task.arena.memory;
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

Deno.test("packTask() moves the bytes of a piece, or copies them, and never the arena", () => {
  const arena = { memory: new SharedArrayBuffer(64), words: createBandWords() };
  const frame = { width: 2, height: 2, offset: 0 };
  const decode: DecodeTask = {
    kind: "decode",
    bytes: new Uint8Array(9),
    format: "png",
    codec: undefined,
    arena,
    target: frame,
  };
  assertEquals(packTask(decode, true).transfer.length, 1);
  assertEquals(isIntact(decode), true);
  const { transfer } = packTask(decode);
  assertStrictEquals(transfer[0], decode.bytes.buffer);
  structuredClone(0, { transfer });
  assertEquals(isIntact(decode), false);
  const band: Task = {
    kind: "band",
    stage: { kind: "luma" },
    arena,
    source: frame,
    target: { ...frame, offset: 16 },
    bands: [[0, 2]],
  };
  assertEquals(packTask(band, true), { task: band, transfer: [] });
  assertEquals(isIntact(band), true);
});

Deno.test("resultTransfer() moves the bytes of an encoded piece, and nothing of the others", () => {
  const timings = { queue: 0, decode: 0, filter: 0, encode: 0, total: 0 };
  const bytes = new Uint8Array(4);
  assertEquals(resultTransfer({ kind: "encode", bytes, timings }), [bytes.buffer]);
  assertEquals(resultTransfer({ kind: "decode", timings }), []);
  assertEquals(resultTransfer({ kind: "band", timings }), []);
});
