/** Which of the idle workers gets the next task: a pure decision. @module */
import type { Size } from "../image/rgba_image.ts";
import { stageCost } from "../pipeline/cost.ts";
import type { Task } from "../task/task.ts";

/** What a worker has done so far; all workers of a choice are idle. */
export interface WorkerLoad {
  /** Its number in its lane. */
  readonly number: number;
  /** Tasks it was given. */
  readonly tasks: number;
  /** Predicted time of these tasks, in ms. */
  readonly predictedMs: number;
  /** Time it has worked, in ms. */
  readonly busyMs: number;
}

/**
 * `least_busy`: who was given the least predicted work; long and short tasks spread evenly. `round_robin`: the
 * next one by number. `fair_share`: who has worked the shortest time, whatever was predicted. A function
 * returns one of the candidates.
 *
 * All tasks wait in one line and a worker is given one at a time, so that no choice leaves a worker idle beside
 * a waiting task: what other pools call stealing is how every task is given out.
 */
export type Balance =
  | "least_busy"
  | "round_robin"
  | "fair_share"
  | ((candidates: readonly WorkerLoad[], task: Task) => WorkerLoad);

/**
 * Chooses among idle workers, at least one.
 *
 * @param lastNumber number of the worker that was chosen last; 0 at first
 * @throws {TypeError} when a function returns none of the candidates
 */
export function chooseWorker<Load extends WorkerLoad>(
  balance: Balance,
  candidates: readonly Load[],
  task: Task,
  lastNumber: number,
): Load {
  switch (balance) {
    case "least_busy":
      return least(candidates, ({ predictedMs }) => predictedMs);
    case "round_robin":
      return nextByNumber(candidates, lastNumber);
    case "fair_share":
      return least(candidates, ({ busyMs }) => busyMs);
    default: {
      const chosen = balance(candidates, task);
      const known = candidates.find((candidate) => candidate === chosen);
      if (known !== undefined) return known;
      throw new TypeError("Cannot choose worker as 'balance' returned none of its candidates");
    }
  }
}

/**
 * Predicted time of a task in ms, within a factor of two: the cost of its plan, or what files of its size take;
 * a 4K JPEG of 2.5 MB takes about 250 ms to decode, filter and encode.
 */
export function predictedMs(task: Task): number {
  switch (task.kind) {
    case "apply":
      return task.plan.cost;
    case "convert":
      return task.bytes.byteLength * 1e-4;
    case "decode":
      return pixels(task.target) * 10e-6;
    // All of it, should no other worker come to help.
    case "band":
      return stageCost(task.stage, task.source);
    case "encode":
      return pixels(task.source) * 20e-6;
    default:
      return task satisfies never;
  }
}

function pixels({ width, height }: Size): number {
  return width * height;
}

function least<Load extends WorkerLoad>(
  candidates: readonly Load[],
  measure: (load: Load) => number,
): Load {
  return candidates.reduce((best, next) => measure(next) < measure(best) ? next : best);
}

function nextByNumber<Load extends WorkerLoad>(candidates: readonly Load[], last: number): Load {
  const after = candidates.filter(({ number }) => number > last);
  return least(after.length > 0 ? after : candidates, ({ number }) => number);
}
