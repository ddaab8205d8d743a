import { assert, assertEquals, assertRejects } from "@std/assert";
import { DEFAULT_LIMITS } from "../../config.ts";
import { forecastImage } from "../../jobs/forecast.ts";
import { processBatch } from "../../jobs/process_batch.ts";
import type { ImageJob, ImageWork } from "../../jobs/process_image.ts";
import { parseRecipe } from "../../pipeline/recipe.ts";
import { AsyncExecutor } from "../../pool/async_executor.ts";
import type { Executor } from "../../pool/executor.ts";
import { writePicture } from "../picture.ts";
import { namesIn, temporaryFolder } from "../temporary_folder.ts";

const WORK: ImageWork = {
  steps: parseRecipe("brightness:1.2"),
  format: undefined,
  encode: { quality: 85, background: [255, 255, 255] },
  limits: DEFAULT_LIMITS,
  codec: undefined,
  overwrite: "all",
};

async function makeJobs(root: string, count: number, bad: readonly number[]): Promise<ImageJob[]> {
  const jobs: ImageJob[] = [];
  for (let i = 0; i < count; i++) {
    const input = `${root}/${i}.jpg`;
    if (bad.includes(i)) await Deno.writeTextFile(input, "text");
    else await writePicture(input, { seed: i });
    jobs.push({ input, output: `${root}/out/${i}.jpg` });
  }
  return jobs;
}

/** Counts how many tasks are in an executor at the same time. */
function watched(inner: Executor): { executor: Executor; most: () => number } {
  let [now, most] = [0, 0];
  const executor: Executor = {
    mode: inner.mode,
    stats: () => inner.stats(),
    [Symbol.asyncDispose]: () => inner[Symbol.asyncDispose](),
    async run(task, options) {
      most = Math.max(most, ++now);
      try {
        return await inner.run(task, options);
      } finally {
        now--;
      }
    },
  };
  return { executor, most: () => most };
}

Deno.test("processBatch() reports all jobs in their order, and a bad one stops no other", async () => {
  await using folder = await temporaryFolder();
  await using executor = new AsyncExecutor();
  const jobs = await makeJobs(folder.path, 7, [0, 3]);
  const settled: number[] = [];
  const reports = await processBatch(jobs, WORK, executor, {
    concurrency: 3,
    onSettled: (report, index) => {
      assertEquals(report.input, jobs[index].input);
      settled.push(index);
    },
  });
  assertEquals(reports.map((report) => report.input), jobs.map((job) => job.input));
  assertEquals(
    reports.map((report) => report.status),
    ["failed", "completed", "completed", "failed", "completed", "completed", "completed"],
  );
  assertEquals(settled.sort(), [0, 1, 2, 3, 4, 5, 6]);
  assertEquals(namesIn(`${folder.path}/out`), ["1.jpg", "2.jpg", "4.jpg", "5.jpg", "6.jpg"]);
});

Deno.test("processBatch() keeps no more jobs in flight than it may", async () => {
  await using folder = await temporaryFolder();
  const jobs = await makeJobs(folder.path, 9, []);
  for (const concurrency of [1, 3]) {
    const { executor, most } = watched(new AsyncExecutor());
    await using _disposed = executor;
    await processBatch(jobs, WORK, executor, { concurrency });
    assert(most() >= 1 && most() <= concurrency);
  }
});

Deno.test("processBatch() keeps no more jobs in flight than memory holds, and ends all", async () => {
  await using folder = await temporaryFolder();
  const jobs = await makeJobs(folder.path, 6, [2]);
  const sizes = await Promise.all(
    [0, 1, 3, 4, 5].map(async (i) => forecastImage(await Deno.readFile(jobs[i].input), WORK).bytes),
  );
  const { executor, most } = watched(new AsyncExecutor());
  await using _disposed = executor;
  const options = { concurrency: 4, memoryBudget: Math.max(...sizes) };
  const reports = await processBatch(jobs, WORK, executor, options);
  assertEquals(reports.map(({ status }) => status === "completed"), [
    true,
    true,
    false,
    true,
    true,
    true,
  ]);
  assertEquals([reports[2].code, most()], ["unsupported_format", 1]);

  const [smallest] = sizes.toSorted((a, b) => a - b);
  const none = await processBatch(jobs, WORK, executor, { memoryBudget: smallest - 1 });
  assertEquals(
    new Set<string | undefined>(none.map(({ code }) => code)),
    new Set(["memory_budget", "unsupported_format"]),
  );
});

Deno.test("processBatch() ends the rest as cancelled when its signal aborts", async () => {
  await using folder = await temporaryFolder();
  await using executor = new AsyncExecutor();
  const jobs = await makeJobs(folder.path, 8, []);
  const controller = new AbortController();
  const reports = await processBatch(jobs, WORK, executor, {
    concurrency: 2,
    signal: controller.signal,
    onSettled: () => controller.abort(),
  });
  const statuses = reports.map((report) => report.status);
  assertEquals(statuses.length, 8);
  assertEquals(statuses[7], "cancelled");
  assertEquals(statuses.every((status) => status === "completed" || status === "cancelled"), true);
  const written = statuses.filter((status) => status === "completed").length;
  assertEquals(namesIn(`${folder.path}/out`).length, written);
});

Deno.test("processBatch() of no jobs gives no reports", async () => {
  await using executor = new AsyncExecutor();
  assertEquals(await processBatch([], WORK, executor), []);
});

Deno.test("processBatch() refuses a concurrency that is no whole number above 0", async () => {
  await using executor = new AsyncExecutor();
  for (const concurrency of [0, -1, 1.5, NaN]) {
    await assertRejects(() => processBatch([], WORK, executor, { concurrency }), RangeError);
  }
});

Deno.test("processBatch() rejects with what onSettled throws, and writes nothing afterwards", async () => {
  await using folder = await temporaryFolder();
  await using executor = new AsyncExecutor();
  const jobs = await makeJobs(folder.path, 6, []);
  let calls = 0;
  const trouble = new Error("nobody listens");
  const error = await assertRejects(() =>
    processBatch(jobs, WORK, executor, {
      concurrency: 3,
      onSettled: () => {
        calls++;
        throw trouble;
      },
    })
  );
  // Those in flight end; the others do not begin.
  assertEquals([error, calls], [trouble, 3]);
  const written = namesIn(`${folder.path}/out`);
  assert(written.length <= 3 && written.every((name) => !name.startsWith(".")), `${written}`);
});
