/** Priorities, time limits and full lines, over every executor that runs one task at a time. @module */
import { assert, assertEquals, assertRejects } from "@std/assert";
import { QueueFullError, TaskTimeoutError } from "../../errors.ts";
import { AsyncExecutor } from "../../pool/async_executor.ts";
import type { Executor } from "../../pool/executor.ts";
import type { ExecutorOptions } from "../../pool/executor_options.ts";
import { SyncExecutor } from "../../pool/sync_executor.ts";
import { WorkerPool } from "../../pool/worker_pool.ts";
import type { Task } from "../../task/task.ts";
import { applyTask, picture, within } from "./support.ts";

const EXECUTORS: [string, (options?: ExecutorOptions) => Executor][] = [
  ["SyncExecutor", (options) => new SyncExecutor(options)],
  ["AsyncExecutor", (options) => new AsyncExecutor(options)],
  ["WorkerPool of 1", (options) => new WorkerPool({ ...options, workers: 1 })],
];

function task(): Task {
  return applyTask("blur", picture(60, 60));
}

for (const [name, make] of EXECUTORS) {
  Deno.test(`${name} runs higher priorities first`, async () => {
    await using executor = make();
    const ended: string[] = [];
    const run = (priority: number): Promise<unknown> =>
      executor.run(task(), { priority }).then(() => ended.push(`${priority}`));
    // The first may be on its way before the others are there.
    await within(Promise.all([run(9), run(0), run(2), run(1), run(2)]));
    assertEquals(ended, ["9", "2", "2", "1", "0"]);
  });

  Deno.test(`${name} refuses a priority that is no number, and a time limit that is none`, async () => {
    await using executor = make();
    await assertRejects(() => executor.run(task(), { priority: NaN }), RangeError, "priority");
    await assertRejects(
      () => executor.run(task(), { queueTimeout: 0 }),
      RangeError,
      "queueTimeout",
    );
    assertEquals(executor.stats().accepted, 0);
  });

  Deno.test(`${name} drops the oldest waiting task when told so, and finishes the newest`, async () => {
    await using executor = make({ queueTasks: 2, onFull: "drop_oldest" });
    const runs = Array.from({ length: 8 }, () => executor.run(task()));
    const ends = await within(Promise.allSettled(runs));
    const dropped = ends.filter((end) => end.status === "rejected");
    assert(dropped.length >= 4, `${dropped.length} dropped`);
    for (const { reason } of dropped) {
      assert(reason instanceof QueueFullError && reason.code === "dropped", String(reason));
    }
    assertEquals(ends.slice(-2).map(({ status }) => status), ["fulfilled", "fulfilled"]);
    const { accepted, completed, cancelled } = executor.stats();
    assertEquals([accepted, completed, cancelled], [8, 8 - dropped.length, dropped.length]);
  });

  Deno.test(`${name} runs on the calling thread what finds the line full, when told so`, async () => {
    await using executor = make({ queueTasks: 1, onFull: "caller_runs" });
    const results = await within(
      Promise.all(
        Array.from({ length: 6 }, () => executor.run(applyTask("blur", picture(60, 60)))),
      ),
    );
    for (const { image } of results) assertEquals(image, results[0].image);
    const { accepted, completed, waiting, active } = executor.stats();
    assertEquals([accepted, completed, waiting, active], [6, 6, 0, 0]);
  });

  Deno.test(`${name} closes while tasks run on the calling thread`, async () => {
    const executor = make({ queueTasks: 1, onFull: "caller_runs" });
    const ends = Promise.allSettled(
      Array.from({ length: 4 }, () => executor.run(applyTask("blur", picture(300, 300)))),
    );
    await executor[Symbol.asyncDispose]();
    for (const end of await within(ends)) {
      assert(end.status === "rejected" && end.reason.name === "AbortError", JSON.stringify(end));
    }
    assertEquals(executor.stats().cancelled, 4);
  });
}

for (const [name, make] of EXECUTORS.slice(1)) {
  Deno.test(`${name} gives up on a task that cannot start in time`, async () => {
    await using executor = make();
    const first = executor.run(applyTask("heavy_sharpen", picture(1_000, 500)));
    const second = executor.run(task(), { queueTimeout: 10 });
    const error = await assertRejects(() => within(second), TaskTimeoutError);
    assertEquals(error.code, "queue_timeout");
    await within(first);
    const { completed, timedOut } = executor.stats();
    assertEquals([completed, timedOut], [1, 1]);
  });
}
