/** The child hosts of one executor: the one that takes tasks, those that end, and when there is a next one. @module */
import { deserializeError, plainReason, WorkerCrashedError } from "../errors.ts";
import { closedReason } from "../pool/stop.ts";
import { describeHostDeath, type HostDeath } from "./host_death.ts";
import type { HostSettings } from "./host_options.ts";
import { decideHost, HOST_POLICY, type HostDecision } from "./host_policy.ts";
import { type HostEvents, HostProcess } from "./host_process.ts";
import { HostTotals, type HostTotalsNow } from "./host_totals.ts";
import type { HostReport, HostResponse } from "./protocol.ts";

/** What a crew tells its owner. */
export interface CrewEvents extends HostEvents {
  /** The host gets no more tasks and will soon be ended: what has not started on it should go elsewhere. */
  onRetire(host: HostProcess): void;
  /** A host can take tasks, or none can be started: look at the waiting line again. */
  onChange(): void;
}

/** How long a host that must go may finish what runs on it, in ms: a core or memory is held meanwhile. */
const DRAIN_MS = 500;

/** Memory in limits at which nobody is waited for. */
const FAR_TOO_MUCH = 1.25;

interface Retirement {
  readonly death: HostDeath;
  readonly timer: ReturnType<typeof setTimeout>;
}

/** At most one host takes tasks. It is started when it is needed, and replaced at once from then on. */
export class HostCrew implements HostEvents {
  readonly #settings: HostSettings;
  readonly #events: CrewEvents;
  readonly #retiring = new Map<HostProcess, Retirement>();
  readonly #totals = new HostTotals();
  readonly #readyCallers = new Set<PromiseWithResolvers<void>>();
  #current: HostProcess | undefined;
  #failures = 0;
  #failedAt = -Infinity;
  #obstacle = "";
  #startTimer: ReturnType<typeof setTimeout> | undefined;
  #closed = false;

  /** Starts nobody yet. */
  constructor(settings: HostSettings, events: CrewEvents) {
    this.#settings = settings;
    this.#events = events;
  }

  /** The host that takes tasks. */
  get open(): HostProcess | undefined {
    return this.#current?.isOpen ? this.#current : undefined;
  }

  /** The process of the host that takes tasks, or will. */
  get pid(): number | undefined {
    return this.#current?.pid;
  }

  /** Counts over all hosts. */
  get totals(): HostTotalsNow {
    return this.#totals.now(this.#current, [...this.#retiring.keys()]);
  }

  /** Why no task can run: no host lives and none can be started. */
  get refusal(): WorkerCrashedError | undefined {
    if (this.#current !== undefined || this.#decide().kind !== "give_up") return undefined;
    return new WorkerCrashedError("worker_crashed", `Cannot run task as ${this.#obstacle}`);
  }

  /** Sees to it that there is a host, or will be. */
  provide(): void {
    if (this.#closed || this.#current !== undefined) return;
    clearTimeout(this.#startTimer);
    const decision = this.#decide();
    if (decision.kind === "give_up") return this.#refuseReadyCallers();
    if (decision.inMs === 0) return this.#start();
    this.#startTimer = setTimeout(() => this.provide(), decision.inMs);
  }

  /**
   * Starts a host and all its workers, and resolves when they are ready.
   *
   * @throws {WorkerCrashedError} `worker_crashed` when they cannot be
   */
  async ready(): Promise<void> {
    const caller = Promise.withResolvers<void>();
    this.#readyCallers.add(caller);
    if (this.open !== undefined) this.open.send({ type: "crew" });
    else this.provide();
    await caller.promise;
  }

  /** Replaces a host; what runs on it has a little time to end. */
  retire(host: HostProcess, death: HostDeath): void {
    if (host !== this.#current) return;
    this.#current = undefined;
    const timer = setTimeout(() => host.kill(death), DRAIN_MS);
    this.#retiring.set(host, { death, timer });
    this.#events.onRetire(host);
    this.endIfDone(host);
    this.provide();
  }

  /** Ends a host that must go, once nothing runs on it. */
  endIfDone(host: HostProcess): void {
    const retirement = this.#retiring.get(host);
    if (retirement !== undefined && host.runs.size === 0) host.kill(retirement.death);
  }

  /** Ends all hosts and resolves when they are gone. */
  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#startTimer);
    for (const caller of this.#readyCallers) caller.reject(closedReason());
    this.#readyCallers.clear();
    const hosts = [...this.#retiring.keys()];
    if (this.#current !== undefined) hosts.push(this.#current);
    for (const host of hosts) host.kill({ kind: "closed" });
    await Promise.all(hosts.map(({ gone }) => gone));
  }

  /** For the hosts. */
  onMessage(host: HostProcess, message: HostResponse, bulk: Uint8Array | undefined): void {
    if (this.#closed) return;
    if (message.type === "open") this.#opened(host);
    else if (message.type === "crew") this.#answerReadyCallers(message);
    else if (message.type === "report") this.#judge(host, message);
    else if (message.type === "taskStart") this.#failures = 0;
    this.#events.onMessage(host, message, bulk);
  }

  /** For the hosts. */
  onDeath(host: HostProcess, death: HostDeath): void {
    clearTimeout(this.#retiring.get(host)?.timer);
    this.#retiring.delete(host);
    if (this.#current === host) this.#current = undefined;
    this.#totals.add(host);
    if (this.#closed) {
      for (const _run of host.runs.take("all"));
      return;
    }
    if (!host.hasServed) this.#noteFailure(describeHostDeath(death));
    this.#events.onDeath(host, death);
    if (this.#totals.opened > 0 || this.#readyCallers.size > 0) this.provide();
    this.#events.onChange();
  }

  #start(): void {
    try {
      this.#current = new HostProcess(this.#settings, this);
    } catch (error) {
      this.#obstacle = `no host process can be started: ${
        plainReason(error instanceof Error ? error.message : String(error))
      }`;
      // Nothing that time would mend.
      this.#failures = HOST_POLICY.maxFailures;
      this.#failedAt = performance.now();
      this.#refuseReadyCallers();
    }
  }

  #opened(host: HostProcess): void {
    this.#totals.opened++;
    // The next ones take over from a crew that was at work.
    if (this.#totals.opened > 1 || this.#readyCallers.size > 0) host.send({ type: "crew" });
    this.#events.onChange();
  }

  #judge(host: HostProcess, { rss, stats: { zombies } }: HostReport): void {
    const limit = this.#settings.memoryBytes;
    const memory = { kind: "memory", bytes: rss, limit } as const;
    if (rss > limit * FAR_TOO_MUCH) host.kill(memory);
    else if (rss > limit) this.retire(host, memory);
    else if (zombies > 0) this.retire(host, { kind: "zombies", count: zombies });
  }

  #noteFailure(how: string): void {
    this.#failures++;
    this.#failedAt = performance.now();
    this.#obstacle = `${this.#failures} host processes in a row ended before they could work, ` +
      `the last one as it ${how}`;
  }

  #decide(): HostDecision {
    return decideHost({
      failures: this.#failures,
      sinceFailureMs: performance.now() - this.#failedAt,
    });
  }

  #answerReadyCallers({ error }: HostResponse & { type: "crew" }): void {
    for (const caller of this.#readyCallers) {
      if (error === undefined) caller.resolve();
      else caller.reject(deserializeError(error));
    }
    this.#readyCallers.clear();
  }

  #refuseReadyCallers(): void {
    for (const caller of this.#readyCallers) {
      caller.reject(
        new WorkerCrashedError("worker_crashed", `Cannot start all workers as ${this.#obstacle}`),
      );
    }
    this.#readyCallers.clear();
  }
}
