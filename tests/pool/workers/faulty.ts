/// <reference no-default-lib="true" />
/// <reference lib="deno.worker" />
/** A worker that does what the bytes of its task say: the real protocol around faults of every kind. @module */
import type { RunContext } from "../../../task/run_task.ts";
import { serveTasks } from "../../../pool/serve_tasks.ts";
import type { ConvertResult, Task } from "../../../task/task.ts";

serveTasks(self, async (task: Task, context: RunContext) => {
  const command = task.kind === "convert" ? new TextDecoder().decode(task.bytes) : "";
  const [verb, argument] = command.split(" ");
  switch (verb) {
    case "echo":
      break;
    case "throw":
      throw new Error("thrown in the task");
    case "throw-string":
      // deno-lint-ignore no-throw-literal -- libraries do
      throw "just a string";
    case "reject":
      void Promise.reject(new Error("rejected and nobody listens"));
      await never();
      break;
    case "timer":
      setTimeout(() => {
        throw new Error("thrown by a timer");
      });
      await never();
      break;
    case "later":
      // Replies first, and dies when it has nothing to do.
      setTimeout(() => {
        throw new Error("thrown while idle");
      }, Number(argument));
      break;
    case "close":
      self.close();
      await never();
      break;
    case "close-later":
      setTimeout(() => self.close());
      break;
    case "overflow":
      return overflow();
    case "unclonable":
      return { ...result(task), warnings: [(() => {}) as unknown as string] };
    case "wasm":
      return { ...result(task), bytes: instanceBytes() };
    case "loop":
      busy(Number(argument), () => {});
      break;
    case "polite-loop":
      busy(Number(argument), () => void context.checkpoint());
      break;
    default:
      throw new Error(`no such fault: ${verb}`);
  }
  return result(task);
});

function result(task: Task): ConvertResult {
  const bytes = task.kind === "convert" ? task.bytes : new Uint8Array();
  return {
    kind: "convert",
    bytes,
    format: "png",
    input: { width: 1, height: 1 },
    output: { width: 1, height: 1 },
    warnings: [],
    timings: { queue: 0, decode: 0, filter: 0, encode: 0, total: 0 },
  };
}

function busy(ms: number, band: () => void): void {
  const end = performance.now() + ms;
  while (performance.now() < end) band();
}

function overflow(): never {
  return overflow();
}

function instanceBytes(): Uint8Array {
  const bytes = new Uint8Array(new WebAssembly.Memory({ initial: 1 }).buffer, 0, 4);
  bytes.set([1, 2, 3, 4]);
  return bytes;
}

function never(): Promise<never> {
  return new Promise(() => {});
}
