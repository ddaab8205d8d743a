/** The host's side of the protocol: hands tasks to its pool and tells what becomes of them. @module */
import { errorCode, type SerializedError, serializeError } from "../errors.ts";
import { describeDeath } from "../pool/worker_death.ts";
import type { WorkerId } from "../pool/pool_events.ts";
import { WorkerPool } from "../pool/worker_pool.ts";
import { putBulk, takeBulk } from "./bulk.ts";
import { type ByteStream, FrameReader, FrameWriter } from "./frames.ts";
import {
  type HostRequest,
  type HostResponse,
  type HostRunRequest,
  type PortableOptions,
  REPORT_EVERY_MS,
} from "./protocol.ts";

/** Serves the supervisor until the stream ends. */
export async function serveHost(stream: ByteStream): Promise<void> {
  const reader = new FrameReader(stream);
  const writer = new FrameWriter(stream);
  const first = await reader.next();
  if (first === undefined) return;
  const start = first.message as HostRequest;
  if (start.type !== "start") throw new Error(`Cannot serve '${start.type}' before 'start'`);
  const server = new HostServer(start.options, writer);
  for (let frame = await reader.next(); frame !== undefined; frame = await reader.next()) {
    server.receive(frame.message as HostRequest, frame.bulk);
  }
}

/** Ends of workers that no task is to blame for. */
const BLAMELESS = [describeDeath({ kind: "retired" }), describeDeath({ kind: "stopped" })];

/** Time between two looks whether all workers have come to rest, in ms. */
const REST_LOOK_MS = 5;

class HostServer {
  readonly #writer: FrameWriter;
  readonly #pool: WorkerPool;
  readonly #runs = new Map<number, AbortController>();
  /** What the pool calls a task, to what the supervisor calls it. */
  readonly #ids = new Map<number, number>();
  /** The task that each worker was last given. */
  readonly #lastTasks = new Map<string, number>();

  constructor({ script, ...options }: PortableOptions, writer: FrameWriter) {
    this.#writer = writer;
    // The supervisor keeps the line, and sends no more than the workers have use for.
    const line = { queueTasks: Infinity, queueBytes: Infinity, onFull: "wait" } as const;
    const url = script === undefined ? undefined : new URL(script);
    this.#pool = new WorkerPool({ ...options, ...line, script: url });
    this.#pool.on("taskStart", ({ id, ...worker }) => this.#started(id, worker));
    this.#pool.on("workerReady", () => this.#report());
    this.#pool.on("workerEnd", ({ reason, ...worker }) => this.#ended(worker, reason));
    setInterval(() => this.#report(), REPORT_EVERY_MS);
    this.#send({ type: "open" });
    this.#report();
  }

  receive(request: HostRequest, bulk: Uint8Array | undefined): void {
    switch (request.type) {
      case "run":
        return void this.#run(request, bulk ?? new Uint8Array());
      case "cancel":
        return this.#runs.get(request.id)?.abort();
      case "crew":
        return void this.#startCrew();
      case "start":
        throw new Error("Cannot start host as it was started before");
      default:
        request satisfies never;
    }
  }

  async #run(request: HostRunRequest, bulk: Uint8Array): Promise<void> {
    const { id, taskId, timeoutMs, queueTimeoutMs, lane, progress } = request;
    const controller = new AbortController();
    this.#runs.set(id, controller);
    let poolId = 0;
    try {
      if (request.alone) await this.#rest(controller.signal);
      const result = await this.#pool.run(putBulk(request.task, bulk), {
        signal: controller.signal,
        timeout: timeoutMs,
        queueTimeout: queueTimeoutMs,
        lane,
        onAccepted: (accepted) => {
          poolId = accepted;
          this.#ids.set(poolId, id);
        },
        onProgress: progress ? (share) => this.#send({ type: "progress", id, share }) : undefined,
      });
      const { rest, bulk: memory } = takeBulk(result);
      this.#send({ type: "done", id, result: rest }, memory);
    } catch (error) {
      this.#send({ type: "failed", id, error: renamed(error, poolId, taskId) });
    } finally {
      this.#ids.delete(poolId);
      this.#runs.delete(id);
    }
  }

  /** Resolves when no worker is at a task, not even at one that was given up. */
  async #rest(signal: AbortSignal): Promise<void> {
    while (this.#pool.stats().zombies > 0 || this.#isBusy()) {
      await new Promise((resolve) => setTimeout(resolve, REST_LOOK_MS));
      signal.throwIfAborted();
    }
  }

  #isBusy(): boolean {
    return this.#pool.workers().some(({ state }) => state === "busy");
  }

  async #startCrew(): Promise<void> {
    try {
      await this.#pool.ready();
      this.#report();
      this.#send({ type: "crew" });
    } catch (error) {
      this.#send({ type: "crew", error: serializeError(error) });
    }
  }

  #started(poolId: number, worker: WorkerId): void {
    const id = this.#ids.get(poolId);
    if (id === undefined) return;
    this.#lastTasks.set(nameOf(worker), id);
    this.#send({ type: "taskStart", id });
  }

  #ended(worker: WorkerId, reason: string): void {
    const id = this.#lastTasks.get(nameOf(worker));
    this.#lastTasks.delete(nameOf(worker));
    if (id !== undefined && !BLAMELESS.includes(reason)) this.#send({ type: "death", id });
    this.#report();
  }

  #report(): void {
    const { rss } = Deno.memoryUsage();
    this.#send({ type: "report", rss, stats: this.#pool.stats() });
  }

  #send(response: HostResponse, bulk?: Uint8Array): void {
    this.#writer.send(response, bulk);
  }
}

function nameOf({ lane, worker }: WorkerId): string {
  return `${lane}/${worker}`;
}

/** The error with the number that the caller knows the task by, and the stack of where it was thrown first. */
function renamed(error: unknown, poolId: number, taskId: number): SerializedError {
  const data = serializeError(error);
  const cause = error instanceof Error ? error.cause : undefined;
  const origin = cause instanceof Error && cause.stack !== undefined ? { stack: cause.stack } : {};
  const isPools = NUMBERED.has(errorCode(error));
  const message = isPools
    ? data.message.replace(`task ${poolId} `, `task ${taskId} `)
    : data.message;
  return { ...data, ...origin, message };
}

/** Codes of errors that the pool itself words. */
const NUMBERED = new Set(["worker_crashed", "task_timeout", "internal_error"]);
