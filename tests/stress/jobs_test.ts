import { assert, assertEquals, assertNotEquals, assertThrows } from "@std/assert";
import { runTask } from "../../task/run_task.ts";
import type { Task } from "../../task/task.ts";
import { JobMaker } from "../../stress/jobs.ts";
import { jobOf } from "../../stress/label.ts";

const SIZE = { width: 16, height: 16 };

const quiet = { checkpoint() {} };

Deno.test("JobMaker.task() makes the same task of a job again, and says its number", async () => {
  const maker = new JobMaker(1, SIZE);
  const kinds = new Set<Task["kind"]>();
  for (const job of [0, 1, 6, 7, 8, 15, 1_000_000, 2 ** 32 - 1]) {
    const task = await maker.task(job);
    kinds.add(task.kind);
    assertEquals(jobOf(task), job);
    assertEquals(await maker.task(job), task);
  }
  assertEquals([...kinds].sort(), ["apply", "convert"]);
});

Deno.test("JobMaker.isRight() knows the result of its job from those of all others", async () => {
  const maker = new JobMaker(1, SIZE);
  for (const job of [0, 1, 7]) {
    assert(await maker.isRight(job, await runTask(await maker.task(job), quiet)));
  }
  for (const [job, other] of [[0, 2], [1, 3], [7, 15]]) {
    const result = await runTask(await maker.task(other), quiet);
    assert(!await maker.isRight(job, result), `${other} passes for ${job}`);
  }
  const ofOtherSeed = await runTask(await new JobMaker(2, SIZE).task(0), quiet);
  assert(!await maker.isRight(0, ofOtherSeed));
});

Deno.test("JobMaker.isRight() sees a single wrong value", async () => {
  const maker = new JobMaker(1, SIZE);
  const result = await runTask(await maker.task(1), quiet);
  assert(result.kind === "apply");
  result.image.data[100] ^= 1;
  assert(!await maker.isRight(1, result));
});

Deno.test("the number of a job in a PNG leaves its pixels alone", async () => {
  const maker = new JobMaker(1, SIZE);
  const task = await maker.task(7);
  assert(task.kind === "convert");
  // Taking the chunk out gives the file that the encoder wrote, which has no number.
  const bytes = new Uint8Array([...task.bytes.subarray(0, 33), ...task.bytes.subarray(49)]);
  const without = { ...task, bytes };
  assertThrows(() => jobOf(without), TypeError, "holds no number");
  assertNotEquals(bytes.length, task.bytes.length);
  const [a, b] = [await runTask(task, quiet), await runTask(without, quiet)];
  assert(a.kind === "convert" && b.kind === "convert");
  assertEquals(a.bytes, b.bytes);
});
