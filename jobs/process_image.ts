/** One image through one recipe: read, run, write, and say what became of it. @module */
import type { EncodeOptions, Format } from "../codecs/codec.ts";
import { errorCode, isAbort, PixelpoolError, TaskTimeoutError } from "../errors.ts";
import { exists, outputExists, writeAtomically } from "../files/atomic_write.ts";
import { readImageFile } from "../files/read_file.ts";
import type { Limits } from "../image/limits.ts";
import type { Step } from "../pipeline/step.ts";
import type { MemoryBudget } from "../pool/admission.ts";
import type { Executor, RunOptions } from "../pool/executor.ts";
import type { ConvertResult, ConvertTask, Timings } from "../task/task.ts";
import { forecastImage } from "./forecast.ts";
import { type FileReport, fileReport, type FileStatus, NO_TIMINGS } from "./report.ts";

/** From which file to which. */
export interface ImageJob {
  readonly input: string;
  readonly output: string;
}

/** What is done to each image. */
export interface ImageWork {
  readonly steps: readonly Step[];
  /** `undefined` keeps the format of the input. */
  readonly format: Format | undefined;
  readonly encode: EncodeOptions;
  readonly limits: Limits;
  /** Name of a provider; `undefined` takes the default one of the format. */
  readonly codec: string | undefined;
  /** Whether a file that exists is replaced; otherwise its job is skipped. */
  readonly overwrite: boolean;
}

/** Options of one job. */
export interface ImageOptions {
  /** Stops the job; what is written already stays whole. */
  readonly signal?: AbortSignal | undefined;
  /** Deadline of the task in ms from its start. @default 30000 */
  readonly timeout?: number | undefined;
  /** Attempts when the worker dies or the deadline passes; the file is read again for each. @default 1 */
  readonly attempts?: number | undefined;
  /**
   * Bound on the memory of all jobs together: the header is read and the predicted bytes are reserved before
   * anything is decoded, until the result is written. @default none
   */
  readonly memory?: MemoryBudget | undefined;
  /** Memory that the executor takes for a picture, against that on one thread. @default 1 */
  readonly memoryFactor?: number | undefined;
}

/** Processes one image. Never throws: whatever happens is in the report. */
export async function processImage(
  job: ImageJob,
  work: ImageWork,
  executor: Executor,
  options: ImageOptions = {},
): Promise<FileReport> {
  const started = performance.now();
  let bytesIn = 0;
  try {
    options.signal?.throwIfAborted();
    if (!work.overwrite && await exists(job.output)) throw outputExists();
    using place = await options.memory?.enter(options.signal);
    const bytes = await readImageFile(job.input, work.limits, options.signal);
    // In workers mode the bytes move away, and their length with them.
    bytesIn = bytes.byteLength;
    await place?.reserve(memoryOf(bytes, work, options), options.signal);
    const result = await executor.run(convertTask(bytes, work), runOptions(job, work, options));
    await writeAtomically(job.output, result.bytes, { overwrite: work.overwrite });
    return completed(job, result, bytesIn, performance.now() - started);
  } catch (thrown) {
    return unfinished(job, thrown, bytesIn, performance.now() - started);
  }
}

function memoryOf(bytes: Uint8Array, work: ImageWork, { memoryFactor = 1 }: ImageOptions): number {
  return memoryFactor * forecastImage(bytes, work).bytes;
}

function runOptions(job: ImageJob, work: ImageWork, options: ImageOptions): RunOptions {
  const { signal, timeout, attempts = 1 } = options;
  if (attempts === 1) return { signal, timeout };
  // The bytes went down with the worker, and the file is still there.
  const recover = async (): Promise<ConvertTask> =>
    convertTask(await readImageFile(job.input, work.limits, signal), work);
  return { signal, timeout, attempts, recover };
}

function convertTask(bytes: Uint8Array, work: ImageWork): ConvertTask {
  const { steps, format, encode, limits, codec } = work;
  return { kind: "convert", bytes, steps, format, encode, limits, codec };
}

function completed(
  job: ImageJob,
  result: ConvertResult,
  bytesIn: number,
  total: number,
): FileReport {
  return fileReport({
    ...job,
    status: "completed",
    size: result.output,
    sourcePixels: result.input.width * result.input.height,
    bytesIn,
    bytesOut: result.bytes.byteLength,
    timings: { ...result.timings, total },
    warnings: result.warnings,
  });
}

function unfinished(job: ImageJob, thrown: unknown, bytesIn: number, total: number): FileReport {
  const status = statusOf(thrown);
  const timings: Timings = { ...NO_TIMINGS, total };
  if (status === "cancelled") {
    return fileReport({ ...job, status, message: "Stopped before it was done", bytesIn, timings });
  }
  const message = status === "skipped" ? "The result exists already" : messageOf(thrown);
  const code = errorCode(thrown);
  return fileReport({ ...job, status, code, message, bytesIn, timings, cause: thrown });
}

function statusOf(thrown: unknown): FileStatus {
  if (isAbort(thrown)) return "cancelled";
  if (thrown instanceof TaskTimeoutError) return "timed_out";
  switch (errorCode(thrown)) {
    case "poison_task":
      return "dead";
    case "output_exists":
      return "skipped";
    default:
      return "failed";
  }
}

/** Our own messages are meant for users; what others throw may hold paths and more. */
function messageOf(thrown: unknown): string {
  if (thrown instanceof PixelpoolError) return thrown.message;
  const name = thrown instanceof Error ? thrown.name : typeof thrown;
  return `Cannot process image as an unexpected ${name} was thrown`;
}
