/** Many images through one recipe, a few at a time. @module */
import { MemoryBudget } from "../pool/admission.ts";
import type { Executor } from "../pool/executor.ts";
import { type ImageJob, type ImageOptions, type ImageWork, processImage } from "./process_image.ts";
import type { FileReport } from "./report.ts";

/** Options of a batch. */
export interface BatchOptions extends ImageOptions {
  /**
   * Jobs in flight, reading and writing included. Two a worker keep it busy: while it filters one image, the
   * next one is read and the last one written. More would only hold memory.
   * @default 2
   */
  readonly concurrency?: number;
  /**
   * Bytes that all jobs in flight may hold together, as predicted before they are decoded; a picture that needs
   * more alone is refused with `memory_budget`. Fewer jobs run at a time when fewer fit. Ignored when `memory`
   * is given. @default none
   */
  readonly memoryBudget?: number | undefined;
  /** Called once for each job, in the order in which they end. */
  readonly onSettled?: (report: FileReport, index: number) => void;
}

/**
 * Processes all jobs and reports them in their order. A job that fails does not stop the others; an aborted
 * signal lets running jobs end as `cancelled` and starts no more.
 *
 * @throws {RangeError} when `concurrency` is no whole number above 0, or `memoryBudget` no number above 0
 * @throws whatever `onSettled` throws, once all jobs in flight have ended
 */
export async function processBatch(
  jobs: readonly ImageJob[],
  work: ImageWork,
  executor: Executor,
  options: BatchOptions = {},
): Promise<FileReport[]> {
  const { concurrency = 2, memoryBudget, onSettled, ...given } = options;
  if (!Number.isInteger(concurrency) || concurrency < 1) {
    throw new RangeError(
      `Cannot process batch as 'concurrency' must be a whole number above 0: ` +
        `current value is ${concurrency}`,
    );
  }
  const memory = given.memory ??
    (memoryBudget === undefined ? undefined : new MemoryBudget(memoryBudget));
  const stop = new AbortController();
  const signal = given.signal === undefined
    ? stop.signal
    : AbortSignal.any([given.signal, stop.signal]);
  const imageOptions: ImageOptions = { ...given, signal, memory };
  const reports = new Array<FileReport>(jobs.length);
  const troubles: unknown[] = [];
  const next = jobs.entries();
  // Every lane takes the next job from the one iterator they share.
  async function lane(): Promise<void> {
    for (const [index, job] of next) {
      reports[index] = await processImage(job, work, executor, imageOptions);
      try {
        onSettled?.(reports[index], index);
      } catch (thrown) {
        // A batch that has failed must not go on writing behind the back of whoever is told so.
        troubles.push(thrown);
        stop.abort(new DOMException("The batch has failed", "AbortError"));
      }
      if (troubles.length > 0) return;
    }
  }
  await Promise.all(Array.from({ length: Math.min(concurrency, jobs.length) }, lane));
  if (troubles.length > 0) throw troubles[0];
  return reports;
}
