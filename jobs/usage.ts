/** What a batch used of the machine. @module */
import process from "node:process";

/** Time, processor and memory of this process. */
export interface Usage {
  /** In ms. */
  readonly wallMs: number;
  /** Processor time of all threads divided by wall time and cores, 0 to 1. */
  readonly cpuUtilization: number;
  /** Highest resident memory of the process so far, in bytes. */
  readonly peakRssBytes: number;
}

/** Starts measuring; call the result for the usage since. */
export function measureUsage(): () => Usage {
  const started = performance.now();
  const before = process.cpuUsage();
  return () => {
    const wallMs = performance.now() - started;
    const { user, system } = process.cpuUsage(before);
    const cores = Math.max(1, navigator.hardwareConcurrency);
    // The processor clock ticks coarser than the wall clock.
    const cpuUtilization = Math.min(1, (user + system) / 1000 / (wallMs * cores));
    return { wallMs, cpuUtilization, peakRssBytes: process.resourceUsage().maxRSS * 1024 };
  };
}
