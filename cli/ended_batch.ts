/** A batch that has ended, as reports tell of it. @module */
import type { Engine } from "../app.ts";
import type { BatchSummary, FileReport } from "../jobs/report.ts";

/** What became of it. */
export interface EndedBatch {
  readonly engine: Engine;
  /** Of every file, those that never became a job included. */
  readonly reports: readonly FileReport[];
  readonly summary: BatchSummary;
  /** Pictures that ran on the main thread, outside the sandbox, as no worker could be started. */
  readonly ranHere: number;
  /** Whether a signal stopped it. */
  readonly interrupted: boolean;
}
