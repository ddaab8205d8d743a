/** What happens to a picture in bands, and to the next one, when a worker fails. @module */
import { assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import { InternalError, WorkerCrashedError } from "../../errors.ts";
import type { RgbaImage } from "../../image/rgba_image.ts";
import { BandsExecutor, type BandsExecutorOptions } from "../../pool/bands_executor.ts";
import { runTask } from "../../task/run_task.ts";
import { applyTask, eventually, picture, within } from "./support.ts";

const CLOSE = 1;
const THROW = 2;
const SCRIBBLE = 3;

const RECIPE = "sharpen";

function makeExecutor(options: BandsExecutorOptions = {}): BandsExecutor {
  const script = new URL("./workers/band_faults.ts", import.meta.url);
  return new BandsExecutor({ workers: 2, bandMs: 0.05, script, ...options });
}

/** A picture that makes a worker fail. */
function marked(fault: number, tenths = 0): RgbaImage {
  const image = picture(200, 150);
  image.data.set([250, fault, tenths, 255]);
  return image;
}

/** A picture like any other comes through, with the right pixels. */
async function assertWorks(executor: BandsExecutor, seed: number): Promise<void> {
  const task = applyTask(RECIPE, picture(200, 150, seed));
  const expected = await runTask(task, { checkpoint: () => {} });
  assertEquals((await within(executor.run(task))).image, expected.image);
}

Deno.test("BandsExecutor fails a picture once when a worker dies of a band, and goes on", async () => {
  await using executor = makeExecutor();
  let id = 0;
  const onAccepted = (accepted: number): void => void (id = accepted);
  const run = executor.run(applyTask(RECIPE, marked(CLOSE)), { onAccepted });
  const next = [2, 3].map((seed) => assertWorks(executor, seed));
  const error = await assertRejects(() => within(run), WorkerCrashedError);
  assertEquals(error.code, "worker_crashed");
  assertStringIncludes(error.message, `Cannot finish task ${id} as worker`);
  assertStringIncludes(error.message, "ended by itself");
  await Promise.all(next);
  await eventually("two workers again", () => executor.stats().workers === 2);
  const { accepted, failed, completed, restarts, zombies } = executor.stats();
  assertEquals([accepted, failed, completed, restarts, zombies], [3, 1, 2, 1, 0]);
});

Deno.test("BandsExecutor runs the whole picture again when a worker died and attempts are left", async () => {
  await using executor = makeExecutor();
  const good = applyTask(RECIPE, picture(200, 150, 9));
  const run = executor.run(applyTask(RECIPE, marked(CLOSE)), {
    attempts: 2,
    backoff: { type: "fixed", delay: 1 },
    recover: () => Promise.resolve(good),
  });
  const expected = await runTask(good, { checkpoint: () => {} });
  assertEquals((await within(run)).image, expected.image);
  const { accepted, failed, completed } = executor.stats();
  assertEquals([accepted, failed, completed], [1, 0, 1]);
});

Deno.test("BandsExecutor gives a picture up that kills worker after worker, without recover", async () => {
  await using executor = makeExecutor();
  const run = executor.run(applyTask(RECIPE, marked(CLOSE)), {
    attempts: 10,
    backoff: { type: "fixed", delay: 1 },
  });
  const error = await assertRejects(() => within(run), WorkerCrashedError, "3 workers died");
  assertEquals(error.code, "poison_task");
  await assertWorks(executor, 4);
  const { dead, failed, completed } = executor.stats();
  assertEquals([dead, failed, completed], [1, 0, 1]);
});

Deno.test("BandsExecutor reports what a band throws, and keeps its workers", async () => {
  await using executor = makeExecutor();
  const run = executor.run(applyTask(RECIPE, marked(THROW)));
  await assertRejects(() => within(run), InternalError, "thrown in a band");
  await assertWorks(executor, 5);
  const { failed, completed, restarts } = executor.stats();
  assertEquals([failed, completed, restarts], [1, 1, 0]);
});

Deno.test("BandsExecutor gives no memory to the next picture that a worker still writes to", async () => {
  await using executor = makeExecutor({ graceMs: 20_000 });
  const controller = new AbortController();
  const run = executor.run(applyTask(RECIPE, marked(SCRIBBLE, 12)), {
    signal: controller.signal,
    onProgress: () => controller.abort(),
  });
  await assertRejects(() => within(run), DOMException);
  for (const seed of [6, 7, 8]) await assertWorks(executor, seed);
  assertEquals(executor.stats().restarts, 0);
});

Deno.test("BandsExecutor counts a worker that does not stop when asked, and works beside it", async () => {
  await using executor = makeExecutor({ graceMs: 50 });
  const controller = new AbortController();
  const run = executor.run(applyTask(RECIPE, marked(SCRIBBLE, 15)), {
    signal: controller.signal,
    onProgress: () => controller.abort(),
  });
  await assertRejects(() => within(run), DOMException);
  await eventually("a zombie", () => executor.stats().zombies === 1);
  await assertWorks(executor, 8);
  await eventually("no zombie", () => executor.stats().zombies === 0);
  const { cancelled, completed, restarts } = executor.stats();
  assertEquals([cancelled, completed, restarts], [1, 1, 1]);
});

Deno.test("BandsExecutor fails its pictures when no worker can start", async () => {
  const script = new URL("./workers/throws_at_start.ts", import.meta.url);
  await using executor = makeExecutor({ script });
  const runs = [1, 2].map((seed) => executor.run(applyTask(RECIPE, picture(20, 20, seed))));
  for (const run of runs) {
    const error = await assertRejects(() => within(run), WorkerCrashedError, "failed to start");
    assertEquals(error.code, "worker_crashed");
  }
  const { failed, dead } = executor.stats();
  assertEquals([failed, dead], [2, 0]);
});
