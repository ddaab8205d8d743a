/** How a pool is steered while it lives, over real workers. @module */
import { assert, assertEquals, assertRejects } from "@std/assert";
import { delay } from "@std/async/delay";
import { WorkerPool, type WorkerPoolOptions } from "../../pool/worker_pool.ts";
import { convertTask, eventually, within } from "./support.ts";

function makePool(options: WorkerPoolOptions = {}): WorkerPool {
  const script = new URL("./workers/faulty.ts", import.meta.url);
  return new WorkerPool({ workers: 2, graceMs: 1_000, script, ...options });
}

async function ask(pool: WorkerPool, command: string): Promise<string> {
  const task = convertTask("blur", new TextEncoder().encode(command));
  return new TextDecoder().decode((await within(pool.run(task))).bytes);
}

function numbers(pool: WorkerPool): number[] {
  return pool.workers().map(({ worker }) => worker).sort((a, b) => a - b);
}

Deno.test("WorkerPool.drain() resolves when nothing is open, and takes new tasks meanwhile", async () => {
  await using pool = makePool();
  await pool.drain();
  const runs = [ask(pool, "polite-loop 60"), ask(pool, "echo 1")];
  const drained = pool.drain();
  runs.push(ask(pool, "polite-loop 90"));
  await within(drained);
  assertEquals(pool.stats().completed, 3);
  await Promise.all(runs);
});

Deno.test("WorkerPool.close() finishes what is open or held, and refuses what comes later", async () => {
  const pool = makePool({ queueTasks: 1 });
  const runs = [1, 2, 3, 4, 5, 6].map((id) => ask(pool, `echo ${id}`));
  const closed = pool.close();
  await assertRejects(() => ask(pool, "echo late"), DOMException, "closed");
  await within(closed);
  assertEquals((await Promise.all(runs)).length, 6);
  assertEquals(pool.stats().completed, 6);
  assertEquals(pool.workers(), []);
});

Deno.test("WorkerPool.close() with force cancels, even while another close waits", async () => {
  const pool = makePool({ workers: 1 });
  await within(pool.ready());
  const end = assertRejects(() => ask(pool, "polite-loop 20000"), DOMException, "closed");
  const patient = pool.close();
  await within(pool.close({ force: true }));
  await within(patient);
  await end;
  assertEquals(pool.stats().cancelled, 1);
});

Deno.test("WorkerPool.pause() gives out no tasks until resume()", async () => {
  await using pool = makePool();
  await within(pool.ready());
  pool.pause();
  const run = ask(pool, "echo 1");
  await delay(30);
  assertEquals([pool.stats().waiting, pool.stats().active], [1, 0]);
  pool.resume();
  assertEquals(await run, "echo 1");
});

Deno.test("WorkerPool.close() ends a paused pool", async () => {
  const pool = makePool();
  pool.pause();
  const run = ask(pool, "echo 1");
  await within(pool.close());
  assertEquals(await run, "echo 1");
});

Deno.test("WorkerPool.cancel() cancels a task that runs and one that waits, and keeps the worker", async () => {
  await using pool = makePool({ workers: 1 });
  const ids: number[] = [];
  pool.on("taskQueued", ({ id }) => ids.push(id));
  const ends = ["polite-loop 20000", "echo 1"].map((text) =>
    assertRejects(() => ask(pool, text), DOMException, "cancelled")
  );
  await eventually("one runs", () => pool.stats().active === 1);
  assertEquals(ids.reverse().map((id) => pool.cancel(id)), [true, true]);
  await Promise.all(ends);
  assertEquals(pool.cancel(ids[0]), false);
  assertEquals(await ask(pool, "echo 2"), "echo 2");
  const { cancelled, restarts, stale } = pool.stats();
  assertEquals([cancelled, restarts, stale], [2, 0, 1]);
});

Deno.test("WorkerPool.restart() replaces a busy worker after its task", async () => {
  await using pool = makePool({ workers: 1 });
  await within(pool.ready());
  const run = ask(pool, "polite-loop 80");
  await eventually("it runs", () => pool.stats().active === 1);
  assertEquals(pool.restart({ lane: "usual", worker: 1 }), true);
  assertEquals(await run, "polite-loop 80");
  await eventually("its successor", () => numbers(pool)[0] === 2);
  assertEquals(await ask(pool, "echo 1"), "echo 1");
  assertEquals(pool.restart({ lane: "usual", worker: 1 }), false);
  // It was well: nobody died.
  assertEquals(pool.stats().restarts, 0);
});

Deno.test("WorkerPool.recycle() replaces every worker and loses no task", async () => {
  await using pool = makePool();
  await within(pool.ready());
  const runs = Array.from({ length: 12 }, (_, index) => ask(pool, `polite-loop ${index}`));
  assertEquals(pool.recycle(), 2);
  await within(Promise.all(runs));
  await eventually("two others", () => numbers(pool).join() === "3,4");
  assertEquals(pool.stats().completed, 12);
});

Deno.test("WorkerPool recycles a worker after so many tasks", async () => {
  await using pool = makePool({ workers: 1, recycleTasks: 3 });
  for (let i = 0; i < 7; i++) assertEquals(await ask(pool, `echo ${i}`), `echo ${i}`);
  await eventually("the third worker", () => numbers(pool).join() === "3");
  assertEquals([pool.stats().completed, pool.stats().restarts], [7, 0]);
});

Deno.test("WorkerPool recycles a worker that holds too much memory", async () => {
  await using pool = makePool({ workers: 1, recycleBytes: 1 });
  for (let i = 0; i < 2; i++) await ask(pool, "echo");
  await eventually("the third worker", () => numbers(pool).join() === "3");
});

Deno.test("WorkerPool.grow() and shrink() change the number of workers within their bounds", async () => {
  await using pool = makePool({ workers: 1, maxWorkers: 3 });
  await within(pool.ready());
  assertEquals(pool.stats().workers, 1);
  assertEquals(pool.grow(9), 3);
  await within(pool.ready());
  assertEquals(pool.stats().workers, 3);
  const run = ask(pool, "polite-loop 50");
  await eventually("it runs", () => pool.stats().active === 1);
  assertEquals(pool.shrink(2), 1);
  assertEquals(await run, "polite-loop 50");
  await eventually("one is left", () => pool.stats().workers === 1);
  assertEquals(pool.shrink(), 1);
  assertEquals(await ask(pool, "echo 1"), "echo 1");
  assertEquals(pool.stats().restarts, 0);
});

Deno.test("WorkerPool ends workers that are idle for long, keeps the minimum, and starts new ones", async () => {
  await using pool = makePool({ workers: 3, minWorkers: 1, idleTimeoutMs: 50 });
  await within(pool.ready());
  await eventually("one is left", () => pool.stats().workers === 1);
  await delay(120);
  assertEquals(pool.stats().workers, 1);
  const started: number[] = [];
  pool.on("workerReady", ({ worker }) => started.push(worker));
  await within(Promise.all([1, 2, 3, 4].map((id) => ask(pool, `polite-loop ${id}`))));
  await eventually("more again", () => started.length > 0);
  assertEquals(pool.stats().restarts, 0);
});

Deno.test("WorkerPool.ready() ends nobody for idleness before all are there", async () => {
  await using pool = makePool({ workers: 4, idleTimeoutMs: 1 });
  await within(pool.ready());
  await eventually("all have gone", () => pool.stats().workers === 0);
});

Deno.test("WorkerPool starts no second worker while no task has waited long enough", async () => {
  await using pool = makePool({ workers: 3, scaleUpAfterMs: 60_000 });
  await within(Promise.all([1, 2, 3].map(() => ask(pool, "polite-loop 10"))));
  assertEquals(numbers(pool), [1]);
});

Deno.test("WorkerPool starts more workers by itself when tasks have waited long enough", async () => {
  await using pool = makePool({ workers: 3, scaleUpAfterMs: 50 });
  const runs = Promise.all([1, 2, 3].map(() => ask(pool, "polite-loop 1000")));
  await eventually("three workers", () => pool.stats().workers === 3);
  await within(runs);
});

Deno.test("WorkerPool.on() tells the life of a task and of its worker", async () => {
  const events: string[] = [];
  const pool = makePool({ workers: 1 });
  pool.on("workerReady", ({ worker }) => events.push(`ready ${worker}`));
  pool.on("taskQueued", ({ id }) => events.push(`queued ${id}`));
  pool.on(
    "taskStart",
    ({ id, worker, attempt }) => events.push(`start ${id} ${worker} ${attempt}`),
  );
  pool.on("taskRetry", ({ id, attempt }) => events.push(`retry ${id} ${attempt}`));
  pool.on("taskEnd", ({ id, state }) => events.push(`end ${id} ${state}`));
  pool.on("workerEnd", ({ worker, reason }) => events.push(`ended ${worker} ${reason}`));
  pool.on("idle", () => events.push("idle"));
  const fresh = (text: string) => convertTask("blur", new TextEncoder().encode(text));
  await within(pool.run(fresh("close"), {
    attempts: 2,
    backoff: { type: "fixed", delay: 1 },
    recover: () => Promise.resolve(fresh("echo")),
  }));
  await pool.close();
  // The successor may be ready before or after the task is back in the line.
  assertEquals(events.filter((event) => event !== "ready 2"), [
    "queued 1",
    "ready 1",
    "start 1 1 1",
    "retry 1 1",
    "ended 1 ended by itself",
    "start 1 2 2",
    "end 1 completed",
    "idle",
    "ended 2 was stopped",
  ]);
});

for (const balance of ["least_busy", "round_robin", "fair_share"] as const) {
  Deno.test(`WorkerPool balances by ${balance} tasks that come one by one`, async () => {
    await using pool = makePool({ workers: 3, balance });
    await within(pool.ready());
    for (let i = 0; i < 12; i++) await ask(pool, "polite-loop 2");
    const tasks = pool.workers().map((worker) => worker.tasks);
    // Equal tasks are not equally long on the clock that `fair_share` goes by.
    if (balance === "fair_share") assert(Math.min(...tasks) >= 1, `${tasks}`);
    else assertEquals(tasks, [4, 4, 4]);
  });
}

Deno.test("WorkerPool balances by a function, and fails the task when it chooses nobody", async () => {
  let isBroken = false;
  const balance: WorkerPoolOptions["balance"] = (candidates) => {
    const last = candidates[candidates.length - 1];
    return isBroken ? { ...last } : last;
  };
  await using pool = makePool({ balance });
  await within(pool.ready());
  for (let i = 0; i < 4; i++) await ask(pool, "echo");
  assertEquals(pool.workers().map(({ tasks }) => tasks), [0, 4]);
  isBroken = true;
  await assertRejects(() => ask(pool, "echo"), TypeError, "none of its candidates");
  isBroken = false;
  assertEquals(await ask(pool, "echo 1"), "echo 1");
});

Deno.test("WorkerPool.metrics() times what was run", async () => {
  await using pool = makePool({ workers: 1 });
  await ask(pool, "polite-loop 30");
  const { wait, run, perSecond, oldestMs } = pool.metrics();
  assertEquals([wait.count, run.count, oldestMs], [1, 1, 0]);
  assert(run.p50 >= 25 && perSecond > 0, JSON.stringify({ run, perSecond }));
});

Deno.test("WorkerPool refuses options that make no sense", () => {
  const refused: [WorkerPoolOptions, string][] = [
    [{ workers: 0 }, "workers"],
    [{ workers: 2, maxWorkers: 1 }, "maxWorkers"],
    [{ workers: 2, minWorkers: 3 }, "minWorkers"],
    [{ idleTimeoutMs: 0 }, "idleTimeoutMs"],
    [{ scaleUpAfterMs: -1 }, "scaleUpAfterMs"],
    [{ cooldownMs: NaN }, "cooldownMs"],
    [{ recycleTasks: 0 }, "recycleTasks"],
    [{ recycleBytes: -5 }, "recycleBytes"],
  ];
  for (const [options, name] of refused) {
    try {
      new WorkerPool(options);
    } catch (error) {
      assert(error instanceof RangeError && error.message.includes(`'${name}'`), String(error));
      continue;
    }
    throw new Error(`${JSON.stringify(options)} was accepted`);
  }
});
