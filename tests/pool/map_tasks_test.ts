import { assert, assertEquals, assertRejects } from "@std/assert";
import { DecodeError } from "../../errors.ts";
import { AsyncExecutor } from "../../pool/async_executor.ts";
import { mapTasks } from "../../pool/map_tasks.ts";
import { WorkerPool } from "../../pool/worker_pool.ts";
import type { ApplyTask, Task } from "../../task/task.ts";
import { applyTask, convertTask, eventually, picture, within } from "./support.ts";

/** A source that counts what was read, and whether it was closed. */
class Source {
  read = 0;
  isClosed = false;

  async *items(length: number): AsyncGenerator<number> {
    try {
      for (let i = 0; i < length; i++) {
        this.read++;
        yield await Promise.resolve(i);
      }
    } finally {
      this.isClosed = true;
    }
  }
}

/** A picture that is as wide as the number says, and one more. */
function widthTask(width: number): ApplyTask {
  return applyTask("blur", picture(width + 1, 3));
}

Deno.test("WorkerPool.map() yields the results in the order of the items", async () => {
  await using pool = new WorkerPool({ workers: 2 });
  const widths: number[] = [];
  for await (const { image } of pool.map(new Source().items(20), widthTask)) {
    widths.push(image.width);
  }
  assertEquals(widths, Array.from({ length: 20 }, (_, index) => index + 1));
  assertEquals(pool.stats().completed, 20);
});

Deno.test("mapTasks() reads no further ahead than its concurrency while nobody takes results", async () => {
  await using executor = new AsyncExecutor();
  const source = new Source();
  const results = mapTasks(executor, source.items(100), widthTask, { concurrency: 3 });
  for (let taken = 1; taken <= 5; taken++) {
    await within(results.next());
    await eventually("all that were read are done", () => executor.stats().active === 0);
    assert(source.read <= taken + 2, `${source.read} read, ${taken} taken`);
  }
  await results.return();
});

Deno.test("mapTasks() closes the source and leaves nothing open when its consumer leaves", async () => {
  await using executor = new AsyncExecutor();
  const source = new Source();
  for await (const _ of mapTasks(executor, source.items(100), widthTask, { concurrency: 4 })) break;
  assertEquals(source.isClosed, true);
  const { waiting, active, accepted, completed, cancelled } = executor.stats();
  assertEquals([waiting, active, accepted], [0, 0, completed + cancelled]);
});

Deno.test("mapTasks() throws the first error in its place and aborts the rest", async () => {
  await using executor = new AsyncExecutor();
  const source = new Source();
  const toTask = (item: number): Task =>
    item === 2 ? convertTask("blur", new Uint8Array(9)) : widthTask(item);
  let results = 0;
  await assertRejects(async () => {
    for await (const _ of mapTasks(executor, source.items(100), toTask, { concurrency: 4 })) {
      results++;
    }
  }, DecodeError);
  assertEquals([results, source.isClosed], [2, true]);
  await eventually("nothing is open", () => {
    const { waiting, active } = executor.stats();
    return waiting + active === 0;
  });
});

Deno.test("mapTasks() passes on what the source throws", async () => {
  await using executor = new AsyncExecutor();
  function* items(): Generator<number> {
    yield 1;
    throw new Error("the list is broken");
  }
  const results = mapTasks(executor, items(), widthTask);
  await assertRejects(
    async () => {
      for await (const _ of results);
    },
    Error,
    "the list is broken",
  );
});

Deno.test("mapTasks() stops with the reason of its signal", async () => {
  await using executor = new AsyncExecutor();
  const controller = new AbortController();
  const { signal } = controller;
  const results = mapTasks(executor, new Source().items(100), widthTask, { signal });
  await within(results.next());
  controller.abort(new Error("enough"));
  await assertRejects(
    async () => {
      for await (const _ of results);
    },
    Error,
    "enough",
  );
});

Deno.test("mapTasks() refuses a concurrency that is no positive integer", async () => {
  await using executor = new AsyncExecutor();
  for (const concurrency of [0, 1.5, NaN]) {
    const results = mapTasks(executor, [1], widthTask, { concurrency });
    await assertRejects(() => results.next(), RangeError, "concurrency");
  }
});
