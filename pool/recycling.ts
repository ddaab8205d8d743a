/** When a worker is replaced though it is well: a pure decision. @module */

/** What a worker has used. */
export interface WorkerUse {
  /** Tasks it has served. */
  readonly tasks: number;
  /** Time it has worked, in ms. */
  readonly workedMs: number;
  /** Memory of its heap and its buffers after its last task, in bytes. */
  readonly memoryBytes: number;
}

/** Bounds of a worker's life. */
export interface RecycleOptions {
  /** Tasks after which it is replaced; `Infinity` for never. */
  readonly recycleTasks: number;
  /** Work before which it is not replaced for its tasks, in ms: its start has to pay. */
  readonly recycleWorkMs: number;
  /** Memory from which on it is replaced, in bytes; `Infinity` for never. */
  readonly recycleBytes: number;
}

/** Whether a fresh worker should take its place: a leak of any library ends with the worker. */
export function shouldRecycle(use: WorkerUse, options: RecycleOptions): boolean {
  const isOld = use.tasks >= options.recycleTasks && use.workedMs >= options.recycleWorkMs;
  return isOld || use.memoryBytes >= options.recycleBytes;
}
