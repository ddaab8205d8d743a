/** What the tests of the child host share. @module */
import { HostExecutor, type HostOptions } from "../../host/supervisor.ts";
import type { RunOptions } from "../../pool/executor.ts";
import { applyTask, convertTask, picture } from "../pool/support.ts";
import { runTask } from "../../task/run_task.ts";
import type { ApplyResult } from "../../task/task.ts";

/** A host of two workers that do what a task's bytes say. */
export function makeHost(options: HostOptions = {}): HostExecutor {
  const script = new URL("./workers/faulty.ts", import.meta.url);
  return new HostExecutor({ workers: 2, script, ...options });
}

/** Has a worker do something that it never comes back from. */
export function inflict(
  host: HostExecutor,
  fault: "loop" | "oom" | "crash" | "wait",
  options?: RunOptions,
): Promise<unknown> {
  return host.run(convertTask("blur", new TextEncoder().encode(fault)), options);
}

/** A task whose pixels tell it from others. */
export function goodTask(seed: number): ReturnType<typeof applyTask> {
  return applyTask("sharpen,edges", picture(120, 90, seed));
}

/** What it must give. */
export function goodResult(seed: number): Promise<ApplyResult> {
  return runTask(goodTask(seed), { checkpoint: () => {} });
}

/** Whether a process exists and is more than an entry that nobody has read yet. */
export function isRunning(pid: number): boolean {
  try {
    const stat = Deno.readTextFileSync(`/proc/${pid}/stat`);
    return !/\) [ZX] /.test(stat);
  } catch (thrown) {
    if (thrown instanceof Deno.errors.NotFound) return false;
    throw thrown;
  }
}
