/** What every executor must do, over real tasks. @module */
import { assert, assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import { delay } from "@std/async/delay";
import {
  DecodeError,
  type ErrorCode,
  InputError,
  LimitError,
  PixelpoolError,
  QueueFullError,
  TaskTimeoutError,
} from "../../errors.ts";
import type { Executor, ExecutorStats } from "../../pool/executor.ts";
import type { ExecutorOptions } from "../../pool/executor_options.ts";
import { runTask } from "../../task/run_task.ts";
import type { ResultOf, Task } from "../../task/task.ts";
import { applyTask, convertTask, encoded, eventually, picture, within } from "./support.ts";

const RECIPES = ["resize:40,blur:1.5", "sharpen:sigma=2:amount=1.5,edges", "heavy_sharpen,canny"];

const LONG_PICTURE = picture(1_200, 1_000);

/** Long enough to be met while it runs, and stopped: half a second and more. */
function longTask(): Task {
  const image = { ...LONG_PICTURE, data: LONG_PICTURE.data.slice() };
  return applyTask("heavy_sharpen,heavy_sharpen,heavy_sharpen", image);
}

/** Registers the suite for one executor. */
export function testExecutor(name: string, make: (options?: ExecutorOptions) => Executor): void {
  for (const recipe of RECIPES) {
    Deno.test(`${name} gives the bytes of a plain run: apply ${recipe}`, async () => {
      await using executor = make();
      const expected = await plainRun(applyTask(recipe, picture(61, 47)));
      const result = await within(executor.run(applyTask(recipe, picture(61, 47))));
      assertEquals(result.image, expected.image);
    });
  }

  Deno.test(`${name} gives the bytes of a plain run: convert`, async () => {
    await using executor = make();
    const [png, jpeg] = [
      await encoded("png", picture(64, 48)),
      await encoded("jpeg", picture(50, 90)),
    ];
    const tasks = () => [
      convertTask(RECIPES[0], png.slice()),
      convertTask(RECIPES[1], jpeg.slice()),
      convertTask(RECIPES[2], png.slice(), { format: "jpeg" }),
      convertTask(RECIPES[0], jpeg.slice(), { format: "png" }),
    ];
    const expected = await Promise.all(tasks().map(plainRun));
    const results = await within(Promise.all(tasks().map((task) => executor.run(task))));
    results.forEach((result, index) => {
      const { timings: _, ...rest } = result;
      const { timings: __, ...plain } = expected[index];
      assertEquals(rest, plain);
    });
  });

  Deno.test(`${name} moves no memory but the task's own`, async () => {
    await using executor = make();
    const file = await encoded("png", picture(20, 20));
    const archive = new Uint8Array(file.length + 100).fill(7);
    archive.set(file, 50);
    const part = archive.subarray(50, 50 + file.length);
    const result = await within(executor.run(convertTask("blur", part)));
    assertEquals([result.output.width, result.output.height], [20, 20]);
    assertEquals([archive.length, archive[0], archive[49]], [file.length + 100, 7, 7]);
  });

  Deno.test(`${name} times the line and the work`, async () => {
    await using executor = make();
    const file = await encoded("png", picture(64, 64));
    const runs = [1, 2, 3, 4].map(() => executor.run(convertTask("blur", file.slice())));
    for (const { timings } of await within(Promise.all(runs))) {
      const { queue, decode, filter, encode, total } = timings;
      assert(queue >= 0 && decode > 0 && filter > 0 && encode > 0, JSON.stringify(timings));
      assertEquals(total, decode + filter + encode);
    }
  });

  Deno.test(`${name} tells how far a task has come, up to 1, and only forwards`, async () => {
    await using executor = make();
    const shares: number[] = [];
    const file = await encoded("png", picture(700, 500));
    await within(executor.run(convertTask("heavy_sharpen,heavy_sharpen", file), {
      onProgress: (share) => shares.push(share),
    }));
    assert(shares.length > 1, `${shares}`);
    assertEquals(shares, shares.toSorted((a, b) => a - b));
    assert(shares[0] > 0 && shares[0] < 1, `${shares}`);
    assertEquals(shares.at(-1), 1);
  });

  Deno.test(`${name} keeps class, code and message of what a task is to blame for`, async () => {
    await using executor = make();
    const file = await encoded("png", picture(64, 48));
    const cases: [Task, typeof PixelpoolError, ErrorCode][] = [
      [convertTask("blur", file.slice(0, 60)), DecodeError, "truncated_image"],
      [
        convertTask("blur", new TextEncoder().encode("no picture")),
        DecodeError,
        "unsupported_format",
      ],
      [
        convertTask("blur", file.slice(), { limits: { ...longLimits, maxPixels: 100 } }),
        LimitError,
        "too_many_pixels",
      ],
      [convertTask("blur", file.slice(), { codec: "nobody" }), InputError, "bad_option"],
    ];
    for (const [task, ErrorClass, code] of cases) {
      const expected = await assertRejects(() => plainRun(structuredClone(task)), PixelpoolError);
      const error = await assertRejects(() => within(executor.run(task)), ErrorClass);
      assertEquals([error.code, error.message], [code, expected.message]);
    }
    assertEquals(executor.stats().failed, cases.length);
  });

  Deno.test(`${name} accepts nothing when the signal is aborted before`, async () => {
    await using executor = make();
    const reason = new Error("changed my mind");
    const run = executor.run(longTask(), { signal: AbortSignal.abort(reason) });
    assertEquals(await within(run.catch((error) => error)), reason);
    assertEquals(executor.stats().accepted, 0);
  });

  Deno.test(`${name} rejects with the signal's reason and goes on with the next task`, async () => {
    await using executor = make();
    const file = await encoded("png", picture(64, 48));
    const controller = new AbortController();
    const first = executor.run(convertTask("blur", file.slice()), { signal: controller.signal });
    const next = executor.run(convertTask("blur", file.slice()));
    controller.abort();
    const error = await assertRejects(() => within(first), DOMException);
    assertEquals(error.name, "AbortError");
    assertEquals((await within(next)).kind, "convert");
    assertBooks(executor.stats(), { accepted: 2, completed: 1, cancelled: 1 });
  });

  Deno.test(`${name} stops a task at its deadline and goes on with the next one`, async () => {
    await using executor = make();
    const run = executor.run(longTask(), { timeout: 20 });
    const error = await assertRejects(() => within(run), TaskTimeoutError);
    assertEquals(error.code, "task_timeout");
    assertStringIncludes(error.message, "20 ms");
    const next = await within(executor.run(applyTask("blur", picture(30, 30))));
    assertEquals(next.image, (await plainRun(applyTask("blur", picture(30, 30)))).image);
    assertBooks(executor.stats(), { accepted: 2, completed: 1, timedOut: 1 });
  });

  Deno.test(`${name} takes the deadline of its options, and none when told so`, async () => {
    await using executor = make({ taskTimeoutMs: 20 });
    await assertRejects(() => within(executor.run(longTask())), TaskTimeoutError);
    const task = applyTask("heavy_sharpen", picture(500, 500));
    assertEquals((await within(executor.run(task, { timeout: Infinity }))).kind, "apply");
  });

  Deno.test(`${name} settles every one of many tasks, good and bad`, async () => {
    await using executor = make({ queueTasks: 7 });
    const file = await encoded("png", picture(40, 30));
    const plain = await plainRun(convertTask("sharpen", file.slice()));
    const controller = new AbortController();
    const { signal } = controller;
    const runs = Array.from({ length: 60 }, (_, index) => {
      switch (index % 6) {
        case 0:
          return executor.run(convertTask("blur", file.slice(0, 50 + index)));
        case 1:
          return executor.run(longTask(), { timeout: 1 });
        case 2:
          return executor.run(longTask(), { signal });
        default:
          return executor.run(convertTask("sharpen", file.slice()));
      }
    });
    const settled = Promise.allSettled(runs);
    controller.abort();
    const ends = await within(settled);
    ends.forEach((end, index) => {
      assertEquals(end.status, index % 6 < 3 ? "rejected" : "fulfilled", `task ${index}`);
      if (end.status === "fulfilled" && end.value.kind === "convert") {
        assertEquals(end.value.bytes, plain.bytes);
      }
    });
    const { accepted, completed, failed, timedOut, cancelled } = executor.stats();
    // Those whose signal aborted while they waited for room were never accepted.
    assertEquals([completed, failed, timedOut], [30, 10, 10]);
    assertEquals(accepted, completed + failed + timedOut + cancelled);
  });

  Deno.test(`${name} refuses what finds the line full, when told so, and finishes the rest`, async () => {
    await using executor = make({ queueTasks: 2, onFull: "reject" });
    const runs = Array.from(
      { length: 10 },
      () => executor.run(applyTask("blur", picture(50, 50))),
    );
    const ends = await within(Promise.allSettled(runs));
    const refused = ends.filter((end) => end.status === "rejected");
    assert(refused.length >= 5, `${refused.length} refused`);
    for (const { reason } of refused) assert(reason instanceof QueueFullError, String(reason));
    const { accepted, completed } = executor.stats();
    assertEquals([accepted, completed], [10 - refused.length, 10 - refused.length]);
  });

  Deno.test(`${name} cancels everything when it is closed, twice over, and accepts no more`, async () => {
    const executor = make();
    const runs = Array.from({ length: 5 }, () => executor.run(longTask()));
    const ends = Promise.allSettled(runs);
    await Promise.all([executor[Symbol.asyncDispose](), executor[Symbol.asyncDispose]()]);
    await executor[Symbol.asyncDispose]();
    for (const end of await within(ends)) {
      assert(end.status === "rejected" && end.reason.name === "AbortError", JSON.stringify(end));
    }
    assertBooks(executor.stats(), { accepted: 5, cancelled: 5 });
    await assertRejects(() => executor.run(longTask()), DOMException, "closed");
  });

  Deno.test(`${name} refuses options that are no positive numbers`, async () => {
    for (const value of [0, -1, NaN]) {
      for (const option of ["queueTasks", "queueBytes", "taskTimeoutMs"]) {
        try {
          await using _executor = make({ [option]: value });
        } catch (error) {
          assert(error instanceof RangeError && error.message.includes(option), String(error));
          continue;
        }
        throw new Error(`${option} ${value} was accepted`);
      }
      await using executor = make();
      await assertRejects(() => executor.run(longTask(), { timeout: value }), RangeError);
      assertEquals(executor.stats().accepted, 0);
    }
  });
}

/** What only executors can do that let this thread go on meanwhile. */
export function testResponsiveExecutor(
  name: string,
  make: (options?: ExecutorOptions) => Executor,
): void {
  Deno.test(`${name} stops a task that runs when its signal aborts`, async () => {
    await using executor = make();
    const controller = new AbortController();
    const run = executor.run(longTask(), { signal: controller.signal });
    const end = assertRejects(() => within(run), Error, "enough");
    await eventually("the task runs", () => executor.stats().active === 1);
    await delay(5);
    controller.abort(new Error("enough"));
    await end;
    assertBooks(executor.stats(), { accepted: 1, cancelled: 1 });
  });

  Deno.test(`${name} keeps a 10 ms timer of this thread firing while a task runs`, async () => {
    await using executor = make();
    await within(executor.run(applyTask("blur", picture(10, 10))));
    let fired = 0;
    const timer = setInterval(() => fired++, 10);
    const start = performance.now();
    await within(executor.run(applyTask("heavy_sharpen,sharpen", picture(1_500, 1_000))));
    const elapsed = performance.now() - start;
    clearInterval(timer);
    // How often depends on who else uses the cores; an executor that never yields lets it fire never.
    assert(fired >= 5, `${fired} times in ${elapsed} ms`);
    assert(elapsed > 100, `the task took ${elapsed} ms: too short to tell`);
  });
}

const longLimits = {
  maxPixels: 1e9,
  maxSide: 30_000,
  maxBytes: 1e9,
  maxScans: 100,
};

function plainRun<T extends Task>(task: T): Promise<ResultOf<T>> {
  return runTask(task, { checkpoint: () => {} });
}

function assertBooks(stats: ExecutorStats, expected: Partial<ExecutorStats>): void {
  const { accepted, waiting, active, completed, failed, cancelled, timedOut } = stats;
  assertEquals(
    { accepted, waiting, active, completed, failed, cancelled, timedOut },
    {
      accepted: 0,
      waiting: 0,
      active: 0,
      completed: 0,
      failed: 0,
      cancelled: 0,
      timedOut: 0,
      ...expected,
    },
  );
}
