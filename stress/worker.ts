/// <reference no-default-lib="true" />
/// <reference lib="deno.worker" />
/** The worker of a run: does real tasks, and to some of them what seed and number say. @module */
import { serveTasks } from "../pool/serve_tasks.ts";
import type { RunContext } from "../task/run_context.ts";
import { runTask } from "../task/run_task.ts";
import type { Task, TaskResult } from "../task/task.ts";
import { type Fault, faultOf, type Moment, momentOf } from "./faults.ts";
import { inflict } from "./inflict.ts";
import { jobOf } from "./label.ts";
import { readWorkerScript } from "./worker_script.ts";

const { seed, mix } = readWorkerScript(import.meta.url);

serveTasks(self, (task, context) => {
  const job = jobOf(task);
  const fault = faultOf(seed, job, mix);
  if (fault === undefined) return runTask(task, context);
  return runWithFault(task, context, fault, momentOf(seed, job));
});

async function runWithFault(
  task: Task,
  context: RunContext,
  fault: Fault,
  moment: Moment,
): Promise<TaskResult> {
  const strike = (): Promise<never> => inflict(fault, context, self);
  if (moment === "before") await strike();
  await runTask(task, moment === "during" ? { ...context, checkpoint: strike } : context);
  // A task without any checkpoint gets its fault none the less.
  return await strike();
}
