/** What a run tells. @module */
import type { StressSettings } from "./settings.ts";
import type { StressFacts, Verdict } from "./verdict.ts";

/** What became of a run; times in ms, memory in bytes. */
export interface StressReport extends StressFacts {
  /** The options, complete. */
  readonly settings: StressSettings;
  /** Replies that reached nobody. */
  readonly stale: number;
  /** Resident memory, once a second. */
  readonly rss: readonly number[];
  /** From the first job to the end of the last one. */
  readonly wallMs: number;
  /** Jobs that ended in a second. */
  readonly jobsPerSecond: number;
  /** Every promise, kept or broken. */
  readonly verdicts: readonly Verdict[];
}
