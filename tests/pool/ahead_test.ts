/** Tiny tasks that are sent ahead of their turn, over real workers. */
import { assert, assertEquals, assertRejects } from "@std/assert";
import { DEFAULT_LIMITS } from "../../config.ts";
import { WorkerCrashedError } from "../../errors.ts";
import { makePlan } from "../../pipeline/plan.ts";
import { isTiny } from "../../pool/ahead.ts";
import { WorkerPool, type WorkerPoolOptions } from "../../pool/worker_pool.ts";
import type { ApplyTask } from "../../task/task.ts";
import { applyTask, convertTask, eventually, picture, within } from "./support.ts";

const NOTHING = makePlan([], { width: 1, height: 1 }, { limits: DEFAULT_LIMITS });
const ECHO = 0;
const CLOSE = 1;
const HANG = 2;

function makePool(options: WorkerPoolOptions = {}): WorkerPool {
  const script = new URL("./workers/pixel_faults.ts", import.meta.url);
  return new WorkerPool({ workers: 1, graceMs: 1_000, script, ...options });
}

/** One pixel: what to do, and a number to know it by. */
function tiny(verb: number, number: number): ApplyTask {
  const data = Uint8ClampedArray.of(verb, number & 255, number >> 8, 255);
  return { kind: "apply", image: { width: 1, height: 1, data }, plan: NOTHING };
}

async function ask(pool: WorkerPool, verb: number, number: number): Promise<number> {
  const { image } = await within(pool.run(tiny(verb, number)));
  return image.data[1] | (image.data[2] << 8);
}

Deno.test("isTiny() takes pixels that are few and cheap, and no file", () => {
  assert(isTiny(tiny(ECHO, 1)));
  assert(isTiny(applyTask("blur", picture(32, 32))));
  assert(!isTiny(applyTask("blur", picture(33, 32))));
  const heavy = new Array<string>(9).fill("heavy_sharpen:radius=8").join(",");
  assert(!isTiny(applyTask(heavy, picture(32, 32))));
  assert(!isTiny(convertTask("blur", new Uint8Array(9))));
});

Deno.test("WorkerPool gives each of many tiny tasks its own result, once", async () => {
  await using pool = makePool({ workers: 2 });
  let started = 0;
  pool.on("taskStart", () => started++);
  const numbers = Array.from({ length: 3_000 }, (_, i) => i);
  const results = await Promise.all(numbers.map((number) => ask(pool, ECHO, number)));
  assertEquals(results, numbers);
  const { accepted, completed, stale } = pool.stats();
  assertEquals([accepted, completed, stale, started], [3_000, 3_000, 0, 3_000]);
});

Deno.test("WorkerPool has the bytes of its real worker for tiny tasks that were sent ahead", async () => {
  await using pool = new WorkerPool({ workers: 2 });
  const tasks = Array.from({ length: 60 }, (_, seed) => picture(9, 7, seed));
  const results = await within(Promise.all(tasks.map((image) => {
    return pool.run(applyTask("brightness:1.2", { ...image, data: image.data.slice() }));
  })));
  await using alone = new WorkerPool({ workers: 1 });
  for (const [index, image] of tasks.entries()) {
    const expected = await within(alone.run(applyTask("brightness:1.2", image)));
    assertEquals(results[index].image, expected.image);
  }
});

Deno.test("WorkerPool loses no task that was ahead on a worker that died, and blames it for nothing", async () => {
  await using pool = makePool();
  await within(pool.ready());
  const bad = assertRejects(() => within(pool.run(tiny(CLOSE, 0))), WorkerCrashedError);
  const good = [1, 2, 3].map((number) => ask(pool, ECHO, number));
  assertEquals(await Promise.all(good), [1, 2, 3]);
  await bad;
  const { completed, failed, restarts } = pool.stats();
  assertEquals([completed, failed, restarts], [3, 1, 1]);
});

Deno.test("WorkerPool lets nobody wait behind a tiny task that does not end", async () => {
  await using pool = makePool({ workers: 2 });
  await within(pool.ready());
  const controller = new AbortController();
  const stuck = assertRejects(() => within(pool.run(tiny(HANG, 0), { signal: controller.signal })));
  const good = Array.from({ length: 20 }, (_, number) => ask(pool, ECHO, number));
  assertEquals((await Promise.all(good)).length, 20);
  assertEquals(pool.stats().active, 1);
  controller.abort();
  await stuck;
  assertEquals(await ask(pool, ECHO, 7), 7);
});

Deno.test("WorkerPool drops a task that was cancelled while it was ahead, and goes on", async () => {
  await using pool = makePool();
  await within(pool.ready());
  const first = new AbortController();
  const second = new AbortController();
  const stuck = assertRejects(() => within(pool.run(tiny(HANG, 0), { signal: first.signal })));
  const ahead = assertRejects(() => within(pool.run(tiny(HANG, 1), { signal: second.signal })));
  await eventually("both are known", () => pool.stats().waiting === 1);
  second.abort();
  await ahead;
  first.abort();
  await stuck;
  assertEquals(await ask(pool, ECHO, 9), 9);
  const { cancelled, completed, restarts } = pool.stats();
  assertEquals([cancelled, completed, restarts], [2, 1, 0]);
});

Deno.test("WorkerPool.pause() keeps a task in the line that is ahead already", async () => {
  await using pool = makePool();
  await within(pool.ready());
  const controller = new AbortController();
  const stuck = assertRejects(() => within(pool.run(tiny(HANG, 0), { signal: controller.signal })));
  const waiting = ask(pool, ECHO, 5);
  pool.pause();
  controller.abort();
  await stuck;
  await eventually(
    "the worker is idle",
    () => pool.workers().every(({ state }) => state === "idle"),
  );
  assertEquals([pool.stats().waiting, pool.stats().active], [1, 0]);
  pool.resume();
  assertEquals(await waiting, 5);
});

Deno.test("WorkerPool takes the memory of a task that was ahead, as of any other, and keeps a copy if told", async () => {
  await using pool = makePool();
  const tasks = Array.from({ length: 12 }, (_, number) => tiny(ECHO, number));
  const results = await within(Promise.all(tasks.map((task, index) => {
    return pool.run(task, { recover: index % 2 === 0 ? "none" : "copy" });
  })));
  assertEquals(results.map(({ image }) => image.data[1]), [...tasks.keys()]);
  assertEquals(
    tasks.map(({ image }) => image.data.byteLength),
    [...tasks.keys()].map((index) => index % 2 === 0 ? 0 : 4),
  );
});

Deno.test("WorkerPool recycles workers between tiny tasks and loses none", async () => {
  await using pool = makePool({ workers: 2, recycleTasks: 5 });
  const numbers = Array.from({ length: 60 }, (_, i) => i);
  assertEquals(await Promise.all(numbers.map((number) => ask(pool, ECHO, number))), numbers);
  assertEquals([pool.stats().completed, pool.stats().restarts], [60, 0]);
});

Deno.test("WorkerPool gives a worker that has a task ahead no other one, whoever submits from a listener", async () => {
  await using pool = makePool();
  await within(pool.ready());
  const more: Promise<number>[] = [];
  pool.on("taskEnd", () => {
    if (more.length < 20) more.push(ask(pool, ECHO, more.length));
  });
  assertEquals(await Promise.all([1, 2, 3].map((number) => ask(pool, ECHO, number))), [1, 2, 3]);
  await eventually("all were submitted", () => more.length === 20);
  assertEquals(await Promise.all(more), [...more.keys()]);
  const { restarts, stale, timedOut } = pool.stats();
  assertEquals([restarts, stale, timedOut], [0, 0, 0]);
});
