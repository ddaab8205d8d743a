// deno-lint-ignore-file no-console -- an example talks to its reader
/**
 * One heavy filter in each mode, beside a clock that wants to tick every 10 ms: who holds the event loop?
 *
 *     deno run --allow-read examples/lesson/event_loop.ts
 *
 * @module
 */
import { applyFilters, createExecutor, createImage, type Mode } from "@pixelpool/pixelpool";

const TICK_MS = 10;
const image = createImage(1200, 800);
image.data.forEach((_, i) => image.data[i] = (i * 7919) % 251);

/** Runs work and counts ticks; the longest silence is how late a click, a request or Ctrl-C would be. */
async function beside(work: () => Promise<unknown>): Promise<string> {
  let ticks = 0;
  let silence = 0;
  let last = performance.now();
  function look(): void {
    silence = Math.max(silence, performance.now() - last);
    last = performance.now();
  }
  const clock = setInterval(() => {
    ticks++;
    look();
  }, TICK_MS);
  const started = performance.now();
  await work();
  look();
  clearInterval(clock);
  const took = performance.now() - started;
  return `${took.toFixed(0)} ms of work, ${ticks} ticks, longest silence ${silence.toFixed(0)} ms`;
}

for (const mode of ["sync", "async", "workers"] as const satisfies Mode[]) {
  await using executor = await createExecutor(mode, { workers: 1 });
  // The first picture also starts the worker and has the kernels compiled.
  await applyFilters(image, "heavy_sharpen", { executor });
  console.log(`${mode}: ${await beside(() => applyFilters(image, "heavy_sharpen", { executor }))}`);
}
