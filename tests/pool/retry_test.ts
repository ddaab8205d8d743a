/** Tasks that are tried again, over real workers. @module */
import { assert, assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import { delay } from "@std/async/delay";
import { InternalError, TaskTimeoutError, WorkerCrashedError } from "../../errors.ts";
import { AsyncExecutor } from "../../pool/async_executor.ts";
import type { RunOptions } from "../../pool/executor.ts";
import { WorkerPool, type WorkerPoolOptions } from "../../pool/worker_pool.ts";
import type { ConvertTask } from "../../task/task.ts";
import { applyTask, convertTask, eventually, picture, within } from "./support.ts";

const FAST: RunOptions = { backoff: { type: "fixed", delay: 1 } };

function makePool(options: WorkerPoolOptions = {}): WorkerPool {
  const script = new URL("./workers/faulty.ts", import.meta.url);
  return new WorkerPool({ workers: 1, graceMs: 1_000, script, ...options });
}

function command(text: string): ConvertTask {
  return convertTask("blur", new TextEncoder().encode(text));
}

/** Bytes in memory that workers share: what one attempt writes there, the next one reads. */
function sharedCommand(text: string): ConvertTask {
  const bytes = new TextEncoder().encode(text);
  const shared = new Uint8Array(new SharedArrayBuffer(bytes.length));
  shared.set(bytes);
  return convertTask("blur", shared);
}

Deno.test("WorkerPool tries a task again that was read again, and gives its result", async () => {
  await using pool = makePool();
  const texts = ["close", "echo fine"];
  const { bytes } = await within(pool.run(command("reject"), {
    ...FAST,
    attempts: 3,
    recover: () => Promise.resolve(command(texts.shift() ?? "throw")),
  }));
  assertEquals(new TextDecoder().decode(bytes), "echo fine");
  const { accepted, completed, failed, delayed, restarts } = pool.stats();
  assertEquals([accepted, completed, failed, delayed, restarts], [1, 1, 0, 0, 2]);
});

Deno.test("WorkerPool tries a copy again until the attempts are used up, and fails with the last error", async () => {
  await using pool = makePool();
  const task = command("close");
  const run = pool.run(task, { ...FAST, attempts: 2, recover: "copy" });
  const error = await assertRejects(() => within(run), WorkerCrashedError, "task 1");
  assertEquals(error.code, "worker_crashed");
  assertEquals(task.bytes.length, "close".length);
  await eventually("a worker again", () => pool.stats().restarts === 2);
  assertEquals(pool.stats().failed, 1);
});

Deno.test("WorkerPool fails at once when the memory of a task went down with its worker", async () => {
  await using pool = makePool();
  const run = pool.run(command("close"), { ...FAST, attempts: 5 });
  await assertRejects(() => within(run), WorkerCrashedError);
  await eventually("a worker again", () => pool.stats().restarts === 1);
});

Deno.test("WorkerPool tries a task in shared memory again without being told how", async () => {
  await using pool = makePool();
  const task = sharedCommand("close  ");
  const run = pool.run(task, { ...FAST, attempts: 2 });
  await assertRejects(() => within(run), WorkerCrashedError);
  await eventually("two workers have died", () => pool.stats().restarts === 2);
  assertEquals(pool.stats().failed, 1);
});

Deno.test("WorkerPool gives up a task that killed three workers: dead, with its cause", async () => {
  await using pool = makePool();
  const run = pool.run(command("timer"), { ...FAST, attempts: 9, recover: "copy" });
  const error = await assertRejects(() => within(run), WorkerCrashedError, "3 workers died of it");
  assertEquals(error.code, "poison_task");
  assert(error.cause instanceof WorkerCrashedError, String(error.cause));
  assertStringIncludes(error.cause.message, "thrown by a timer");
  const { accepted, dead, failed } = pool.stats();
  assertEquals([accepted, dead, failed], [1, 1, 0]);
});

Deno.test("WorkerPool does not try again what would fail again", async () => {
  await using pool = makePool();
  const run = pool.run(command("throw"), { ...FAST, attempts: 9, recover: "copy" });
  await assertRejects(() => within(run), InternalError, "thrown in the task");
  assertEquals(pool.stats().restarts, 0);
});

Deno.test("WorkerPool does not take the late reply of one attempt for that of the next", async () => {
  await using pool = makePool({ workers: 2, graceMs: 10_000 });
  await within(pool.ready());
  // The first attempt replies after its deadline, while the second one runs on the other worker.
  const run = pool.run(command("loop 1150"), {
    ...FAST,
    attempts: 2,
    timeout: 1_000,
    recover: () => Promise.resolve(command("loop 400")),
  });
  const { bytes } = await within(run);
  assertEquals(new TextDecoder().decode(bytes), "loop 400");
  await eventually("the first worker has replied", () => pool.stats().stale === 1);
  const { completed, timedOut } = pool.stats();
  assertEquals([completed, timedOut], [1, 0]);
});

Deno.test("WorkerPool counts a worker that does not stop as a death of its task", async () => {
  await using pool = makePool({ workers: 8, graceMs: 20 });
  await within(pool.ready());
  // Each worker is ended 20 ms after the deadline, and known to be dead before the next attempt fails.
  const run = pool.run(command("loop 400"), {
    backoff: { type: "fixed", delay: 60 },
    attempts: 9,
    timeout: 30,
    recover: "copy",
  });
  const error = await assertRejects(() => within(run), WorkerCrashedError);
  assertEquals(error.code, "poison_task");
  assert(error.cause instanceof TaskTimeoutError, String(error.cause));
  await eventually("all threads are gone", () => pool.stats().zombies === 0);
  assertEquals(pool.stats().dead, 1);
});

Deno.test("WorkerPool cancels a task that waits to be tried again, when its signal aborts", async () => {
  await using pool = makePool();
  const controller = new AbortController();
  const run = pool.run(command("close"), {
    attempts: 2,
    backoff: { type: "fixed", delay: 20_000 },
    recover: "copy",
    signal: controller.signal,
  });
  const end = assertRejects(() => within(run), Error, "enough");
  await eventually("it is delayed", () => pool.stats().delayed === 1);
  controller.abort(new Error("enough"));
  await end;
  const { delayed, cancelled } = pool.stats();
  assertEquals([delayed, cancelled], [0, 1]);
});

Deno.test("WorkerPool fails a task whose input cannot be read again, with the error of reading", async () => {
  await using pool = makePool();
  const run = pool.run(command("close"), {
    ...FAST,
    attempts: 2,
    recover: () => Promise.reject(new Error("the file is gone")),
  });
  await assertRejects(() => within(run), Error, "the file is gone");
  const apply = pool.run(command("close"), {
    ...FAST,
    attempts: 2,
    recover: () => Promise.resolve(applyTask("blur", picture(2, 2))),
  });
  await assertRejects(() => within(apply), TypeError, "'convert'");
  assertEquals(pool.stats().failed, 2);
});

Deno.test("WorkerPool cancels delayed tasks when it is closed", async () => {
  const pool = makePool();
  const run = pool.run(command("close"), {
    attempts: 2,
    backoff: { type: "fixed", delay: 20_000 },
    recover: "copy",
  });
  const end = assertRejects(() => within(run), DOMException, "closed");
  await eventually("it is delayed", () => pool.stats().delayed === 1);
  await pool[Symbol.asyncDispose]();
  await end;
  assertEquals(pool.stats().cancelled, 1);
});

Deno.test("AsyncExecutor tries a task again that passed its deadline, its pixels untouched", async () => {
  await using executor = new AsyncExecutor();
  const image = picture(900, 700);
  const before = image.data.slice();
  const task = applyTask("heavy_sharpen,heavy_sharpen", image);
  const start = performance.now();
  const run = executor.run(task, {
    attempts: 3,
    timeout: 20,
    backoff: { type: "fixed", delay: 30 },
  });
  await assertRejects(() => within(run), TaskTimeoutError);
  assert(performance.now() - start >= 120, "three attempts of 20 ms and two pauses of 30");
  assertEquals(image.data, before);
  assertEquals(executor.stats().timedOut, 1);
  await delay(0);
});

Deno.test("WorkerPool.run() refuses attempts and times that make no sense", async () => {
  await using pool = makePool();
  const refused: [RunOptions, string][] = [
    [{ attempts: 0 }, "attempts"],
    [{ attempts: 1.5 }, "attempts"],
    [{ backoff: { type: "fixed", delay: -1 } }, "backoff.delay"],
    [{ backoff: { type: "fixed", delay: Infinity } }, "backoff.delay"],
    [{ backoff: { type: "fixed", delay: 1, jitter: 2 } }, "backoff.jitter"],
  ];
  for (const [options, name] of refused) {
    await assertRejects(() => pool.run(command("echo"), options), RangeError, name);
  }
  assertEquals(pool.stats().accepted, 0);
});
