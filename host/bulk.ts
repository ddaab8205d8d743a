/** Takes the pixels or the file out of a task or a result, and puts them back on the other side. @module */
import type { ApplyResult, ApplyTask, ConvertResult, ConvertTask, Task } from "../task/task.ts";

/** Tasks that can leave the process: their memory is theirs alone. */
export type HostTask = ApplyTask | ConvertTask;

/** Their results. */
export type HostResult = ApplyResult | ConvertResult;

/** A task or a result without its large memory. */
export interface Parts<Whole> {
  /** The rest, with an empty array in its place. */
  readonly rest: Whole;
  /** The memory, not copied. */
  readonly bulk: Uint8Array;
}

/**
 * Whether a task can leave the process.
 *
 * @throws {TypeError} when its memory is shared with others of this process
 */
export function assertHostTask(task: Task): asserts task is HostTask {
  if (task.kind === "apply" || task.kind === "convert") return;
  throw new TypeError(
    `Cannot run task in a child process as its memory is shared: current value is '${task.kind}'`,
  );
}

/** Splits; nothing is copied. */
export function takeBulk<Whole extends HostTask | HostResult>(whole: Whole): Parts<Whole> {
  const { buffer, byteOffset, byteLength } = "bytes" in whole ? whole.bytes : whole.image.data;
  const bulk = new Uint8Array(buffer, byteOffset, byteLength);
  return { rest: putBulk(whole, new Uint8Array()), bulk };
}

/** Joins what `takeBulk` has split; the memory of `bulk` becomes that of the whole. */
export function putBulk<Whole extends HostTask | HostResult>(rest: Whole, bulk: Uint8Array): Whole {
  if ("bytes" in rest) return { ...rest, bytes: bulk };
  const data = new Uint8ClampedArray(bulk.buffer, bulk.byteOffset, bulk.byteLength);
  return { ...rest, image: { ...rest.image, data } };
}
