/** Specialised workers, over real ones. */
import { assert, assertEquals, assertRejects, assertThrows } from "@std/assert";
import type { LaneOptions } from "../../pool/lane.ts";
import { WorkerPool, type WorkerPoolOptions } from "../../pool/worker_pool.ts";
import { convertTask, encoded, eventually, picture, within } from "./support.ts";

const SCRIPT = new URL("./workers/faulty.ts", import.meta.url);

function makePool(lanes: LaneOptions[], options: WorkerPoolOptions = {}): WorkerPool {
  return new WorkerPool({ workers: 1, graceMs: 1_000, script: SCRIPT, lanes, ...options });
}

async function ask(pool: WorkerPool, command: string, lane?: string): Promise<string> {
  const task = convertTask("blur", new TextEncoder().encode(command));
  return new TextDecoder().decode((await within(pool.run(task, { lane }))).bytes);
}

Deno.test("WorkerPool runs the tasks of a lane on its own workers while other lanes are busy", async () => {
  await using pool = makePool([{ name: "express", helps: false }]);
  const started: string[] = [];
  pool.on("taskStart", ({ lane }) => started.push(lane));
  const controller = new AbortController();
  const slow = pool.run(convertTask("blur", new TextEncoder().encode("polite-loop 60000")), {
    signal: controller.signal,
  });
  await eventually("it runs", () => pool.stats().active === 1);
  assertEquals(await ask(pool, "echo 1", "express"), "echo 1");
  controller.abort();
  await assertRejects(() => within(slow), DOMException);
  assertEquals(started, ["usual", "express"]);
  assertEquals(pool.workers().map(({ lane }) => lane).sort(), ["express", "usual"]);
});

Deno.test("WorkerPool has the workers of a lane help others, started for it if need be", async () => {
  await using pool = makePool([{ name: "helpful", workers: 1 }]);
  const busy = new Set<string>();
  pool.on("taskStart", ({ lane }) => busy.add(lane));
  await within(Promise.all([1, 2, 3, 4, 5, 6].map(() => ask(pool, "polite-loop 100"))));
  assertEquals([...busy].sort(), ["helpful", "usual"]);
});

Deno.test("WorkerPool has nobody help who is told not to, and nobody leave the sandbox", async () => {
  await using pool = makePool([{ name: "selfish", helps: false }]);
  await within(Promise.all([ask(pool, "echo 1", "selfish"), ask(pool, "echo 1", "native")]));
  await within(Promise.all(Array.from({ length: 8 }, () => ask(pool, "polite-loop 5"))));
  const tasks = Object.fromEntries(pool.workers().map(({ lane, tasks }) => [lane, tasks]));
  assertEquals(tasks, { selfish: 1, native: 1, usual: 8 });
});

Deno.test("WorkerPool.grow() and shrink() change one lane", async () => {
  await using pool = makePool([{ name: "wide" }], { maxWorkers: 3 });
  assertEquals([pool.grow(2, "wide"), pool.grow(1)], [3, 2]);
  assertEquals(pool.shrink(1, "wide"), 2);
  await eventually("both lanes", () => {
    const lanes = pool.workers().map(({ lane }) => lane).sort();
    return lanes.join() === "usual,wide,wide";
  });
  assertThrows(() => pool.grow(1, "none"), RangeError, "usual, native, wide");
});

Deno.test("WorkerPool refuses lanes that make no sense", () => {
  assertThrows(() => makePool([{ name: "usual" }]), RangeError, "'usual'");
  assertThrows(() => makePool([{ name: "a" }, { name: "a" }]), RangeError, "'a'");
  assertThrows(() => makePool([{ name: "a", workers: 0 }]), RangeError, "lane a");
});

Deno.test("WorkerPool runs tasks here when told to and no worker starts, and says so", async () => {
  const script = new URL("./workers/import_error.ts", import.meta.url);
  await using pool = new WorkerPool({ workers: 2, script, onCannotStart: "run_here" });
  const reasons: string[] = [];
  pool.on("degraded", ({ reason }) => reasons.push(reason));
  const file = await encoded("png", picture(30, 20));
  const results = await within(
    Promise.all([1, 2, 3, 4].map(() => pool.run(convertTask("blur", file.slice())))),
  );
  assertEquals(results.map(({ output }) => output.width), [30, 30, 30, 30]);
  const { completed, ranHere, degraded, workers } = pool.stats();
  assertEquals([completed, ranHere, degraded, workers], [4, 4, true, 0]);
  assertEquals(reasons.length, 1);
  assert(reasons[0].includes("failed to start"), reasons[0]);
});

Deno.test("WorkerPool keeps the sandbox when no worker starts, unless it is told otherwise", async () => {
  const script = new URL("./workers/import_error.ts", import.meta.url);
  await using pool = new WorkerPool({ workers: 2, script });
  await assertRejects(
    () => within(pool.run(convertTask("blur", new Uint8Array(1)))),
    Error,
    "start",
  );
  assertEquals([pool.stats().failed, pool.stats().ranHere], [1, 0]);
});
