/// <reference no-default-lib="true" />
/// <reference lib="deno.worker" />
/** A worker that fails at the point and in the way that its URL names: the real protocol and the real work. @module */
import type { WorkerRequest, WorkerResponse } from "../../../pool/protocol.ts";
import { serveTasks, type WorkerScope } from "../../../pool/serve_tasks.ts";
import { taskFromWire } from "../../../pool/wire.ts";
import { jobOf } from "../../../stress/label.ts";
import type { RunContext } from "../../../task/run_context.ts";
import { runTask } from "../../../task/run_task.ts";
import type { Task, TaskResult } from "../../../task/task.ts";
import { CHANNEL, type ChannelMessage, VICTIM } from "../fault_matrix.ts";

const { searchParams } = new URL(import.meta.url);
const [point, way] = [searchParams.get("point"), searchParams.get("way")];

/** The real server, behind a gate that sees each message first. */
const behind: WorkerScope = {
  onmessage: null,
  postMessage: (message: WorkerResponse, transfer: Transferable[] = []) =>
    self.postMessage(message, transfer),
  close: () => self.close(),
  addEventListener: (type: string, listener: (event: Event) => void) =>
    self.addEventListener(type, listener),
};
serveTasks(behind, runner);
self.onmessage = (event: MessageEvent<WorkerRequest>) => {
  if (event.data.type === "start") return askForNumber(event);
  if (point === "on receive" && isVictim(event.data)) return fail();
  behind.onmessage?.(event);
};

function askForNumber(event: MessageEvent<WorkerRequest>): void {
  const channel = new BroadcastChannel(CHANNEL);
  const id = crypto.randomUUID();
  channel.onmessage = ({ data }: MessageEvent<ChannelMessage>) => {
    if (data.type !== "number" || data.id !== id) return;
    channel.close();
    if (failsAtStart(data.number)) fail();
    else behind.onmessage?.(event);
  };
  channel.postMessage({ type: "started", id } satisfies ChannelMessage);
}

/** The first two workers start together; the third takes the place of one that failed. */
function failsAtStart(number: number): boolean {
  return point === "on start" ? number === 1 : point === "during restart" && number === 3;
}

function isVictim(request: WorkerRequest): boolean {
  return request.type === "run" && jobOf(taskFromWire(request.task)) === VICTIM;
}

async function runner(task: Task, context: RunContext): Promise<TaskResult> {
  if (jobOf(task) !== VICTIM) return await runTask(task, context);
  switch (point) {
    case "before the work":
      await failAndStay();
      break;
    case "during the work":
      return await runTask(task, { ...context, checkpoint: failAndStay });
    case "while the queue is full":
    case "during restart":
      await failOutside();
      break;
    case "after the result":
      setTimeout(fail);
      break;
    case "at shutdown":
      await untilClosing();
      await failOutside();
      break;
    case "in transfer":
      return failsWhenCloned(await runTask(task, context));
  }
  return await runTask(task, context);
}

function fail(): void {
  switch (way) {
    case "throw":
      throw new Error("injected");
    case "close":
      return self.close();
    case "reject":
      return void Promise.reject(new Error("injected"));
    case "loop":
      for (;;) {
        // Looks at nothing.
      }
  }
}

/** An error is the task's own; after the other ways nothing more is to happen. */
async function failAndStay(): Promise<void> {
  fail();
  await new Promise(() => {});
}

/** An error is nobody's. */
async function failOutside(): Promise<void> {
  setTimeout(fail);
  await new Promise(() => {});
}

function untilClosing(): Promise<void> {
  return new Promise((resolve) => {
    const channel = new BroadcastChannel(CHANNEL);
    channel.onmessage = ({ data }: MessageEvent<ChannelMessage>) => {
      if (data.type !== "closing") return;
      channel.close();
      resolve();
    };
    channel.postMessage({ type: "awaiting" } satisfies ChannelMessage);
  });
}

/** Reading its property while it is copied for the other thread is the last thing that the worker does. */
function failsWhenCloned(result: TaskResult): TaskResult {
  return Object.defineProperty({ ...result }, "timings", {
    enumerable: true,
    get() {
      fail();
      return result.timings;
    },
  });
}
