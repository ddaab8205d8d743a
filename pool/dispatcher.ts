/** Brings waiting tasks and idle workers together. @module */
import { WorkerCrashedError } from "../errors.ts";
import type { Entry, QueueManager, WaitingGroup } from "../queue/queue_manager.ts";
import type { TaskResult } from "../task/task.ts";
import { isTiny } from "./ahead.ts";
import type { LaneName } from "./lane.ts";
import type { Lane, Lanes } from "./lanes.ts";
import type { PoolJob } from "./pool_job.ts";
import type { WorkerHandle } from "./worker_handle.ts";

/** What the dispatcher has others do. */
export interface DispatcherEvents {
  /** Sends a task, active by now, to an idle worker of a lane, which may be another one than its own. */
  onStart(entry: Entry<PoolJob>, lane: Lane): void;
  /** Sends a copy of a task that stays in the line to a worker that is at another one. */
  onAhead(job: PoolJob, worker: WorkerHandle): void;
  /**
   * No worker can be started for a lane in which tasks wait. Answers whether somebody else takes them;
   * otherwise they fail.
   */
  onCannotStart(lane: LaneName, reason: string): boolean;
}

const NOBODY: WaitingGroup = { waiting: 0, oldestMs: 0 };
const NOTHING: ReadonlyMap<LaneName, WaitingGroup> = new Map();

/** Decides from the line and the workers as they are, whenever either has changed; never from events alone. */
export class Dispatcher {
  readonly #queue: QueueManager<PoolJob, TaskResult>;
  readonly #lanes: Lanes;
  readonly #events: DispatcherEvents;
  #isPaused = false;
  #isRunning = false;
  #runAgain = false;

  /** Does nothing until it is asked to. */
  constructor(
    queue: QueueManager<PoolJob, TaskResult>,
    lanes: Lanes,
    events: DispatcherEvents,
  ) {
    this.#queue = queue;
    this.#lanes = lanes;
    this.#events = events;
  }

  /** Gives out nothing until `resume`. */
  pause(): void {
    this.#isPaused = true;
  }

  /** Whether it gives out nothing. */
  get isPaused(): boolean {
    return this.#isPaused;
  }

  /** Gives out tasks again. */
  resume(): void {
    this.#isPaused = false;
    this.dispatch();
  }

  /** Gives out what can be given out. Asked again while it does so, it looks once more. */
  dispatch(): void {
    this.#runAgain = true;
    if (this.#isRunning || this.#isPaused) return;
    this.#isRunning = true;
    try {
      while (this.#runAgain) {
        this.#runAgain = false;
        this.#round();
      }
    } finally {
      this.#isRunning = false;
    }
  }

  #round(): void {
    if (this.#queue.waiting > 0) this.#giveOut();
    const left = this.#waiting();
    for (const lane of this.#lanes) this.#provide(lane, left);
  }

  #giveOut(): void {
    for (const name of this.#waiting().keys()) this.#lanes.open(name);
    for (const lane of this.#lanes) this.#serve(lane, lane.name);
    for (const lane of this.#lanes) {
      if (!lane.group.hasIdle) continue;
      for (const other of this.#lanes.helpedBy(lane)) this.#serve(lane, other.name);
    }
    for (const lane of this.#lanes) this.#sendAhead(lane);
  }

  #waiting(): ReadonlyMap<LaneName, WaitingGroup> {
    return this.#queue.waiting === 0 ? NOTHING : this.#queue.waitingBy(({ lane }) => lane);
  }

  /** Gives the tasks of a lane to the idle workers of this one or another one. */
  #serve(worker: Lane, name: LaneName): void {
    while (worker.group.hasIdle && !this.#isPaused) {
      const entry = this.#queue.take(({ lane }) => lane === name);
      if (entry === undefined) return;
      this.#events.onStart(entry, worker);
    }
  }

  /** Only what would be given out next: nobody is passed by a smaller task. */
  #sendAhead({ name, group }: Lane): void {
    for (let worker = group.roomAhead; worker !== undefined; worker = group.roomAhead) {
      const job = this.#queue.peek(({ lane, isAhead }) => lane === name && !isAhead);
      if (job === undefined || !isTiny(job.task)) return;
      this.#events.onAhead(job, worker);
    }
  }

  /** Sees to workers for what is left. */
  #provide(lane: Lane, left: ReadonlyMap<LaneName, WaitingGroup>): void {
    const { name, group } = lane;
    const own = left.get(name) ?? NOBODY;
    group.provideFor(lane.startsToHelp ? this.#withHelped(lane, own, left) : own);
    const { obstacle } = group;
    if (own.waiting === 0 || obstacle === undefined) return;
    const { kind, reason } = obstacle;
    if (kind === "starts" && this.#events.onCannotStart(name, reason)) return;
    const error = new WorkerCrashedError("worker_crashed", `Cannot run task as ${reason}`);
    this.#queue.failWaiting(error, (job) => job.lane === name);
  }

  /** The line of a lane together with those in which it helps. */
  #withHelped(
    lane: Lane,
    own: WaitingGroup,
    left: ReadonlyMap<LaneName, WaitingGroup>,
  ): WaitingGroup {
    const helped = this.#lanes.helpedBy(lane).map((other) => left.get(other.name) ?? NOBODY);
    return {
      waiting: helped.reduce((sum, { waiting }) => sum + waiting, own.waiting),
      oldestMs: Math.max(own.oldestMs, ...helped.map(({ oldestMs }) => oldestMs)),
    };
  }
}
