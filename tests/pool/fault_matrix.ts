/** Nine points at which a worker can fail, four ways to do so, and what may come of each. @module */

/** Where it fails. */
export const POINTS = [
  "on start",
  "on receive",
  "before the work",
  "during the work",
  "after the result",
  "in transfer",
  "at shutdown",
  "while the queue is full",
  "during restart",
] as const;

/** How it fails. */
export const WAYS = ["close", "loop", "throw", "reject"] as const;

export type Point = (typeof POINTS)[number];
export type Way = (typeof WAYS)[number];

/** One of the 36. */
export interface MatrixCase {
  readonly point: Point;
  readonly way: Way;
}

/** Number of the job whose worker fails; the others are sound. */
export const VICTIM = 0;

/** Workers of the pool in each case: one may run on for ever, and the pool still replaces. */
export const WORKERS = 2;

/** Name of the channel between a case and its workers. */
export const CHANNEL = "fault-matrix";

/**
 * A worker asks for its number among all that were started, and is told; who waits for the pool to close says so, and
 * all are told when it does.
 */
export type ChannelMessage =
  | { readonly type: "started"; readonly id: string }
  | { readonly type: "number"; readonly id: string; readonly number: number }
  | { readonly type: "awaiting" }
  | { readonly type: "closing" };

/** What a process that ran a case prints. */
export interface CaseReport {
  /** How each job ended: `completed`, `wrong`, `aborted` or an error code. */
  readonly ends: readonly string[];
  /** From the first job to the end of the last one, in ms. */
  readonly settleMs: number;
  /** Time that the pool took to close, in ms. */
  readonly closeMs: number;
  readonly zombies: number;
  readonly workers: number;
  /** Workers that were started, the first two included. */
  readonly started: number;
  /** What does not add up, a sentence each. */
  readonly broken: readonly string[];
}

/** How the job may end whose worker fails. */
export function victimEnds({ point, way }: MatrixCase): readonly string[] {
  switch (point) {
    case "on start":
    case "after the result":
      return ["completed"];
    case "in transfer":
      if (way === "throw") return ["internal_error"];
      if (way === "loop") return ["task_timeout"];
      // The reply may be out before its worker is gone.
      return ["completed", "worker_crashed"];
    case "before the work":
    case "during the work":
      // Within the task, an error is the task's own and its worker lives on.
      if (way === "throw") return ["internal_error"];
      return [way === "loop" ? "task_timeout" : "worker_crashed"];
    case "on receive":
    case "at shutdown":
    case "while the queue is full":
    case "during restart":
      return [way === "loop" ? "task_timeout" : "worker_crashed"];
    default:
      return point satisfies never;
  }
}

/** Whether a worker says nothing at its start, neither that it is ready nor that it fails. */
export function isSilentStart({ point, way }: MatrixCase): boolean {
  return (point === "on start" || point === "during restart") &&
    (way === "close" || way === "loop");
}

/**
 * Threads that count as running on in the end: those that loop, and one that ended without a word before it held its
 * lock, for nothing can tell it from one that loops.
 */
export function zombiesOf({ point, way }: MatrixCase): number {
  const silent = isSilentStart({ point, way }) ? 1 : 0;
  return silent + (way === "loop" && point !== "on start" ? 1 : 0);
}

/** Workers that fail, so that others are started in their place; a task that throws does no harm to its worker. */
export function deathsOf({ point, way }: MatrixCase): number {
  if (point === "during restart") return 2;
  const isCaught = point === "before the work" || point === "during the work" ||
    point === "in transfer";
  return way === "throw" && isCaught ? 0 : 1;
}
