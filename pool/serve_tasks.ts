/** The worker's side of the protocol: takes tasks, looks at the cancel word, replies. @module */
import { InternalError, serializeError } from "../errors.ts";
import { useKernels } from "../kernels/active.ts";
import type { RunContext } from "../task/run_task.ts";
import type { Task, TaskResult } from "../task/task.ts";
import { warmUp } from "../task/warm_up.ts";
import { ControlWords } from "./cancel.ts";
import { type DyingScope, sayLastWords } from "./last_words.ts";
import { holdForLife } from "./liveness.ts";
import type { WorkerReply, WorkerRequest, WorkerResponse } from "./protocol.ts";
import { resultTransfer } from "./transfer.ts";
import { resultToWire, taskFromWire } from "./wire.ts";
import { pluginsProvided } from "./worker_plugins.ts";

/** What is used of a worker's global scope. */
export interface WorkerScope extends DyingScope {
  /** Called for each request. */
  onmessage: ((event: MessageEvent<WorkerRequest>) => unknown) | null;
  /** Replies. */
  postMessage(message: WorkerResponse, transfer?: Transferable[]): void;
}

/** Least time between two looks at the memory, in ms: a look takes 0.025 ms, half as long as a round trip. */
const MEMORY_EVERY_MS = 100;

let memoryLookedAt = -Infinity;

/** Does the work of a task. */
export type TaskRunner = (task: Task, context: RunContext) => Promise<TaskResult>;

type Start = WorkerRequest & { readonly type: "start" };
type RunRequest = WorkerRequest & { readonly type: "run" };

/** Serves the pool until the worker ends. Whatever `runner` throws becomes the reply of its task. */
export function serveTasks(scope: WorkerScope, runner: TaskRunner): void {
  sayLastWords(scope);
  scope.onmessage = ({ data }) => {
    if (data.type !== "start") throw new Error(`Cannot serve '${data.type}' before 'start'`);
    const runInTurn = inTurn(scope, runner, new ControlWords(data.control));
    scope.onmessage = ({ data }) => {
      switch (data.type) {
        case "start":
          throw new Error("Cannot start worker as it was started before");
        case "run":
          return runInTurn(data);
        default:
          return data satisfies never;
      }
    };
    void prepare(data).then(() => {
      // Only then may the pool stand in line for the lock.
      holdForLife(data.token, () => scope.postMessage({ type: "ready" }));
    });
  };
}

/**
 * Runs one task at a time, in the order they come. The runtime hands over two messages that are there already
 * without a turn in between, so that the second task would get in between two bands of the first.
 */
function inTurn(
  scope: WorkerScope,
  runner: TaskRunner,
  words: ControlWords,
): (request: RunRequest) => void {
  const ahead: RunRequest[] = [];
  let isRunning = false;
  async function runAll(first: RunRequest): Promise<void> {
    isRunning = true;
    for (let next: RunRequest | undefined = first; next; next = ahead.shift()) {
      await run(scope, runner, words, next.id, taskFromWire(next.task));
    }
    isRunning = false;
  }
  return (request) => {
    if (isRunning) ahead.push(request);
    else void runAll(request);
  };
}

async function prepare(start: Start): Promise<void> {
  if (start.hasPlugins) await pluginsProvided();
  useKernels(start.kernels);
  await warmUp(start.warmUp);
}

async function run(
  scope: WorkerScope,
  runner: TaskRunner,
  words: ControlWords,
  id: number,
  task: Task,
): Promise<void> {
  const context: RunContext = {
    checkpoint() {
      words.advance();
      if (words.isCancelled(id)) throw new DOMException(`Task ${id} was cancelled`, "AbortError");
    },
    progress(share) {
      words.share = share;
    },
  };
  try {
    context.checkpoint();
    const result = await runner(task, context);
    reply(scope, id, result);
  } catch (error) {
    const failed = serializeError(error);
    scope.postMessage({ type: "failed", id, error: failed, memoryBytes: memoryBytes() });
  }
}

function reply(scope: WorkerScope, id: number, result: TaskResult): void {
  const wire = resultToWire(result);
  const message: WorkerReply = { type: "done", id, result: wire, memoryBytes: memoryBytes() };
  try {
    const transfer = resultTransfer(result);
    // The runtime has a shorter way for messages that move nothing, and takes an empty list for a long one.
    if (transfer.length === 0) scope.postMessage(message);
    else scope.postMessage(message, transfer);
  } catch {
    // Memory of a WebAssembly instance cannot be moved, but copied.
    copyReply(scope, message);
  }
}

function copyReply(scope: WorkerScope, message: WorkerReply): void {
  try {
    scope.postMessage(message);
  } catch (cause) {
    throw new InternalError(
      "internal_error",
      "Cannot send result as it holds a value that cannot be cloned",
      { cause },
    );
  }
}

/** What this worker holds, now and then; `rss` would be that of the whole process. */
function memoryBytes(): number | undefined {
  const now = performance.now();
  if (now - memoryLookedAt < MEMORY_EVERY_MS) return undefined;
  memoryLookedAt = now;
  const { heapTotal, external } = Deno.memoryUsage();
  return heapTotal + external;
}
