/** Executors for programs that are not ours, which may lack what ours have set. @module */
import { createExecutor as createAppExecutor } from "../app.ts";
import type { Executor, Mode } from "../pool/executor.ts";
import type { WorkerPoolOptions } from "../pool/worker_pool_options.ts";

/** Options of `createExecutor`; those of workers say nothing in the modes that have none. */
export interface CreateExecutorOptions extends Omit<WorkerPoolOptions, "permissions"> {
  /**
   * Whether workers have no permission at all. This needs `"unstable": ["worker-options"]` in the `deno.json` of
   * the program, or the flag `--unstable-worker-options`: without it Deno ends the program, with exit code 70.
   * Otherwise workers may do what the program may.
   * @default false
   */
  readonly sandbox?: boolean | undefined;
  /**
   * Whether the workers live in a process of their own, which can be killed; in `workers` mode only, and the
   * program must be allowed to run Deno.
   * @default false
   */
  readonly isolate?: boolean | undefined;
}

/**
 * Opens an executor; dispose of it when done.
 *
 * @throws {RangeError} when an option is out of range
 */
export function createExecutor(
  mode: Mode,
  options: CreateExecutorOptions = {},
): Promise<Executor> {
  const { sandbox = false, ...others } = options;
  return createAppExecutor(mode, { ...others, permissions: sandbox ? "none" : "inherit" });
}
