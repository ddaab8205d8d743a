/** Where the input of a task comes from when it is tried again. @module */
import type { Task } from "../task/task.ts";

/**
 * `none`: nowhere; the memory of a task moves to its worker and is gone with it, so that only a task in shared
 * memory, or in a part of a larger buffer, can be tried again. `copy`: the pool keeps the memory and gives the
 * worker a copy. A function reads it again, for instance from its file.
 */
export type Recover = "none" | "copy" | (() => Promise<Task>);

/** Whether the memory of a task is still there. */
export function isIntact(task: Task): boolean {
  switch (task.kind) {
    case "apply":
      return isAttached(task.image.data);
    case "convert":
    case "decode":
      return isAttached(task.bytes);
    case "band":
    case "encode":
      return true;
    default:
      return task satisfies never;
  }
}

/** Whether a task can be had again after its worker has had it. */
export function canRecover(task: Task, recover: Recover): boolean {
  return typeof recover === "function" || isIntact(task);
}

/**
 * The task for the next attempt.
 *
 * @throws {TypeError} when a task of another kind was read
 * @throws what reading throws
 */
export async function recoverTask(task: Task, recover: Recover): Promise<Task> {
  if (typeof recover !== "function") return task;
  const again = await recover();
  if (again.kind === task.kind) return again;
  throw new TypeError(
    `Cannot try task again as 'recover' must give one of kind '${task.kind}': current value is '${again.kind}'`,
  );
}

function isAttached({ buffer }: ArrayBufferView): boolean {
  return !(buffer instanceof ArrayBuffer) || !buffer.detached;
}
