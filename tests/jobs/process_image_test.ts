import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { DEFAULT_LIMITS } from "../../config.ts";
import { TaskTimeoutError, WorkerCrashedError } from "../../errors.ts";
import { forecastImage } from "../../jobs/forecast.ts";
import { type ImageWork, processImage } from "../../jobs/process_image.ts";
import { parseRecipe } from "../../pipeline/recipe.ts";
import { MemoryBudget } from "../../pool/admission.ts";
import { AsyncExecutor } from "../../pool/async_executor.ts";
import type { Executor } from "../../pool/executor.ts";
import { WorkerPool } from "../../pool/worker_pool.ts";
import { writePicture } from "../picture.ts";
import { namesIn, temporaryFolder } from "../temporary_folder.ts";

const WORK: ImageWork = {
  steps: parseRecipe("resize:24"),
  format: undefined,
  encode: { quality: 85, background: [255, 255, 255] },
  limits: DEFAULT_LIMITS,
  codec: undefined,
  overwrite: "all",
};

/** An executor whose every task ends with `error`: for ends that cannot be brought about at will. */
async function endingWith(error: unknown): Promise<Executor> {
  const real = new AsyncExecutor();
  await real[Symbol.asyncDispose]();
  return {
    mode: "async",
    run: () => Promise.reject(error),
    stats: () => real.stats(),
    [Symbol.asyncDispose]: () => Promise.resolve(),
  };
}

Deno.test("processImage() reports sizes, bytes and times of a completed file", async () => {
  await using folder = await temporaryFolder();
  await using executor = new AsyncExecutor();
  const job = { input: `${folder.path}/a.jpg`, output: `${folder.path}/out/a.jpg` };
  await writePicture(job.input, { width: 48, height: 32 });
  const report = await processImage(job, WORK, executor);
  assertEquals(report.status, "completed");
  assertEquals(report.size, { width: 24, height: 16 });
  assertEquals(report.sourcePixels, 48 * 32);
  assertEquals(report.bytesIn, (await Deno.stat(job.input)).size);
  assertEquals(report.bytesOut, (await Deno.stat(job.output)).size);
  const { queue, decode, filter, encode, total } = report.timings;
  assert(total >= queue + decode + filter + encode);
});

Deno.test("processImage() reports a picture that cannot be decoded, and writes nothing", async () => {
  await using folder = await temporaryFolder();
  await using executor = new AsyncExecutor();
  const job = { input: `${folder.path}/a.jpg`, output: `${folder.path}/out/a.jpg` };
  await Deno.writeTextFile(job.input, "text");
  const report = await processImage(job, WORK, executor);
  assertEquals([report.status, report.code], ["failed", "unsupported_format"]);
  assertEquals(report.bytesIn, 4);
  assertEquals(namesIn(`${folder.path}/out`), []);
});

Deno.test("processImage() skips a file that exists before it reads the input", async () => {
  await using folder = await temporaryFolder();
  await using executor = new AsyncExecutor();
  const job = { input: `${folder.path}/missing.jpg`, output: `${folder.path}/a.jpg` };
  await Deno.writeTextFile(job.output, "old");
  const report = await processImage(job, { ...WORK, overwrite: "never" }, executor);
  assertEquals([report.status, report.code], ["skipped", "output_exists"]);
  assertEquals(await Deno.readTextFile(job.output), "old");
});

Deno.test("processImage() reports what it may not read and what it cannot write", async () => {
  await using folder = await temporaryFolder();
  await using executor = new AsyncExecutor();
  const input = `${folder.path}/a.jpg`;
  await writePicture(input);
  const missing = { input: `${folder.path}/no.jpg`, output: `${folder.path}/x.jpg` };
  assertEquals((await processImage(missing, WORK, executor)).code, "read_failed");
  const blocked = { input, output: `${input}/x.jpg` };
  assertEquals((await processImage(blocked, WORK, executor)).code, "write_failed");
  const limits = { ...DEFAULT_LIMITS, maxBytes: 10 };
  const large = { input, output: `${folder.path}/x.jpg` };
  assertEquals((await processImage(large, { ...WORK, limits }, executor)).code, "too_many_bytes");
});

const ENDS = [
  [new TaskTimeoutError("task_timeout", "Cannot wait"), "timed_out", "task_timeout"],
  [new WorkerCrashedError("worker_crashed", "Cannot go on"), "failed", "worker_crashed"],
  [new WorkerCrashedError("poison_task", "Cannot go on"), "dead", "poison_task"],
  [new DOMException("Stop", "AbortError"), "cancelled", undefined],
  [new TypeError("/secret/path is undefined"), "failed", "internal_error"],
  ["a thrown text with /secret/path", "failed", "internal_error"],
] as const;

for (const [error, status, code] of ENDS) {
  const name = error instanceof Error ? error.name : typeof error;
  Deno.test(`processImage() ends as ${status} on ${name} ${code ?? ""}`, async () => {
    await using folder = await temporaryFolder();
    const job = { input: `${folder.path}/a.jpg`, output: `${folder.path}/out/a.jpg` };
    await writePicture(job.input);
    const report = await processImage(job, WORK, await endingWith(error));
    assertEquals([report.status, report.code], [status, code]);
    assert(report.message !== undefined && report.message.length > 0);
    assertEquals(report.message.includes("secret"), false);
    assertEquals(namesIn(`${folder.path}/out`), []);
  });
}

Deno.test("processImage() reads the file again for another attempt when the worker died", async () => {
  await using folder = await temporaryFolder();
  const script = new URL("../pool/workers/faulty.ts", import.meta.url);
  await using pool = new WorkerPool({ workers: 1, script });
  const job = { input: `${folder.path}/a`, output: `${folder.path}/out` };
  await Deno.writeTextFile(job.input, "close");
  const once = await processImage(job, WORK, pool);
  assertEquals([once.status, once.code], ["failed", "worker_crashed"]);

  pool.on("taskRetry", () => Deno.writeTextFileSync(job.input, "echo"));
  const report = await processImage(job, WORK, pool, { attempts: 2 });
  assertEquals([report.status, report.bytesIn], ["completed", 5]);
  assertEquals(await Deno.readTextFile(job.output), "echo");
});

Deno.test("processImage() reserves memory before it decodes, and gives it back", async () => {
  await using folder = await temporaryFolder();
  await using executor = new AsyncExecutor();
  const job = { input: `${folder.path}/a.jpg`, output: `${folder.path}/out/a.jpg` };
  await writePicture(job.input);
  const need = forecastImage(await Deno.readFile(job.input), WORK).bytes;

  const enough = new MemoryBudget(need);
  assertEquals((await processImage(job, WORK, executor, { memory: enough })).status, "completed");
  assertEquals([enough.mostReserved, enough.reserved], [need, 0]);

  const tight = new MemoryBudget(need - 1);
  const refused = await processImage(job, WORK, executor, { memory: tight });
  assertEquals([refused.status, refused.code], ["failed", "memory_budget"]);
  assertEquals(executor.stats().accepted, 1);
  await Deno.writeTextFile(job.input, "text");
  const bad = await processImage(job, WORK, executor, { memory: enough });
  assertEquals([bad.code, enough.reserved], ["unsupported_format", 0]);
});

Deno.test("processImage() does nothing once its signal is aborted", async () => {
  await using executor = new AsyncExecutor();
  const job = { input: "no/such/file", output: "no/such/output" };
  const report = await processImage(job, WORK, executor, { signal: AbortSignal.abort() });
  assertEquals(report.status, "cancelled");
  assertStringIncludes(report.message ?? "", "Stopped");
});
