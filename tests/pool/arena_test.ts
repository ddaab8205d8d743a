import { assert, assertEquals, assertStrictEquals, assertThrows } from "@std/assert";
import { LimitError } from "../../errors.ts";
import { Arenas, layoutArena } from "../../pool/arena.ts";
import { frameBytes } from "../../task/frame.ts";

const EXTEND = {
  kind: "extend",
  left: 0,
  top: 0,
  width: 30,
  height: 20,
  background: [0, 0, 0, 0],
} as const;

Deno.test("layoutArena() lays a stage's source and target apart, and every frame inside", () => {
  const { frames, bytes } = layoutArena({ width: 7, height: 5 }, [
    { kind: "luma" },
    EXTEND,
    { kind: "orient", orientation: 6 },
  ]);
  assertEquals(frames.map(({ width, height }) => [width, height]), [
    [7, 5],
    [7, 5],
    [30, 20],
    [20, 30],
  ]);
  for (const [index, { offset, ...size }] of frames.entries()) {
    assertEquals(offset % 4, 0);
    const end = offset + frameBytes(size);
    assert(end <= bytes);
    if (index === 0) continue;
    const before = frames[index - 1];
    assert(before.offset >= end || before.offset + frameBytes(before) <= offset);
  }
});

Deno.test("layoutArena() needs one place for a plan without stages", () => {
  const { frames, bytes } = layoutArena({ width: 4, height: 4 }, []);
  assertEquals([frames.length, bytes], [1, 64]);
});

Deno.test("Arenas.take() uses memory again that was given back, and only that", () => {
  const arenas = new Arenas();
  const first = arenas.take(1000);
  const second = arenas.take(1000);
  assert(second.memory !== first.memory);
  assert(second.words !== first.words);
  arenas.giveBack(first);
  assertStrictEquals(arenas.take(900), first);
  assert(arenas.take(900) !== first);
});

Deno.test("Arenas.take() leaves memory alone that is too small or far too large", () => {
  for (const bytes of [1001, 200]) {
    const arenas = new Arenas();
    const kept = arenas.take(1000);
    arenas.giveBack(kept);
    const taken = arenas.take(bytes);
    assert(taken !== kept);
    assertEquals(taken.bytes, bytes);
  }
});

Deno.test("Arenas.take() refuses more than shared memory holds", () => {
  const error = assertThrows(() => new Arenas().take(2 ** 32), LimitError, "shared memory ends at");
  assertEquals(error.code, "memory_budget");
});
