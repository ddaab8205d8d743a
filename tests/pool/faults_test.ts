/** What happens to the task, to the others and to the pool when a worker fails. @module */
import {
  assert,
  assertEquals,
  assertMatch,
  assertRejects,
  assertStringIncludes,
} from "@std/assert";
import { InternalError, TaskTimeoutError, WorkerCrashedError } from "../../errors.ts";
import type { RunOptions } from "../../pool/executor.ts";
import { WorkerPool, type WorkerPoolOptions } from "../../pool/worker_pool.ts";
import { convertTask, eventually, within } from "./support.ts";

function makePool(options: WorkerPoolOptions = {}, script = "faulty.ts"): WorkerPool {
  const url = new URL(`./workers/${script}`, import.meta.url);
  return new WorkerPool({ workers: 2, graceMs: 1_000, script: url, ...options });
}

/** Has a worker do something; resolves with the text of the reply. */
async function ask(pool: WorkerPool, command: string, options?: RunOptions): Promise<string> {
  const task = convertTask("blur", new TextEncoder().encode(command));
  return new TextDecoder().decode((await within(pool.run(task, options))).bytes);
}

/** One bad task among good ones: the good ones come through, and the pool is whole again. */
async function assertContained(
  command: string,
  check: (reason: unknown) => void,
  restarts = 1,
): Promise<void> {
  await using pool = makePool();
  await within(pool.ready());
  const commands = ["echo 1", "echo 2", command, "echo 3", "echo 4", "echo 5"];
  const ends = await Promise.allSettled(commands.map((text) => ask(pool, text)));
  ends.forEach((end, index) => {
    if (index !== 2) assertEquals(end, { status: "fulfilled", value: commands[index] });
    else if (end.status === "rejected") check(end.reason);
    else throw new Error(`${command} was fulfilled`);
  });
  await eventually("two workers again", () => {
    const { workers, zombies } = pool.stats();
    return workers === 2 && zombies === 0 && pool.stats().restarts === restarts;
  });
  assertEquals(await Promise.all([ask(pool, "echo a"), ask(pool, "echo b")]), ["echo a", "echo b"]);
  const { accepted, completed, failed, stale } = pool.stats();
  assertEquals([accepted, completed, failed, stale], [8, 7, 1, 0]);
}

function assertInternal(text: string): (reason: unknown) => void {
  return (reason) => {
    assert(reason instanceof InternalError, String(reason));
    assertStringIncludes(reason.message, text);
  };
}

function assertCrash(text: string): (reason: unknown) => void {
  return (reason) => {
    assert(reason instanceof WorkerCrashedError, String(reason));
    assertEquals(reason.code, "worker_crashed");
    assertStringIncludes(reason.message, text);
  };
}

Deno.test("WorkerPool reports what a task throws, and keeps the worker", () =>
  assertContained("throw", assertInternal("thrown in the task"), 0));

Deno.test("WorkerPool reports a string that a task throws, and keeps the worker", () =>
  assertContained("throw-string", assertInternal("just a string"), 0));

Deno.test("WorkerPool reports a stack overflow, and keeps the worker", () =>
  assertContained("overflow", assertInternal("call stack"), 0));

Deno.test("WorkerPool reports a reply that cannot be cloned, and keeps the worker", () =>
  assertContained("unclonable", (reason) => {
    assert(reason instanceof InternalError, String(reason));
    assertStringIncludes(reason.message, "cannot be cloned");
  }, 0));

Deno.test("WorkerPool replaces a worker that dies of an unhandled rejection", () =>
  assertContained("reject", assertCrash("rejected and nobody listens")));

Deno.test("WorkerPool replaces a worker that dies of an error in a timer", () =>
  assertContained("timer", assertCrash("thrown by a timer")));

Deno.test("WorkerPool replaces a worker that ends without a word", () =>
  assertContained("close", assertCrash("ended by itself")));

Deno.test("WorkerPool copies a reply whose memory cannot be moved", async () => {
  await using pool = makePool({ workers: 1 });
  const result = await within(pool.run(convertTask("blur", new TextEncoder().encode("wasm"))));
  assertEquals([...result.bytes], [1, 2, 3, 4]);
});

for (const command of ["later 0", "close-later"]) {
  Deno.test(`WorkerPool replaces a worker that dies while it is idle: ${command}`, async () => {
    await using pool = makePool({ workers: 1 });
    assertEquals(await ask(pool, command), command);
    await eventually("a new worker", () => pool.stats().restarts === 1);
    assertEquals(await ask(pool, "echo 1"), "echo 1");
    const { failed, workers } = pool.stats();
    assertEquals([failed, workers], [0, 1]);
  });
}

Deno.test("WorkerPool delivers no reply that is stray, repeated or nonsense", async () => {
  await using pool = makePool({ workers: 1 }, "stray.ts");
  for (const id of [1, 2]) {
    await assertRejects(() => ask(pool, "echo"), InternalError, `reply to ${id}`);
  }
  await eventually("six stray replies", () => pool.stats().stale === 6);
  const { accepted, failed, restarts } = pool.stats();
  assertEquals([accepted, failed, restarts], [2, 2, 0]);
});

Deno.test("WorkerPool refuses a task whose memory was moved before, and keeps the worker", async () => {
  await using pool = makePool({ workers: 1 });
  const task = convertTask("blur", new TextEncoder().encode("echo 1"));
  await within(pool.run(task));
  await assertRejects(() => within(pool.run(task)), InternalError, "moved before");
  assertEquals(await ask(pool, "echo 2"), "echo 2");
});

Deno.test("WorkerPool stops a task that looks at the cancel word, and keeps the worker", async () => {
  await using pool = makePool({ workers: 1 });
  await within(pool.ready());
  const error = await assertRejects(
    () => ask(pool, "polite-loop 30000", { timeout: 50 }),
    TaskTimeoutError,
  );
  assertStringIncludes(error.message, "50 ms");
  assertEquals(await ask(pool, "echo 1"), "echo 1");
  const { timedOut, restarts, zombies, stale } = pool.stats();
  assertEquals([timedOut, restarts, zombies, stale], [1, 0, 0, 1]);
});

Deno.test("WorkerPool replaces a worker that does not stop, and counts its thread until it ends", async () => {
  await using pool = makePool({ workers: 1, graceMs: 50 });
  await within(pool.ready());
  await assertRejects(() => ask(pool, "loop 3000", { timeout: 50 }), TaskTimeoutError);
  assertEquals(await ask(pool, "echo 1"), "echo 1");
  // The loop goes on, so that the next task cannot have waited for it.
  const { restarts, zombies, workers } = pool.stats();
  assertEquals([restarts, zombies, workers], [1, 1, 1]);
  await eventually("the thread has ended", () => pool.stats().zombies === 0);
});

Deno.test("WorkerPool lets a slow answer within the grace time pass, late and undelivered", async () => {
  await using pool = makePool({ workers: 1, graceMs: 10_000 });
  await within(pool.ready());
  const controller = new AbortController();
  const run = ask(pool, "loop 200", { signal: controller.signal });
  await eventually("it runs", () => pool.stats().active === 1);
  controller.abort(new Error("enough"));
  await assertRejects(() => run, Error, "enough");
  assertEquals(await ask(pool, "echo 1"), "echo 1");
  const { cancelled, completed, restarts, stale } = pool.stats();
  assertEquals([cancelled, completed, restarts, stale], [1, 1, 0, 1]);
});

Deno.test("WorkerPool stops replacing when too many threads run on, and recovers when they end", async () => {
  await using pool = makePool({ workers: 1, graceMs: 50 });
  await within(pool.ready());
  for (let i = 0; i < 2; i++) {
    await assertRejects(() => ask(pool, "loop 3000", { timeout: 20 }), TaskTimeoutError);
  }
  const error = await assertRejects(() => ask(pool, "echo 1"), WorkerCrashedError);
  assertStringIncludes(error.message, "2 workers did not stop");
  assertEquals(pool.stats().workers, 0);
  await eventually("capacity again", () => pool.stats().workers === 1);
  assertEquals(await ask(pool, "echo 2"), "echo 2");
});

for (
  const [script, reason] of [
    ["throws_at_start.ts", "the engine is missing"],
    ["import_error.ts", "no_such_module.ts"],
  ]
) {
  Deno.test(`WorkerPool rejects all tasks and says why when workers cannot start: ${script}`, async () => {
    await using pool = makePool({ queueTasks: 2 }, script);
    const ends = await Promise.allSettled([1, 2, 3, 4, 5].map((id) => ask(pool, `echo ${id}`)));
    for (const end of ends) {
      assert(end.status === "rejected" && end.reason instanceof WorkerCrashedError);
      // A sixth may be on its way when the fifth fails.
      assertMatch(end.reason.message, /[56] workers failed to start/);
      assertStringIncludes(end.reason.message, reason);
      assert(!end.reason.message.includes("/"), end.reason.message);
    }
    await assertRejects(() => within(pool.ready()), WorkerCrashedError, reason);
    const { accepted, failed, workers, restarts } = pool.stats();
    assertEquals([accepted, failed, workers, restarts], [5, 5, 0, 0]);
  });
}

Deno.test("WorkerPool gives up on workers that are ready and die before they have served", async () => {
  await using pool = makePool({ workers: 1 }, "dies_when_ready.ts");
  await within(pool.ready());
  await eventually("no worker left", () => pool.stats().workers === 0);
  const error = await assertRejects(() => ask(pool, "echo 1"), WorkerCrashedError);
  assertStringIncludes(error.message, "dead on arrival");
});

Deno.test("WorkerPool gives up on workers that are never ready", async () => {
  await using pool = makePool({ workers: 1, startTimeoutMs: 30 }, "never_ready.ts");
  const error = await assertRejects(() => ask(pool, "echo 1"), WorkerCrashedError);
  assertStringIncludes(error.message, "did not stop");
  // Nothing can tell whether such a thread computes for ever, so that it counts as if it did.
  assertEquals(pool.stats().zombies, 2);
});

Deno.test("WorkerPool closes in time with a worker that does not stop", async () => {
  const pool = makePool({ workers: 1, graceMs: 100 });
  await within(pool.ready());
  const run = ask(pool, "loop 3000");
  const end = assertRejects(() => run, DOMException, "closed");
  await eventually("it runs", () => pool.stats().active === 1);
  const start = performance.now();
  await within(pool[Symbol.asyncDispose]());
  assert(performance.now() - start < 2_000, "it waited for the loop");
  await end;
  await eventually("the thread has ended", () => pool.stats().zombies === 0);
});
