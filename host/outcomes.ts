/** What becomes of tasks: by the replies of a host, and by its end. @module */
import { errorCode, TaskTimeoutError } from "../errors.ts";
import { endAttempt } from "../pool/end_attempt.ts";
import { isIntact, recoverTask } from "../pool/recovery.ts";
import { timeoutStop } from "../pool/stop.ts";
import { withQueueTime } from "../pool/with_queue_time.ts";
import type { QueueManager } from "../queue/queue_manager.ts";
import type { TaskResult } from "../task/task.ts";
import type { HostResult } from "./bulk.ts";
import { guiltOf, hostCrashError, type HostDeath } from "./host_death.ts";
import type { HostJob, HostRun } from "./host_runs.ts";

/** Settles the tasks of a line, or puts them back, and remembers who is under suspicion. */
export class Outcomes {
  readonly #queue: QueueManager<HostJob, TaskResult>;
  /** Tasks under suspicion. */
  readonly #suspects = new Set<number>();
  /** Attempts that ended at their deadline while their worker may still die of them, and the task goes on. */
  readonly #late = new Map<number, HostRun>();

  /** Of this line. */
  constructor(queue: QueueManager<HostJob, TaskResult>) {
    this.#queue = queue;
  }

  /** Whether a task waits that must run alone. */
  get isSuspectWaiting(): boolean {
    for (const id of this.#suspects) if (this.#queue.stateOf(id) === "waiting") return true;
    return false;
  }

  /** A result has come. */
  done(run: HostRun, result: HostResult): void {
    if (run.isOver) return;
    this.#queue.complete(run.taskId, withQueueTime(result, run.waitedMs + result.timings.queue));
  }

  /** An error has come. */
  failed(run: HostRun, error: Error): void {
    if (run.isOver) return;
    switch (errorCode(error)) {
      case "task_timeout":
        return this.#timedOut(run);
      case "queue_timeout":
        return void this.#queue.fail(run.taskId, queueTimeout(run.job), "timed_out");
      case "worker_crashed":
        // No worker could be started for it: nothing that another attempt would mend.
        if (!run.hasStarted) return void this.#queue.fail(run.taskId, error);
    }
    endAttempt(this.#queue, run.taskId, run.job, { error, state: "failed" });
  }

  /** A worker within a host has died of it; `run` when its reply is still due. */
  died(runId: number, run: HostRun | undefined = this.#late.get(runId)): void {
    if (run !== undefined) run.job.deaths++;
  }

  /** Its host will not run it, through no fault of its own: another one will. */
  giveBack(run: HostRun): void {
    if (run.isOver) return;
    const { taskId, job } = run;
    this.#queue.retry(taskId, 0, async () => {
      // Its caller still owns the memory, and may have broken the promise to leave it alone.
      if (!isIntact(job.task)) job.task = await recoverTask(job.task, job.recover);
    });
  }

  /** Its host has ended. */
  lost(run: HostRun, death: HostDeath): void {
    if (run.isOver) return;
    const { taskId, job } = run;
    if (run.isOverdue) return this.#timedOut(run);
    if (!run.hasStarted || guiltOf(death) === "nobody") return this.giveBack(run);
    job.deaths++;
    if (run.isAlone) {
      const error = hostCrashError(taskId, death);
      endAttempt(this.#queue, taskId, job, { error, state: "failed" });
      return;
    }
    job.isSuspect = true;
    this.#suspects.add(taskId);
    this.giveBack(run);
  }

  /** A task has settled. */
  forget(taskId: number): void {
    this.#suspects.delete(taskId);
    for (const [runId, run] of this.#late) if (run.taskId === taskId) this.#late.delete(runId);
  }

  #timedOut(run: HostRun): void {
    const { taskId, job } = run;
    const { error } = timeoutStop(taskId, job.timeoutMs);
    const retry = endAttempt(this.#queue, taskId, job, { error, state: "timed_out" });
    if (retry !== undefined) this.#late.set(run.runId, run);
  }
}

function queueTimeout({ queueTimeoutMs }: HostJob): TaskTimeoutError {
  return new TaskTimeoutError(
    "queue_timeout",
    `Cannot start task as it waited longer than its limit of ${queueTimeoutMs} ms`,
  );
}
