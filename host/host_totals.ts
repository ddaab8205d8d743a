/** What all hosts of an executor have counted, the dead ones included. @module */
import type { WorkerPoolStats } from "../pool/worker_pool.ts";
import type { HostProcess } from "./host_process.ts";

/** Counts beside those of the supervisor's line. */
export interface HostTotalsNow
  extends Pick<WorkerPoolStats, "workers" | "restarts" | "zombies" | "degraded" | "ranHere"> {
  /** Replies that came too late within a host, or belonged to no task. */
  readonly stale: number;
  /** Hosts that took the place of one that had been at work. */
  readonly hostRestarts: number;
}

const SUMMED = ["restarts", "stale", "ranHere"] as const;

/** Adds up. */
export class HostTotals {
  /** Hosts that were ready for tasks. */
  opened = 0;
  readonly #past = { restarts: 0, stale: 0, ranHere: 0 };

  /** A host has ended: its last report is its legacy. */
  add({ report }: HostProcess): void {
    if (report === undefined) return;
    for (const name of SUMMED) this.#past[name] += report.stats[name];
  }

  /** The sums; workers are those of the host that takes tasks, zombies those of all that live. */
  now(current: HostProcess | undefined, retiring: readonly HostProcess[]): HostTotalsNow {
    const sums = { ...this.#past, zombies: 0 };
    for (const host of current === undefined ? retiring : [current, ...retiring]) {
      const stats = host.report?.stats;
      if (stats === undefined) continue;
      for (const name of SUMMED) sums[name] += stats[name];
      sums.zombies += stats.zombies;
    }
    return {
      ...sums,
      workers: current?.report?.stats.workers ?? 0,
      degraded: current?.report?.stats.degraded ?? false,
      hostRestarts: Math.max(0, this.opened - 1),
    };
  }
}
