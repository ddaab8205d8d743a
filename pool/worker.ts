/// <reference no-default-lib="true" />
/// <reference lib="deno.worker" />
/** What runs inside a worker. In a file of its own: `import.meta.main` is true in workers, too. @module */
import { recycleImage } from "../image/image_buffers.ts";
import { type RunContext, runTask } from "../task/run_task.ts";
import type { Task, TaskResult } from "../task/task.ts";
import { serveTasks } from "./serve_tasks.ts";

serveTasks(self, runOwned);

/** Runs a task whose memory is the worker's: pixels that came in are used again for the next task. */
async function runOwned(task: Task, context: RunContext): Promise<TaskResult> {
  const result = await runTask(task, context);
  if (task.kind === "apply" && result.kind === "apply") {
    if (result.image.data.buffer !== task.image.data.buffer) recycleImage(task.image);
  }
  return result;
}
