/** Looks at a process that should have nothing to do. @module */
import { delay } from "@std/async/delay";
import { cpuUsage } from "node:process";

/** One look, in ms. */
const WINDOW_MS = 500;

/** Looks until one is good enough: collecting the garbage of the run is no work that goes on. */
const MOST_WINDOWS = 4;

/** Time between two looks at the workers, in ms. */
const LOOK_MS = 20;

/** Cores that this process uses: the first look below `enough`, or the least of a few. */
export async function coresInUse(enough: number): Promise<number> {
  let least = Infinity;
  for (let i = 0; i < MOST_WINDOWS && least > enough; i++) {
    least = Math.min(least, await coresDuring(WINDOW_MS));
  }
  return least;
}

/** Resolves once `isSo`, or after `patienceMs`; tells which. */
export async function comesTrue(isSo: () => boolean, patienceMs: number): Promise<boolean> {
  const end = performance.now() + patienceMs;
  while (!isSo()) {
    if (performance.now() > end) return false;
    await delay(LOOK_MS);
  }
  return true;
}

async function coresDuring(ms: number): Promise<number> {
  const before = cpuUsage();
  const start = performance.now();
  await delay(ms);
  const { user, system } = cpuUsage(before);
  return (user + system) / 1000 / (performance.now() - start);
}
