/** From what a user named to jobs, and from their reports back to what was named. @module */
import { type Format, FORMATS } from "../codecs/codec.ts";
import { canUse } from "../codecs/registry.ts";
import { DEFAULT_LIMITS } from "../config.ts";
import { InputError } from "../errors.ts";
import { prepareFolder } from "../files/atomic_write.ts";
import { discover, type Discovery, type Found, type FoundFile } from "../files/discover.ts";
import { outputNamer, planWith } from "../files/output_path.ts";
import { expandLists } from "../files/read_list.ts";
import { STDIN } from "../files/standard_input.ts";
import type { ImageJob } from "../jobs/process_image.ts";
import { type FileReport, fileReport } from "../jobs/report.ts";
import { plural } from "./format_text.ts";
import { DEFAULT_OUT } from "./options/output.ts";
import type { ProcessOptions } from "./process_options.ts";
import { PictureToStdout, readPictureFromStdin } from "./standard_streams.ts";

/** A batch that may begin. */
export interface Batch extends Discovery {
  /** One for each file to process, in the order of `found`. */
  readonly jobs: readonly ImageJob[];
  /** Format of every result; `undefined` keeps that of each input. */
  readonly format: Format | undefined;
  /** The folder that all results are below; `undefined` when there is none. */
  readonly folder: string | undefined;
  /** Where the only result goes when that is no file. */
  readonly stdout: PictureToStdout | undefined;
}

/** What of the options names inputs and outputs. */
export type BatchOptions = Pick<
  ProcessOptions,
  | "inputs"
  | "recursive"
  | "nul"
  | "out"
  | "suffix"
  | "keepStructure"
  | "format"
  | "codec"
  | "explain"
  | "dryRun"
>;

/**
 * Finds the inputs and names the outputs. Nothing is written, not even the folder of the results, when the options
 * ask for words only.
 *
 * @throws {InputError} `bad_option` for whatever is wrong with lists and outputs, before any work
 */
export async function prepareBatch(options: BatchOptions): Promise<Batch> {
  const { recursive, nul, explain, dryRun } = options;
  const onlyWords = explain || dryRun;
  const target = { ...options, out: options.out ?? DEFAULT_OUT };
  const toStdout = options.out === STDIN || (options.out === undefined && isOnlyStdin(options));
  const namer = toStdout ? undefined : await outputNamer(target);
  const discovery = await discover(await expandLists(options.inputs, { nul }), {
    recursive,
    output: namer?.folder,
    stdin: () => readPictureFromStdin(DEFAULT_LIMITS),
  });
  const files = discovery.found.filter((one) => one.kind === "file");
  if (namer === undefined) return pipeBatch(discovery, files, options);
  const { format, folder } = namer;
  const batch = { ...discovery, format, folder, jobs: [], stdout: undefined };
  if (files.length === 0) return { ...batch, folder: undefined };
  const { paths } = await planWith(namer, files, target);
  if (!onlyWords) await prepareFolder(folder);
  return { ...batch, jobs: paths.map((output, index) => jobOf(files[index], { output })) };
}

function isOnlyStdin({ inputs }: BatchOptions): boolean {
  return inputs.length === 1 && inputs[0] === STDIN;
}

function pipeBatch(
  discovery: Discovery,
  files: readonly FoundFile[],
  { format, suffix, keepStructure }: BatchOptions,
): Batch {
  const other = suffix !== undefined ? "--suffix" : keepStructure ? "--keep-structure" : undefined;
  if (other !== undefined) {
    throw new InputError(
      "bad_option",
      `Cannot use ${other} with the standard output, which has no name`,
    );
  }
  if (files.length > 1) {
    throw new InputError(
      "bad_option",
      `Cannot write ${files.length} pictures to the standard output: --out must be a folder`,
    );
  }
  const stdout = new PictureToStdout();
  const deliver = (result: Uint8Array) => stdout.deliver(result);
  const jobs = files.map((file) => jobOf(file, { output: STDIN, deliver }));
  return { ...discovery, format, folder: undefined, jobs, stdout };
}

function jobOf({ path, bytes }: FoundFile, result: Omit<ImageJob, "input" | "bytes">): ImageJob {
  return { input: path, ...result, ...(bytes === undefined ? {} : { bytes }) };
}

/**
 * Refuses a provider that cannot read some of the pictures, or could not write them again: one line now
 * instead of an error a file later.
 *
 * @throws {InputError} `bad_option`
 */
export function checkCodec({ found, format: target }: Batch, codec: string | undefined): void {
  if (codec === undefined) return;
  const formats = found.flatMap((one) => one.kind === "file" ? [one.format] : []);
  for (const format of FORMATS) {
    const count = formats.filter((other) => other === format).length;
    const reads = canUse(format, "read", codec);
    if (count === 0 || (reads && canUse(target ?? format, "write", codec))) continue;
    throw new InputError(
      "bad_option",
      `Cannot use codec '${codec}' as it does not ${reads ? "write" : "read"} ${format}: ` +
        `${count} of ${plural(formats.length, "picture")} ${count === 1 ? "is" : "are"} ${format}`,
    );
  }
}

/** Whether there is nothing that could be processed, not even in vain. */
export function isNothingToDo({ found }: Pick<Batch, "found">): boolean {
  return found.every(({ kind }) => kind === "missing" || kind === "not_image");
}

/** The reports of all that was found: those of jobs, and in between what never became a job. */
export function allReports(batch: Batch, ofJobs: readonly FileReport[]): FileReport[] {
  const rest = ofJobs.values();
  return batch.found.flatMap((one) => one.kind === "file" ? [...rest.take(1)] : [withoutJob(one)]);
}

/** The reports of what never became a job. */
export function reportsWithoutJob({ found }: Batch): FileReport[] {
  return found.flatMap((one) => one.kind === "file" ? [] : [withoutJob(one)]);
}

function withoutJob(one: Exclude<Found, { kind: "file" }>): FileReport {
  const of = { input: one.path, output: undefined };
  if (one.kind !== "not_image") {
    return fileReport({ ...of, status: "failed", code: one.code, message: one.message });
  }
  return fileReport({
    ...of,
    status: "skipped",
    code: "unsupported_format",
    message: "Not a picture by its content",
  });
}
