/** The attempts that a host is at. @module */
import type { Entry } from "../queue/queue_manager.ts";
import type { Job } from "../pool/job.ts";
import { RunWatch } from "../pool/run_watch.ts";
import type { Stop } from "../pool/stop.ts";

/** A task of the supervisor. */
export interface HostJob extends Job {
  /** End of its time in the line, on the clock of `performance.now()`; `Infinity` for none. */
  readonly startBy: number;
  /** The time in the line that its caller asked for, in ms. */
  readonly queueTimeoutMs: number;
  /** The lane that its caller named. */
  readonly lane: string | undefined;
  /** Whether a host died while it ran, and it is not known who was to blame: it runs alone from then on. */
  isSuspect: boolean;
  /** Whether a worker was ever given it: its time in the line is over. */
  hasStarted: boolean;
}

/** One attempt at a task on a host. */
export interface HostRun {
  /** Names it between supervisor and host. */
  readonly runId: number;
  /** The task. */
  readonly taskId: number;
  /** What the caller wants of it. */
  readonly job: HostJob;
  /** Time in the supervisor's line before, in ms. */
  readonly waitedMs: number;
  /** Whether a worker has been given it. */
  readonly hasStarted: boolean;
  /** Whether it was sent to run alone. */
  readonly isAlone: boolean;
  /** Whether its host kept silent at its deadline. */
  readonly isOverdue: boolean;
  /** Whether nobody waits for its reply any more. */
  readonly isOver: boolean;
  /** Tells the caller the share that is done. */
  report(share: number): void;
}

interface Watched extends HostRun {
  hasStarted: boolean;
  isOver: boolean;
  dueAt: number;
  lateLooks: number;
  isOverdue: boolean;
  readonly watch: RunWatch;
}

/** Looks at a task that is past its deadline after which its host is to blame. */
const MAX_LATE_LOOKS = 8;

let lastRunId = 0;

/** Names and watches attempts; each has a number of its own, so that no late reply is taken for another's. */
export class HostRuns {
  readonly #runs = new Map<number, Watched>();

  /** Attempts whose reply is due. */
  get size(): number {
    return this.#runs.size;
  }

  /** Whether a suspect is among them. */
  get hasSuspect(): boolean {
    for (const run of this.#runs.values()) if (run.isAlone) return true;
    return false;
  }

  /** An attempt that is being sent; `onStop` is called when its signal aborts. */
  add(entry: Entry<HostJob>, onStop: (run: HostRun, stop: Stop) => void): HostRun {
    const { id: taskId, request: job, waitedMs } = entry;
    const { signal } = job;
    // The host looks after the deadline.
    const watch = new RunWatch({ taskId, timeoutMs: Infinity, signal }, (stop) => {
      run.isOver = true;
      onStop(run, stop);
    });
    const run: Watched = {
      runId: ++lastRunId,
      taskId,
      job,
      waitedMs,
      hasStarted: false,
      isAlone: job.isSuspect,
      isOverdue: false,
      isOver: false,
      dueAt: Infinity,
      lateLooks: 0,
      watch,
      report: (share) => run.isOver || job.onProgress?.(share),
    };
    this.#runs.set(run.runId, run);
    return run;
  }

  /** An attempt by its number, while its reply is due. */
  find(runId: number): HostRun | undefined {
    return this.#runs.get(runId);
  }

  /** A worker has been given it; its reply is due so many ms after its deadline. */
  started(runId: number, replyMs: number): void {
    const run = this.#runs.get(runId);
    if (run === undefined) return;
    run.hasStarted = true;
    run.job.hasStarted = true;
    run.dueAt = performance.now() + run.job.timeoutMs + replyMs;
  }

  /** No reply is due any more. */
  end(runId: number): HostRun | undefined {
    const run = this.#runs.get(runId);
    this.#runs.delete(runId);
    run?.watch.end();
    return run;
  }

  /** Ends those that no worker has been given, or all of them. */
  *take(which: "unstarted" | "all"): Generator<HostRun> {
    for (const run of [...this.#runs.values()]) {
      if (which === "unstarted" && run.hasStarted) continue;
      this.end(run.runId);
      yield run;
    }
  }

  /** Whether a reply is long overdue; called several times a second. */
  lookForOverdue(now: number): boolean {
    let isAny = false;
    for (const run of this.#runs.values()) {
      if (now <= run.dueAt) continue;
      run.isOverdue = ++run.lateLooks >= MAX_LATE_LOOKS;
      isAny ||= run.isOverdue;
    }
    return isAny;
  }
}
