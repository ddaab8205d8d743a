/// <reference no-default-lib="true" />
/// <reference lib="deno.worker" />
/** A worker that runs real tasks, and does what the bytes of a task say when they are a command. @module */
import { serveTasks } from "../../../pool/serve_tasks.ts";
import { type RunContext, runTask } from "../../../task/run_task.ts";
import type { Task, TaskResult } from "../../../task/task.ts";

serveTasks(self, (task: Task, context: RunContext): Promise<TaskResult> => {
  const text = task.kind === "convert" ? new TextDecoder().decode(task.bytes.slice(0, 20)) : "";
  switch (text) {
    case "loop":
      return loop();
    case "oom":
      return exhaust();
    case "crash":
      setTimeout(() => {
        throw new Error("thrown by a timer");
      });
      return new Promise(() => {});
    case "wait":
      return new Promise(() => {});
    default:
      return runTask(task, context);
  }
});

function loop(): never {
  for (;;);
}

/** Fills the heap until the engine ends the process. */
function exhaust(): never {
  const kept: unknown[] = [];
  for (;;) kept.push(new Array(1_000_000).fill(0.5));
}
