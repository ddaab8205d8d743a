// deno-lint-ignore-file no-console -- an example talks to its reader
/**
 * Eight jobs that wait and eight that compute, one after the other and all at once: what each way buys for which.
 *
 *     deno run --allow-read examples/lesson/waiting_and_computing.ts
 *
 * @module
 */
import { applyFilters, createExecutor, createImage, type Executor } from "@pixelpool/pixelpool";

const JOBS = 8;
const WAIT_MS = 100;
const image = createImage(800, 600);
image.data.forEach((_, i) => image.data[i] = (i * 7919) % 251);

type Job = () => Promise<unknown>;

/** A reply from a disk or a network: nothing to do until it is there. */
function waits(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, WAIT_MS));
}

function computes(executor: Executor): Job {
  return () => applyFilters(image, "heavy_sharpen", { executor });
}

async function inTurn(job: Job): Promise<void> {
  for (let i = 0; i < JOBS; i++) await job();
}

async function atOnce(job: Job): Promise<void> {
  await Promise.all(Array.from({ length: JOBS }, job));
}

async function measure(way: (job: Job) => Promise<void>, job: Job): Promise<number> {
  const started = performance.now();
  await way(job);
  return performance.now() - started;
}

/** Speed-up against one job after the other on this thread; efficiency is that by the threads at work. */
function line(name: string, before: number, after: number, threads: number): string {
  const gain = before / after;
  return `${name}: ${after.toFixed(0)} ms, speed-up ${gain.toFixed(2)}, ` +
    `efficiency ${(gain / threads).toFixed(2)} of ${threads}`;
}

await using here = await createExecutor("async");
await using workers = await createExecutor("workers", { workers: 2 });
// Start-up is not the question here.
await Promise.all([computes(here)(), computes(workers)(), computes(workers)()]);

const waited = await measure(inTurn, waits);
console.log(line("waiting, in turn", waited, waited, 1));
console.log(line("waiting, at once on this thread", waited, await measure(atOnce, waits), 1));

const computed = await measure(inTurn, computes(here));
console.log(line("computing, in turn", computed, computed, 1));
console.log(
  line("computing, at once on this thread", computed, await measure(atOnce, computes(here)), 1),
);
console.log(
  line("computing, two workers", computed, await measure(atOnce, computes(workers)), 2),
);
