/**
 * Every error a user can meet: one class per who must act, a `code` for machines, and one table that
 * says what a code means for HTTP, the exit status and retries.
 *
 * @module
 */

/** What a code means at each door. */
export interface ErrorRule {
  /** HTTP status of the answer. */
  readonly status: number;
  /** Exit status of the command line when this error ends a run. */
  readonly exit: number;
  /** Whether trying the same task again can help. */
  readonly retry: boolean;
}

/** The stable codes. Add one here and the compiler finds every table that lacks it. */
export type ErrorCode =
  | "unknown_filter"
  | "invalid_param"
  | "bad_recipe"
  | "bad_option"
  | "bad_plugin"
  | "read_failed"
  | "corrupt_image"
  | "unsupported_format"
  | "truncated_image"
  | "too_many_pixels"
  | "too_many_bytes"
  | "too_many_frames"
  | "memory_budget"
  | "queue_full"
  | "dropped"
  | "task_timeout"
  | "queue_timeout"
  | "worker_crashed"
  | "poison_task"
  | "write_failed"
  | "disk_full"
  | "output_exists"
  | "output_in_use"
  | "internal_error";

/** Code to status, exit and retry; no door switches on classes. */
export const ERROR_RULES = {
  unknown_filter: { status: 400, exit: 2, retry: false },
  invalid_param: { status: 400, exit: 2, retry: false },
  bad_recipe: { status: 400, exit: 2, retry: false },
  bad_option: { status: 400, exit: 2, retry: false },
  bad_plugin: { status: 400, exit: 2, retry: false },
  read_failed: { status: 400, exit: 1, retry: false },
  corrupt_image: { status: 422, exit: 1, retry: false },
  unsupported_format: { status: 415, exit: 1, retry: false },
  truncated_image: { status: 422, exit: 1, retry: false },
  too_many_pixels: { status: 422, exit: 1, retry: false },
  too_many_bytes: { status: 413, exit: 1, retry: false },
  too_many_frames: { status: 422, exit: 1, retry: false },
  memory_budget: { status: 422, exit: 1, retry: false },
  queue_full: { status: 429, exit: 1, retry: true },
  dropped: { status: 429, exit: 1, retry: true },
  task_timeout: { status: 504, exit: 1, retry: true },
  queue_timeout: { status: 504, exit: 1, retry: true },
  worker_crashed: { status: 500, exit: 1, retry: true },
  poison_task: { status: 500, exit: 1, retry: false },
  write_failed: { status: 500, exit: 1, retry: false },
  disk_full: { status: 500, exit: 1, retry: false },
  output_exists: { status: 500, exit: 1, retry: false },
  output_in_use: { status: 409, exit: 2, retry: true },
  internal_error: { status: 500, exit: 1, retry: false },
} as const satisfies Record<ErrorCode, ErrorRule>;

/** Base of all errors of this product; `message` holds no path and no stack. */
export class PixelpoolError extends Error {
  /** Name of the class, which crosses threads. */
  override readonly name: string = "PixelpoolError";
  /** What went wrong, for machines. */
  readonly code: ErrorCode;

  /** An error with its code; `message` says action, reason and value, without path or stack. */
  constructor(code: ErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/** The caller must change the request: recipe, parameter, option or file name. */
export class InputError extends PixelpoolError {
  /** Name of the class, which crosses threads. */
  override readonly name = "InputError";
}

/** The picture cannot be read. */
export class DecodeError extends PixelpoolError {
  /** Name of the class, which crosses threads. */
  override readonly name = "DecodeError";
}

/** The picture or the work is larger than allowed. */
export class LimitError extends PixelpoolError {
  /** Name of the class, which crosses threads. */
  override readonly name = "LimitError";
}

/** The waiting line has no room, or had none and dropped the task for a newer one; try again later. */
export class QueueFullError extends PixelpoolError {
  /** Name of the class, which crosses threads. */
  override readonly name = "QueueFullError";
}

/** The work took longer than its deadline. */
export class TaskTimeoutError extends PixelpoolError {
  /** Name of the class, which crosses threads. */
  override readonly name = "TaskTimeoutError";
}

/** The worker that ran the task is gone. */
export class WorkerCrashedError extends PixelpoolError {
  /** Name of the class, which crosses threads. */
  override readonly name = "WorkerCrashedError";
}

/** The result cannot be written. */
export class OutputError extends PixelpoolError {
  /** Name of the class, which crosses threads. */
  override readonly name = "OutputError";
}

/** A fault of ours: worth a report. */
export class InternalError extends PixelpoolError {
  /** Name of the class, which crosses threads. */
  override readonly name = "InternalError";
}

const CLASSES = {
  PixelpoolError,
  InputError,
  DecodeError,
  LimitError,
  QueueFullError,
  TaskTimeoutError,
  WorkerCrashedError,
  OutputError,
  InternalError,
} as const;

/** An error as it crosses a thread or a process: structured clone drops classes and codes. */
export interface SerializedError {
  readonly name: string;
  readonly message: string;
  readonly code?: ErrorCode;
  readonly stack?: string;
}

/** Turns anything thrown into plain data; libraries throw numbers and strings too. */
export function serializeError(thrown: unknown): SerializedError {
  if (thrown instanceof PixelpoolError) {
    const { name, message, code, stack } = thrown;
    return stack === undefined ? { name, message, code } : { name, message, code, stack };
  }
  if (thrown instanceof Error || thrown instanceof DOMException) {
    const { name, message, stack } = thrown;
    return stack === undefined ? { name, message } : { name, message, stack };
  }
  return { name: "Error", message: String(thrown) };
}

/** The error on the receiving side: our classes by name, aborts as `AbortError`, the rest internal. */
export function deserializeError(data: SerializedError): Error {
  if (isAbort(data)) return new DOMException(data.message, "AbortError");
  const origin = new Error(data.message);
  if (data.stack !== undefined) origin.stack = data.stack;
  if (data.code === undefined || !Object.hasOwn(ERROR_RULES, data.code)) {
    return new InternalError(
      "internal_error",
      `Cannot finish task as an unexpected ${data.name} was thrown: ${data.message}`,
      { cause: origin },
    );
  }
  const ErrorClass = CLASSES[data.name as keyof typeof CLASSES] ?? PixelpoolError;
  return new ErrorClass(data.code, data.message, { cause: origin });
}

/** Whether `thrown` says that somebody asked to stop, rather than that something failed. */
export function isAbort(thrown: unknown): boolean {
  return typeof thrown === "object" && thrown !== null && "name" in thrown &&
    thrown.name === "AbortError";
}

/** The stable code of anything thrown. */
export function errorCode(thrown: unknown): ErrorCode {
  return thrown instanceof PixelpoolError ? thrown.code : "internal_error";
}

/** One plain line of what a runtime reports: no stack, no path, no "Uncaught". */
export function plainReason(message: string): string {
  const [line] = message.replace(/^Uncaught (\(in promise\) )?/, "").split("\n");
  const plain = line.replace(QUOTED_PATH, "$1$2$1").replace(BARE_PATH, "$1");
  return plain.trim().replace(/\.$/, "") || "unknown error";
}

/** A path or URL in quotes, which may hold spaces: mark, name. */
const QUOTED_PATH = /(["'])[^"']*[/\\]([^"'/\\]*)\1/g;

/** A URL or an absolute path without quotes: name. */
const BARE_PATH = /(?<![^\s(])(?:[a-z]+:\/\/|\/|[A-Z]:\\)\S*?([^\s/\\]*)(?=\s|$)/g;
