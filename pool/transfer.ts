/** What is moved rather than copied when a task or a result crosses threads. @module */
import { InternalError } from "../errors.ts";
import type { Task, TaskResult } from "../task/task.ts";

/** A task that can be posted, and the buffers that move with it. */
export interface PackedTask {
  /** The task, or a copy of it whose memory can move. */
  readonly task: Task;
  /** Second argument of `postMessage`. */
  readonly transfer: Transferable[];
}

/**
 * Moves the memory of a task where it belongs to the task alone. A view on a part of a buffer is copied first,
 * for moving would take the rest of the buffer from its owner; shared memory stays shared.
 *
 * @param keep copies the memory in any case, so that the task can be sent again
 */
export function packTask(task: Task, keep: boolean = false): PackedTask {
  switch (task.kind) {
    case "apply": {
      const data = whole(task.image.data, keep);
      return { task: { ...task, image: { ...task.image, data } }, transfer: movable(data) };
    }
    case "convert":
    case "decode": {
      const bytes = whole(task.bytes, keep);
      return { task: { ...task, bytes }, transfer: movable(bytes) };
    }
    case "band":
    case "encode":
      return { task, transfer: [] };
    default:
      return task satisfies never;
  }
}

/** The buffers that move with a result; a worker owns its results. */
export function resultTransfer(result: TaskResult): Transferable[] {
  switch (result.kind) {
    case "apply":
      return movable(result.image.data);
    case "convert":
    case "encode":
      return movable(result.bytes);
    case "decode":
    case "band":
      return [];
    default:
      return result satisfies never;
  }
}

/** The error of a task that cannot be posted. */
export function unsendable(id: number, cause: unknown): InternalError {
  return new InternalError(
    "internal_error",
    `Cannot send task ${id} to a worker as its memory was moved before or holds what cannot be cloned`,
    { cause },
  );
}

function whole<View extends Uint8Array | Uint8ClampedArray>(view: View, keep: boolean): View {
  const { buffer, byteLength } = view;
  if (!(buffer instanceof ArrayBuffer)) return view;
  // A detached buffer has nothing to copy: sending it says so.
  if (buffer.detached || (!keep && buffer.byteLength === byteLength)) return view;
  return view.slice() as View;
}

function movable(view: ArrayBufferView): Transferable[] {
  return view.buffer instanceof ArrayBuffer ? [view.buffer] : [];
}
