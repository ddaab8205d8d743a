/** What is moved rather than copied when a task or a result crosses threads. @module */
import { InternalError } from "../errors.ts";
import type { Task, TaskResult } from "../task/task.ts";

/**
 * Memory up to this size is copied, in bytes. To move memory costs 10 us more than to send none, whatever its
 * size; to copy so much costs less.
 */
export const COPY_UP_TO = 4_096;

/** A task that can be posted, and the buffers that move with it. */
export interface PackedTask {
  /** The task, or a copy of it whose memory can move. */
  readonly task: Task;
  /** Second argument of `postMessage`. */
  readonly transfer: Transferable[];
  /** Memory that is copied by posting and has to be taken from its owner afterwards. */
  readonly copied: ArrayBuffer | undefined;
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
      return { task: { ...task, image: { ...task.image, data } }, ...sent(data) };
    }
    case "convert":
    case "decode": {
      const bytes = whole(task.bytes, keep);
      return { task: { ...task, bytes }, ...sent(bytes) };
    }
    case "band":
    case "encode":
      return { task, transfer: [], copied: undefined };
    default:
      return task satisfies never;
  }
}

/**
 * Results that took at least so long are copied, in ms a byte: ten to twenty times what the copy takes. The first
 * memory that leaves an isolate makes V8 check every access to any memory there from then on, and a filter in
 * JavaScript a third slower.
 */
export const COPY_FROM_MS_PER_BYTE = 1e-5;

/** The buffers that move with a result; a worker owns its results. */
export function resultTransfer(result: TaskResult): Transferable[] {
  switch (result.kind) {
    case "apply": {
      const { data } = result.image;
      const isCheap = result.timings.total < data.byteLength * COPY_FROM_MS_PER_BYTE;
      return isCheap ? sent(data).transfer : [];
    }
    // Files are small beside the time it took to write them.
    case "convert":
    case "encode":
    case "decode":
    case "band":
      return [];
    default:
      return result satisfies never;
  }
}

/** Takes the memory of a task from its owner, as moving it would have: a copy of it is on its way. */
export function giveAway(task: Task): void {
  packTask(task).copied?.transfer(0);
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

function sent({ buffer }: ArrayBufferView): Omit<PackedTask, "task"> {
  if (!(buffer instanceof ArrayBuffer)) return { transfer: [], copied: undefined };
  // Copying a detached buffer would send an empty one; moving it says what is wrong.
  if (buffer.byteLength > COPY_UP_TO || buffer.detached) {
    return { transfer: [buffer], copied: undefined };
  }
  return { transfer: [], copied: buffer };
}
