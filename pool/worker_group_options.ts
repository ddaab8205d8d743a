/** What a group of workers is told, and what it tells. @module */
import type { ScaleOptions } from "./autoscaler.ts";
import type { Balance } from "./balancer.ts";
import type { WorkerReply } from "./protocol.ts";
import type { RecycleOptions } from "./recycling.ts";
import type { BreakerOptions } from "./restart_policy.ts";
import type { WorkerDeath } from "./worker_death.ts";
import type { WorkerHandle, WorkerHandleOptions } from "./worker_handle.ts";

/** How the workers of a lane are made, and how many there may be. */
export interface WorkerGroupOptions extends Omit<WorkerHandleOptions, "number"> {
  /** The most workers at a time, until somebody grows or shrinks the lane. */
  readonly workers: number;
  /** When to give up on starting any. */
  readonly breaker: BreakerOptions;
  /** When their number changes by itself; `maxWorkers` is as far as the lane can be grown. */
  readonly scale: ScaleOptions;
  /** Which of the idle ones gets a task. */
  readonly balance: Balance;
  /** When one is replaced that is well. */
  readonly recycle: RecycleOptions;
}

/** What a group tells the pool. */
export interface GroupEvents {
  /** A worker became free, or was lost: look at the waiting line again. */
  onChange(): void;
  /** A worker can take its first task. */
  onReady(worker: number): void;
  /** The reply to a task of this group. */
  onReply(reply: WorkerReply): void;
  /** A worker begins with the task that was sent ahead. */
  onNext(handle: WorkerHandle, runId: number): void;
  /** A reply to no task of its sender. */
  onStrayReply(): void;
  /** A worker has ended; `runId` is what it was at, `nextId` what was sent ahead. */
  onEnd(
    worker: number,
    death: WorkerDeath,
    runId: number | undefined,
    nextId: number | undefined,
  ): void;
}

/** What a group has to know of the tasks that wait for it. */
export interface LineView {
  /** Tasks. */
  readonly waiting: number;
  /** Time that the oldest has waited, in ms. */
  readonly oldestMs: number;
}
