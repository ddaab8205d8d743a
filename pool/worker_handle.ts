/** The pool's side of one worker, from its start to its end. @module */
import type { Format } from "../codecs/codec.ts";
import { plainReason } from "../errors.ts";
import type { KernelSet } from "../kernels/active.ts";
import type { Task } from "../task/task.ts";
import { isTiny } from "./ahead.ts";
import { predictedMs } from "./balancer.ts";
import { ControlWords, createControl } from "./cancel.ts";
import { createToken, whenGone } from "./liveness.ts";
import type { WorkerReply, WorkerRequest, WorkerResponse } from "./protocol.ts";
import { packTask } from "./transfer.ts";
import { taskToWire } from "./wire.ts";
import type { WorkerDeath } from "./worker_death.ts";
import { withPlugins, workerEntry } from "./worker_entry.ts";
import { WorkerRecord } from "./worker_record.ts";

/** What one worker is started with. */
export interface WorkerHandleOptions {
  /** For messages: "worker 2". */
  readonly number: number;
  /** Its module; it must speak the protocol. */
  readonly script: URL;
  /** Absolute URLs of modules whose filters it knows. */
  readonly plugins: readonly string[];
  /** Formats whose codecs it tries before it is ready. */
  readonly warmUp: readonly Format[];
  /** The kernels that it runs. */
  readonly kernels: KernelSet;
  /** All that its code may do beside computing; `undefined` for what the program may. */
  readonly permissions: Deno.PermissionOptions | undefined;
  /** From construction to ready, in ms. */
  readonly startTimeoutMs: number;
  /** From the cancel word to `terminate()`, in ms. */
  readonly graceMs: number;
}

/** What a handle tells its owner. */
export interface WorkerEvents {
  /** It can take its first task. */
  onReady(handle: WorkerHandle): void;
  /** The reply to its task. */
  onReply(handle: WorkerHandle, reply: WorkerReply): void;
  /** It begins with the task that was sent ahead. */
  onNext(handle: WorkerHandle, runId: number): void;
  /** It has done what it had to do, and whoever waits for it can look. */
  onFree(handle: WorkerHandle): void;
  /** A reply to no task of its own. */
  onStrayReply(handle: WorkerHandle): void;
  /**
   * It is of no further use; `runId` is what it was working on, `nextId` what was sent ahead. Called once; only a
   * last reply may follow.
   */
  onDeath(
    handle: WorkerHandle,
    death: WorkerDeath,
    runId: number | undefined,
    nextId: number | undefined,
  ): void;
}

type State =
  | { readonly kind: "starting" }
  | { readonly kind: "idle" }
  | { readonly kind: "busy"; readonly runId: number; readonly isTiny: boolean; isSkipped?: boolean }
  | { readonly kind: "dead" };

interface NextRun {
  readonly runId: number;
  /** Predicted time, in ms. */
  readonly cost: number;
}

/** One worker, one task at a time, and at most one tiny one ahead. The state is replaced whole; `dead` is final. */
export class WorkerHandle {
  /** For messages. */
  readonly number: number;
  /** What it has done so far. */
  readonly record: WorkerRecord;
  readonly #worker: Worker;
  readonly #events: WorkerEvents;
  readonly #graceMs: number;
  readonly #plugins: readonly string[];
  readonly #token = createToken();
  readonly #words: ControlWords;
  readonly #gone = Promise.withResolvers<void>();
  #state: State = { kind: "starting" };
  /** Runs while the worker owes us something: its start, or its reply to a cancelled task. */
  #timer: ReturnType<typeof setTimeout> | undefined;
  #next: NextRun | undefined;
  #holdsLock = false;
  #hasServed = false;
  #isRetiring = false;

  /**
   * Starts the worker.
   *
   * @throws {Error} when the runtime refuses to make such a worker
   */
  constructor(options: WorkerHandleOptions, events: WorkerEvents) {
    const { number, script, plugins, warmUp, kernels } = options;
    const { permissions, startTimeoutMs, graceMs } = options;
    this.number = number;
    this.record = new WorkerRecord(number, performance.now());
    this.#events = events;
    this.#graceMs = graceMs;
    this.#plugins = plugins;
    const control = createControl();
    this.#words = new ControlWords(control);
    // Merely naming the option needs an unstable feature, without which the runtime ends the program.
    const access = permissions === undefined ? {} : { deno: { permissions } };
    this.#worker = new Worker(workerEntry(script, plugins), { type: "module", ...access });
    this.#worker.onmessage = ({ data }: MessageEvent<WorkerResponse>) => this.#receive(data);
    this.#worker.onmessageerror = () => this.#crash("its message cannot be read");
    this.#worker.onerror = (event) => {
      // Otherwise the error would end this thread, too.
      event.preventDefault();
      this.#crash(event.message);
    };
    this.#timer = setTimeout(() => {
      const reason = withPlugins(`not ready after ${startTimeoutMs} ms`, plugins);
      this.#die({ kind: "slow_start", reason });
    }, startTimeoutMs);
    const hasPlugins = plugins.length > 0;
    this.#post({ type: "start", token: this.#token, control, hasPlugins, warmUp, kernels });
  }

  /** Whether it waits for a task. */
  get isIdle(): boolean {
    return this.#state.kind === "idle" && this.#next === undefined;
  }

  /** Whether it ends after its start or its task. */
  get isRetiring(): boolean {
    return this.#isRetiring;
  }

  /** Whether it works. */
  get isBusy(): boolean {
    return this.#state.kind === "busy";
  }

  /** Whether it can be sent a tiny task, to begin with when it has replied to its own. */
  get hasRoomAhead(): boolean {
    if (this.#isRetiring || this.#next !== undefined) return false;
    return this.#state.kind === "busy" && this.#state.isTiny;
  }

  /** Whether it waits or works, rather than being started or dead. */
  get isReady(): boolean {
    return this.#state.kind === "idle" || this.#state.kind === "busy";
  }

  /** Bands done since the start: grows while a task makes progress. */
  get progress(): number {
    return this.#words.progress;
  }

  /** How much of its task is done, from 0 to 1. */
  get share(): number {
    return this.#words.share;
  }

  /**
   * Resolves when the thread is known to be gone. After a start that never ended nothing can tell, and it
   * stays pending.
   */
  get gone(): Promise<void> {
    return this.#gone.promise;
  }

  /**
   * Sends a task to this idle worker; its memory moves along.
   *
   * @param runId names the attempt: a task that is tried again gets another one
   * @param keep sends a copy of the memory instead
   * @throws {DOMException} `DataCloneError`; the worker stays idle
   */
  run(runId: number, task: Task, keep: boolean = false): void {
    // Afterwards its memory is gone.
    const cost = predictedMs(task);
    const tiny = isTiny(task);
    const packed = packTask(task, keep);
    this.#words.share = 0;
    this.#post({ type: "run", id: runId, task: taskToWire(packed.task) }, packed.transfer);
    packed.copied?.transfer(0);
    this.#state = { kind: "busy", runId, isTiny: tiny };
    this.record.began(cost, performance.now());
  }

  /**
   * Sends a copy of a tiny task, to begin with when it has replied to its own; `onNext` says when.
   *
   * @throws {DOMException} `DataCloneError`; nothing was sent
   */
  runNext(runId: number, task: Task): void {
    const { task: copy } = packTask(task, true);
    this.#post({ type: "run", id: runId, task: taskToWire(copy) });
    this.#next = { runId, cost: predictedMs(task) };
  }

  /** Nobody wants the task any more that it has begun with: its reply is dropped. */
  skip(): void {
    if (this.#state.kind !== "busy") return;
    this.#state = { ...this.#state, isSkipped: true };
    this.#askToStop(this.#state.runId);
  }

  #askToStop(runId: number): void {
    this.#words.cancel(runId);
    this.#timer ??= setTimeout(() => this.#die({ kind: "stuck" }), this.#graceMs);
  }

  /** Asks the worker to stop its task; without a reply within the grace time it is terminated. */
  cancel(): void {
    if (this.#state.kind === "busy") this.#askToStop(this.#state.runId);
  }

  /** Ends the worker when it has nothing to do: at once, after its start, or after its task. */
  retire(): void {
    if (this.#state.kind === "idle") this.#die({ kind: "retired" });
    else this.#isRetiring = true;
  }

  /** Ends the worker: at once when it is idle, after its band when it is busy. */
  stop(): void {
    if (this.#state.kind === "busy") this.#words.cancel(this.#state.runId);
    this.#die({ kind: "stopped" });
  }

  #receive(message: WorkerResponse): void {
    if (this.#state.kind === "dead") return;
    switch (message.type) {
      case "ready":
        return this.#becomeReady();
      case "crashed":
        return this.#crash(message.reason);
      case "done":
      case "failed":
        return this.#finish(message);
      default:
        message satisfies never;
        // A worker that speaks another language is no reason to stop this thread.
        return this.#events.onStrayReply(this);
    }
  }

  #becomeReady(): void {
    if (this.#state.kind !== "starting") return this.#events.onStrayReply(this);
    this.#clearTimer();
    this.#holdsLock = true;
    void whenGone(this.#token).then(() => {
      this.#die(
        this.#isUseless
          ? { kind: "failed_start", reason: "it ended by itself" }
          : { kind: "vanished" },
      );
      this.#gone.resolve();
    });
    this.#state = { kind: "idle" };
    this.record.ready(performance.now());
    if (this.#isRetiring) this.#die({ kind: "retired" });
    else this.#events.onReady(this);
  }

  #finish(reply: WorkerReply): void {
    const state = this.#state;
    if (state.kind !== "busy" || state.runId !== reply.id) {
      return this.#events.onStrayReply(this);
    }
    this.#clearTimer();
    this.#hasServed = true;
    this.#state = { kind: "idle" };
    this.record.ended(reply.memoryBytes, performance.now());
    // Before its reply makes anybody look for an idle worker.
    if (this.#isRetiring) this.#die({ kind: "retired" });
    if (state.isSkipped !== true) this.#events.onReply(this, reply);
    this.#beginNext();
    this.#events.onFree(this);
  }

  #beginNext(): void {
    const next = this.#next;
    // Whoever was told to retire meanwhile, by its owner, still has a message to read.
    if (next === undefined || this.#state.kind !== "idle") return;
    this.#next = undefined;
    this.#state = { kind: "busy", runId: next.runId, isTiny: true };
    this.#words.share = 0;
    this.record.began(next.cost, performance.now());
    this.#events.onNext(this, next.runId);
  }

  #crash(message: string): void {
    const reason = plainReason(message);
    this.#die(
      this.#isUseless
        ? { kind: "failed_start", reason: withPlugins(reason, this.#plugins) }
        : { kind: "crashed", reason },
    );
  }

  /**
   * Whether its end is a failure of its start: it has never served and no task is to blame. Workers that are
   * ready and die at once would otherwise be replaced for ever.
   */
  get #isUseless(): boolean {
    return !this.#hasServed && this.#state.kind !== "busy";
  }

  #die(death: WorkerDeath): void {
    const state = this.#state;
    if (state.kind === "dead") return;
    this.#state = { kind: "dead" };
    this.#clearTimer();
    this.#worker.terminate();
    // A thread that threw is ending. One that was terminated before it held its lock cannot be watched, so
    // that only a start that took too long is suspected of running on.
    if (!this.#holdsLock && death.kind !== "slow_start") this.#gone.resolve();
    const runId = state.kind === "busy" ? state.runId : undefined;
    this.#events.onDeath(this, death, runId, this.#next?.runId);
  }

  #post(message: WorkerRequest, transfer: Transferable[] = []): void {
    // The runtime has a shorter way for messages that move nothing, and takes an empty list for a long one.
    if (transfer.length === 0) this.#worker.postMessage(message);
    else this.#worker.postMessage(message, transfer);
  }

  #clearTimer(): void {
    if (this.#timer === undefined) return;
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}
