/** What a full line does with a newcomer: the words for it, and who makes room. @module */
import { QueueFullError } from "../errors.ts";
import { fits, type QueueBounds, type Sized } from "./bounded_queue.ts";

/**
 * What happens to a request that finds the line full. `wait` holds its caller until there is room. `reject`
 * throws `queue_full`. `drop_oldest` cancels with `dropped` what has waited longest, for work whose worth
 * fades. `caller_runs` runs it at once on the thread of its caller, which slows the caller down to the pace of
 * the work.
 */
export type OnFull = "wait" | "reject" | "drop_oldest" | "caller_runs";

/** What is looked at when somebody must make room. */
export interface Droppable extends Sized {
  /** Higher ones are dropped later. */
  readonly priority: number;
}

/**
 * Who has to go so that `newcomer` fits: those of the lowest priority first, and of these the first in line.
 * Nobody makes room for somebody of lower priority; `undefined` when that leaves no room.
 */
export function chooseDropped<T extends Droppable>(
  line: Iterable<T>,
  newcomer: Droppable,
  bounds: QueueBounds,
): T[] | undefined {
  const entries = [...line];
  const left = {
    count: entries.length,
    bytes: entries.reduce((sum, { bytes }) => sum + bytes, 0),
  };
  const candidates = entries
    .filter(({ priority }) => priority <= newcomer.priority)
    .sort((a, b) => a.priority - b.priority);
  const dropped: T[] = [];
  for (const candidate of candidates) {
    if (fits(bounds, left, newcomer.bytes)) break;
    dropped.push(candidate);
    left.count--;
    left.bytes -= candidate.bytes;
  }
  return fits(bounds, left, newcomer.bytes) ? dropped : undefined;
}

/** The error of who finds no room. */
export function queueFull(line: { readonly size: number; readonly bytes: number }): QueueFullError {
  return new QueueFullError(
    "queue_full",
    `Cannot queue task as the queue is full: ${line.size} tasks of ${line.bytes} bytes wait`,
  );
}

/** The error of who had to make room. */
export function dropped(id: number): QueueFullError {
  return new QueueFullError(
    "dropped",
    `Cannot run task ${id} as the queue was full and it was dropped for a newer one`,
  );
}
