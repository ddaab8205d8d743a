/** Runs jobs on one executor, shows how far they are, and stops at the first failure when that is wanted. @module */
import { createExecutor } from "../app.ts";
import { processBatch } from "../jobs/process_batch.ts";
import type { ImageJob, ImageWork } from "../jobs/process_image.ts";
import type { FileReport } from "../jobs/report.ts";
import type { Journal } from "../journal/journal.ts";
import type { Executor } from "../pool/executor.ts";
import { isFailure } from "./exit_code.ts";
import type { Output } from "./output.ts";
import type { ProcessOptions } from "./process_options.ts";
import { Progress } from "./progress.ts";
import type { ReadyRun } from "./ready_run.ts";

/** Time between two looks at the progress display in ms. */
const TICK_MS = 200;

/** What surrounds the jobs. */
export interface JobSetting {
  readonly ready: ReadyRun;
  readonly options: ProcessOptions;
  /** Stops everything. */
  readonly signal: AbortSignal;
  readonly output: Output;
}

/** What is special about some jobs. */
export interface RunJobsOptions {
  /** Whether how far they are is shown, unless that is not wanted at all. @default true */
  readonly progress?: boolean;
  /** @default none */
  readonly journal?: Journal | undefined;
  /** Called once for each job, in the order in which they end. */
  readonly onSettled?: (report: FileReport) => void;
}

/** An executor with what surrounds it; dispose of it when all is done. */
export class JobRunner implements AsyncDisposable {
  readonly #executor: Executor;
  readonly #setting: JobSetting;
  readonly #stop = new AbortController();

  private constructor(executor: Executor, setting: JobSetting) {
    this.#executor = executor;
    this.#setting = setting;
  }

  /**
   * Opens the executor that was chosen.
   *
   * @throws {WorkerCrashedError} `worker_crashed` when a sandbox is required and no worker can be started
   */
  static async open(setting: JobSetting): Promise<JobRunner> {
    const { ready, options } = setting;
    const executor = await createExecutor(ready.engine.mode, ready.executorOptions);
    const runner = new JobRunner(executor, setting);
    // Without a worker every picture would fail with the same words.
    if (options.requireSandbox && canBeReady(executor)) await runner.#whenReady(executor);
    return runner;
  }

  /** Aborts when `stop` was called. */
  get stopped(): AbortSignal {
    return this.#stop.signal;
  }

  /** Stops at the next turn: what was not done is reported as cancelled. */
  stop(): void {
    this.#stop.abort(new DOMException("A picture failed", "AbortError"));
  }

  /** Processes jobs and reports them in their order. */
  async run(
    jobs: readonly ImageJob[],
    work: ImageWork,
    { progress: isShown = true, journal, onSettled }: RunJobsOptions = {},
  ): Promise<FileReport[]> {
    const { ready: { engine, memoryBudget }, options, signal, output } = this.#setting;
    const progress = options.quiet || !isShown ? undefined : new Progress(output, jobs.length);
    const ticking = setInterval(() => progress?.tick(), TICK_MS);
    try {
      return await processBatch(jobs, work, this.#executor, {
        signal: AbortSignal.any([signal, this.#stop.signal]),
        timeout: options.timeoutMs,
        attempts: options.attempts,
        concurrency: engine.concurrency,
        memoryBudget,
        memoryFactor: engine.memoryFactor,
        journal,
        onSettled: (report) => {
          progress?.settle(report);
          onSettled?.(report);
          if (options.failFast && isFailure(report)) this.stop();
        },
      });
    } finally {
      clearInterval(ticking);
      progress?.finish();
    }
  }

  /** Pictures that ran on this thread because no worker could be started. */
  get ranHere(): number {
    const stats: object = this.#executor.stats();
    return "ranHere" in stats && typeof stats.ranHere === "number" ? stats.ranHere : 0;
  }

  /**
   * Every job has settled and the program is about to leave, which ends all threads: nobody waits here for a worker
   * that is still being started. A process of its own is waited for: nobody else would end it.
   */
  async [Symbol.asyncDispose](): Promise<void> {
    const closed = this.#executor[Symbol.asyncDispose]();
    if (this.#setting.ready.engine.isolated) await closed;
  }

  async #whenReady(executor: Readied): Promise<void> {
    try {
      await executor.ready();
    } catch (thrown) {
      await this[Symbol.asyncDispose]();
      throw thrown;
    }
  }
}

interface Readied {
  ready(): Promise<void>;
}

function canBeReady(executor: object): executor is Readied {
  return "ready" in executor;
}
