/** A task on its way through a pool. @module */
import type { Job } from "./job.ts";
import type { LaneName } from "./lane.ts";

/** A task of a pool. */
export interface PoolJob extends Job {
  /** Where it belongs. */
  readonly lane: LaneName;
  /** Whether a worker has a copy of it already, to begin with after its own; see `ahead.ts`. */
  isAhead: boolean;
}
