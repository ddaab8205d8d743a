/** One image through one recipe: read, run, write, and say what became of it. @module */
import type { EncodeOptions, Format } from "../codecs/codec.ts";
import type { MetadataChoice } from "../codecs/metadata/metadata.ts";
import { errorCode, isAbort, PixelpoolError, TaskTimeoutError } from "../errors.ts";
import { writeAtomically } from "../files/atomic_write.ts";
import { type Overwrite, whyKept } from "../files/overwrite.ts";
import { readImageFile } from "../files/read_file.ts";
import type { Limits } from "../image/limits.ts";
import type { JobEntry } from "../journal/job_entry.ts";
import type { Journal } from "../journal/journal.ts";
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
  /** What the input holds, where it is no file but a stream. @default the file is read */
  readonly bytes?: Uint8Array<ArrayBuffer>;
  /** Takes the result, where it goes to no file but a stream. @default it is written to `output` */
  readonly deliver?: (result: Uint8Array) => Promise<void>;
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
  /** What of each input's metadata its result carries. @default "icc" */
  readonly metadata?: MetadataChoice | undefined;
  /** Whether pictures are decoded at their full size, also when the recipe begins by shrinking. @default false */
  readonly precise?: boolean | undefined;
  /** Which files that exist are replaced; the jobs of the others are skipped. */
  readonly overwrite: Overwrite;
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
  /**
   * Is told of every file that was processed, and knows those that need not be processed again. Streams are none
   * of its business. @default none
   */
  readonly journal?: Journal | undefined;
}

/** Processes one image. Never throws: whatever happens is in the report. */
export async function processImage(
  job: ImageJob,
  work: ImageWork,
  executor: Executor,
  options: ImageOptions = {},
): Promise<FileReport> {
  const started = performance.now();
  const journal = isFileToFile(job) ? options.journal : undefined;
  let entry: JobEntry | undefined;
  let bytesIn = 0;
  try {
    options.signal?.throwIfAborted();
    if (await journal?.isDone(job)) return resumed(job);
    const kept = job.deliver === undefined ? await whyKept(job, work.overwrite) : undefined;
    if (kept !== undefined) return skipped(job, kept);
    using place = await options.memory?.enter(options.signal);
    entry = await journal?.begin(job);
    const bytes = await readInput(job, work, options.signal);
    entry?.read(bytes);
    // In workers mode the bytes move away, and their length with them.
    bytesIn = bytes.byteLength;
    await place?.reserve(memoryOf(bytes, work, options), options.signal);
    const result = await executor.run(convertTask(bytes, work), runOptions(job, work, options));
    const overwrite = work.overwrite !== "never";
    await (job.deliver?.(result.bytes) ??
      writeAtomically(job.output, result.bytes, { overwrite, owner: journal?.run }));
    entry?.completed(result.bytes);
    return completed(job, result, bytesIn, performance.now() - started);
  } catch (thrown) {
    const report = unfinished(job, thrown, bytesIn, performance.now() - started);
    tellFailure(entry, report);
    return report;
  }
}

function isFileToFile({ bytes, deliver }: ImageJob): boolean {
  return bytes === undefined && deliver === undefined;
}

/** What was stopped, or left alone, has no place in the journal: it is still to be done. */
function tellFailure(entry: JobEntry | undefined, { status, code }: FileReport): void {
  const isFailure = status === "failed" || status === "timed_out" || status === "dead";
  if (isFailure) entry?.failed(status, code ?? "internal_error");
}

/** The bytes of a stream are copied: they may go down with a worker, and nobody can read them again. */
async function readInput(
  { input, bytes }: ImageJob,
  { limits }: ImageWork,
  signal: AbortSignal | undefined,
): Promise<Uint8Array<ArrayBuffer>> {
  return bytes?.slice() ?? await readImageFile(input, limits, signal);
}

function memoryOf(bytes: Uint8Array, work: ImageWork, { memoryFactor = 1 }: ImageOptions): number {
  return memoryFactor * forecastImage(bytes, work).bytes;
}

function runOptions(job: ImageJob, work: ImageWork, options: ImageOptions): RunOptions {
  const { signal, timeout, attempts = 1 } = options;
  if (attempts === 1) return { signal, timeout };
  // The bytes went down with the worker, and the file is still there.
  const recover = async (): Promise<ConvertTask> =>
    convertTask(await readInput(job, work, signal), work);
  return { signal, timeout, attempts, recover };
}

function convertTask(bytes: Uint8Array, work: ImageWork): ConvertTask {
  const { steps, format, encode, limits, codec, metadata, precise } = work;
  return { kind: "convert", bytes, steps, format, encode, limits, codec, metadata, precise };
}

/** The code is that of any result that was there before. */
function resumed(job: ImageJob): FileReport {
  return { ...skipped(job, "The result is whole since an earlier run"), resumed: true };
}

function skipped({ input, output }: ImageJob, message: string): FileReport {
  return fileReport({ input, output, status: "skipped", code: "output_exists", message });
}

function completed(
  { input, output }: ImageJob,
  result: ConvertResult,
  bytesIn: number,
  total: number,
): FileReport {
  return fileReport({
    input,
    output,
    status: "completed",
    size: result.output,
    sourcePixels: result.input.width * result.input.height,
    bytesIn,
    bytesOut: result.bytes.byteLength,
    timings: { ...result.timings, total },
    warnings: result.warnings,
  });
}

function unfinished(
  { input, output }: ImageJob,
  thrown: unknown,
  bytesIn: number,
  total: number,
): FileReport {
  const status = statusOf(thrown);
  const timings: Timings = { ...NO_TIMINGS, total };
  if (status === "cancelled") {
    const message = "Stopped before it was done";
    return fileReport({ input, output, status, message, bytesIn, timings });
  }
  const message = status === "skipped" ? "The result exists already" : messageOf(thrown);
  const code = errorCode(thrown);
  return fileReport({ input, output, status, code, message, bytesIn, timings, cause: thrown });
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
