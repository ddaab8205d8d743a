import { assertEquals, assertStrictEquals } from "@std/assert";
import { isIntact } from "../../pool/recovery.ts";
import { NO_METADATA } from "../../codecs/metadata/metadata.ts";
import { COPY_FROM_MS_PER_BYTE, packTask, resultTransfer } from "../../pool/transfer.ts";
import { createArena } from "../../task/frame.ts";
import type { DecodeTask, Task } from "../../task/task.ts";
import { applyTask, convertTask, picture } from "./support.ts";

/** Larger than what is copied rather than moved. */
const LARGE = 5_000;

function memoryOf(task: Task): ArrayBufferLike {
  if (task.kind === "apply") return task.image.data.buffer;
  if ("bytes" in task) return task.bytes.buffer;
  return task.arena.memory.buffer;
}

function largeTasks(): Task[] {
  return [applyTask("blur", picture(50, 25)), convertTask("blur", new Uint8Array(LARGE))];
}

Deno.test("packTask() moves memory that is the task's alone", () => {
  for (const task of largeTasks()) {
    const packed = packTask(task);
    assertEquals(packed.transfer.length, 1);
    assertStrictEquals(packed.transfer[0], memoryOf(task));
    assertStrictEquals(memoryOf(packed.task), memoryOf(task));
    assertEquals(packed.copied, undefined);
  }
});

Deno.test("packTask() has little memory copied, and names it so that it can be taken", () => {
  for (const task of [applyTask("blur", picture(3, 3)), convertTask("blur", new Uint8Array(9))]) {
    const packed = packTask(task);
    assertEquals(packed.transfer, []);
    assertStrictEquals(packed.copied, memoryOf(task));
  }
});

Deno.test("packTask() moves memory that is gone, so that posting it fails", () => {
  const task = convertTask("blur", new Uint8Array(9));
  structuredClone(task.bytes, { transfer: [task.bytes.buffer as ArrayBuffer] });
  assertStrictEquals(packTask(task).transfer[0], task.bytes.buffer);
});

Deno.test("packTask() copies a view on a part of a buffer", () => {
  const whole = new Uint8Array(2 * LARGE).fill(3, 1);
  const packed = packTask(convertTask("blur", whole.subarray(1, LARGE + 1)));
  assertEquals(packed.transfer.length, 1);
  assertEquals(new Uint8Array(memoryOf(packed.task)), new Uint8Array(LARGE).fill(3));
  structuredClone(packed.task, { transfer: packed.transfer });
  assertEquals((whole.buffer as ArrayBuffer).detached, false);
});

Deno.test("packTask() leaves shared memory shared", () => {
  const bytes = new Uint8Array(new SharedArrayBuffer(8));
  const packed = packTask(convertTask("blur", bytes));
  assertEquals(packed.transfer, []);
  assertEquals(packed.copied, undefined);
  assertStrictEquals(memoryOf(packed.task), bytes.buffer);
});

Deno.test("packTask() copies memory that is to be kept, and leaves the original whole", () => {
  for (const task of [...largeTasks(), convertTask("blur", new Uint8Array(9))]) {
    const packed = packTask(task, true);
    structuredClone(packed.task, { transfer: packed.transfer });
    packed.copied?.transfer(0);
    assertEquals(memoryOf(task).byteLength > 0, true);
  }
});

Deno.test("resultTransfer() moves a large result and has a small one copied", () => {
  const timings = { queue: 0, decode: 0, filter: 0, encode: 0, total: 0 };
  const large = picture(50, 25);
  assertEquals(resultTransfer({ kind: "apply", image: large, timings }), [
    large.data.buffer as ArrayBuffer,
  ]);
  assertEquals(resultTransfer({ kind: "apply", image: picture(3, 3), timings }), []);
});

Deno.test("resultTransfer() has a large result copied that took long beside the copy", () => {
  const image = picture(50, 25);
  const total = COPY_FROM_MS_PER_BYTE * image.data.byteLength;
  const timings = { queue: 0, decode: 0, filter: total, encode: 0, total };
  assertEquals(resultTransfer({ kind: "apply", image, timings }), []);
});

Deno.test("packTask() moves the bytes of a piece, or copies them, and never the arena", () => {
  const arena = createArena(64);
  const frame = { width: 2, height: 2, offset: 0 };
  const decode: DecodeTask = {
    kind: "decode",
    bytes: new Uint8Array(LARGE),
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
  assertEquals(packTask(band, true), { task: band, transfer: [], copied: undefined });
  assertEquals(isIntact(band), true);
});

Deno.test("resultTransfer() has files copied, and moves nothing of pieces", () => {
  const timings = { queue: 0, decode: 0, filter: 0, encode: 0, total: 0 };
  const bytes = new Uint8Array(LARGE);
  assertEquals(resultTransfer({ kind: "encode", bytes, notes: [], timings }), []);
  assertEquals(resultTransfer({ kind: "decode", metadata: NO_METADATA, timings }), []);
  assertEquals(resultTransfer({ kind: "band", timings }), []);
});
