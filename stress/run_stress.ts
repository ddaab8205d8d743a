/** Runs many jobs with faults among them and collects what became of each. @module */
import { deadline } from "@std/async/deadline";
import { delay } from "@std/async/delay";
import { DEFAULTS } from "../config.ts";
import type { RunOptions } from "../pool/executor.ts";
import { Book } from "./book.ts";
import { type Fault, faultOf } from "./faults.ts";
import { comesTrue, coresInUse } from "./idle.ts";
import { JobMaker } from "./jobs.ts";
import { MemorySampler, memorySlope } from "./memory.ts";
import {
  settingsOf,
  type StressOptions,
  type StressProgress,
  type StressSettings,
} from "./settings.ts";
import { GRACE_MS, ledgerOf, openExecutor, type StressExecutor } from "./stress_executor.ts";
import type { StressReport } from "./stress_report.ts";
import { IDLE_CORES, isWhole, judge, type StressFacts } from "./verdict.ts";

/** Deadline of jobs that would never end by themselves, in ms; the others have the usual one. */
const HANG_TIMEOUT_MS = 200;

/** Deadline of jobs that fill the memory: they slow everything down before they end it. */
const FILL_TIMEOUT_MS = 60_000;

/** Longest time without the end of any job: twice the longest deadline, in ms. */
const STALL_MS = 2 * FILL_TIMEOUT_MS;

/** Longest time for the last dead worker to be replaced, in ms. */
const RECOVERY_MS = 15_000;

/** Time between two attempts: the wait is not what is under test. */
const BACKOFF = { type: "fixed", delay: 10 } as const;

/**
 * Runs the jobs. Rejects only when nothing could be run at all; whatever else goes wrong is in the report.
 *
 * @throws {InputError} `bad_option` for a mix with `oom` without `isolate`
 * @throws {WorkerCrashedError} `worker_crashed` when no worker can be started
 */
export async function runStress(options: StressOptions = {}): Promise<StressReport> {
  const settings = settingsOf(options);
  const { signal, onSettled } = options;
  const executor = await openExecutor({ ...settings, mix: settings.faults });
  try {
    await executor.ready();
    return await new Run(executor, settings, signal, onSettled).report();
  } finally {
    await executor[Symbol.asyncDispose]();
  }
}

/** One run, from its first job to its report. */
class Run {
  readonly #executor: StressExecutor;
  readonly #settings: StressSettings;
  readonly #signal: AbortSignal | undefined;
  readonly #onSettled: (progress: StressProgress) => void;
  readonly #maker: JobMaker;
  readonly #book = new Book();
  #next = 0;
  #endsAt = Infinity;
  #lastSettledAt = 0;

  constructor(
    executor: StressExecutor,
    settings: StressSettings,
    signal: AbortSignal | undefined,
    onSettled: (progress: StressProgress) => void = () => {},
  ) {
    this.#executor = executor;
    this.#settings = settings;
    this.#signal = signal;
    this.#onSettled = onSettled;
    this.#maker = new JobMaker(settings.seed, settings.size);
  }

  async report(): Promise<StressReport> {
    const stopListening = this.#executor.on?.("taskEnd", ({ id }) => this.#book.end(id));
    using memory = new MemorySampler();
    const start = performance.now();
    await this.#runAll(start);
    const wallMs = performance.now() - start;
    await this.#recovered();
    const cpuIdleAfter = await coresInUse(IDLE_CORES);
    stopListening?.();
    return this.#collect(wallMs, cpuIdleAfter, memory.samples);
  }

  /** As many submitters as tasks may wait: the line is full, and nothing is read ahead of it. */
  async #runAll(start: number): Promise<void> {
    this.#endsAt = start + this.#settings.durationMs;
    this.#lastSettledAt = start;
    const submitters = Array.from({ length: DEFAULTS.queueTasks }, () => this.#submitOnAndOn());
    const stalled = Promise.withResolvers<void>();
    const watch = setInterval(() => {
      if (performance.now() - this.#lastSettledAt > STALL_MS) stalled.resolve();
    }, STALL_MS / 100);
    await Promise.race([Promise.all(submitters), stalled.promise]);
    clearInterval(watch);
  }

  async #submitOnAndOn(): Promise<void> {
    while (
      this.#next < this.#settings.jobs && performance.now() < this.#endsAt &&
      !this.#signal?.aborted
    ) {
      await this.#runJob(this.#next++);
    }
  }

  async #runJob(job: number): Promise<void> {
    const { seed, faults } = this.#settings;
    const fault = faultOf(seed, job, faults);
    const fate = fault ?? "none";
    const task = await this.#maker.task(job);
    this.#book.submit(fate);
    try {
      const result = await this.#executor.run(task, this.#runOptions(fault));
      this.#lastSettledAt = performance.now();
      this.#book.complete(job, fate, await this.#maker.isRight(job, result));
    } catch (reason) {
      this.#lastSettledAt = performance.now();
      this.#book.fail(fate, reason);
    }
    this.#onSettled(this.#book);
  }

  #runOptions(fault: Fault | undefined): RunOptions {
    const { attempts } = this.#settings;
    return {
      attempts,
      backoff: BACKOFF,
      recover: attempts > 1 ? "copy" : "none",
      timeout: timeoutOf(fault),
      signal: this.#signal,
      onAccepted: (id) => this.#book.accept(id),
    };
  }

  /** Waits until those who died last have their successors; what is still missing then is missing for good. */
  async #recovered(): Promise<void> {
    const { faults, isolate } = this.#settings;
    // The worker of a loop is given up only after its task.
    if (faults.loop > 0) await delay(2 * GRACE_MS);
    // A child process that nobody needs any more is not replaced until somebody does.
    if (isolate) await deadline(this.#executor.ready(), RECOVERY_MS).catch(() => {});
    await comesTrue(() => isWhole(this.#facts()), RECOVERY_MS);
  }

  /** All that is judged, as it is now. */
  #facts(
    measured: Pick<StressFacts, "cpuIdleAfter" | "memorySlope"> = IDLE,
  ): StressFacts {
    const { workers, restarts, hostRestarts = 0, zombies, held, bytes } = this.#executor.stats();
    const { isolate, attempts, workers: workersWanted } = this.#settings;
    return {
      book: this.#book.summary(),
      ledger: ledgerOf(this.#executor),
      held,
      bytes,
      workersWanted,
      workers,
      restarts,
      hostRestarts,
      zombies,
      attempts,
      isolate,
      interrupted: this.#signal?.aborted ?? false,
      ...measured,
    };
  }

  #collect(wallMs: number, cpuIdleAfter: number, rss: readonly number[]): StressReport {
    const facts = this.#facts({ cpuIdleAfter, memorySlope: memorySlope(rss) });
    const { submitted, open } = facts.book;
    return {
      ...facts,
      settings: this.#settings,
      stale: this.#executor.stats().stale,
      rss: [...rss],
      wallMs,
      jobsPerSecond: 1000 * (submitted - open) / wallMs,
      verdicts: judge(facts),
    };
  }
}

/** Stands for what has not been measured yet. */
const IDLE = { cpuIdleAfter: 0, memorySlope: undefined };

function timeoutOf(fault: Fault | undefined): number | undefined {
  if (fault === "hang" || fault === "loop") return HANG_TIMEOUT_MS;
  return fault === "oom" ? FILL_TIMEOUT_MS : undefined;
}
