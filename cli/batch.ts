/** From what a user named to jobs, and from their reports back to what was named. @module */
import { prepareFolder } from "../files/atomic_write.ts";
import { discover, type Discovery, type Found } from "../files/discover.ts";
import { type OutputTarget, planOutputs } from "../files/output_path.ts";
import type { Format } from "../codecs/codec.ts";
import { findProvider } from "../codecs/registry.ts";
import { InputError } from "../errors.ts";
import { FORMATS } from "../files/extension.ts";
import type { ImageJob } from "../jobs/process_image.ts";
import { type FileReport, fileReport } from "../jobs/report.ts";
import { plural } from "./format_text.ts";

/** A batch that may begin. */
export interface Batch extends Discovery {
  /** One for each file to process, in the order of `found`. */
  readonly jobs: readonly ImageJob[];
  /** Format of every result; `undefined` keeps that of each input. */
  readonly format: Format | undefined;
}

/** Options of `prepareBatch`. */
export interface PrepareOptions {
  /** Whether nothing may be written, not even the folder of the results. @default false */
  readonly dry?: boolean;
}

/**
 * Finds the inputs and names the outputs.
 *
 * @throws {InputError} `bad_option` for whatever is wrong with the outputs, before any work
 */
export async function prepareBatch(
  inputs: readonly string[],
  target: OutputTarget,
  { dry = false }: PrepareOptions = {},
): Promise<Batch> {
  const discovery = await discover(inputs);
  const files = discovery.found.filter((one) => one.kind === "file");
  if (files.length === 0) return { ...discovery, jobs: [], format: target.format };
  const { paths, folder, format } = await planOutputs(files, target);
  if (!dry) await prepareFolder(folder);
  const jobs = paths.map((output, index) => ({ input: files[index].path, output }));
  return { ...discovery, jobs, format };
}

/**
 * Refuses a provider that cannot read some of the pictures, or could not write them again: one line now
 * instead of an error a file later.
 *
 * @throws {InputError} `bad_option`
 */
export function checkCodec({ found }: Batch, codec: string | undefined): void {
  if (codec === undefined) return;
  const formats = found.flatMap((one) => one.kind === "file" ? [one.format] : []);
  for (const format of FORMATS) {
    const count = formats.filter((other) => other === format).length;
    if (count === 0 || providerKnows(codec, format)) continue;
    throw new InputError(
      "bad_option",
      `Cannot use codec '${codec}' as it does not know ${format}: ` +
        `${count} of ${plural(formats.length, "picture")} ${count === 1 ? "is" : "are"} ${format}`,
    );
  }
}

function providerKnows(codec: string, format: Format): boolean {
  return findProvider(codec)?.formats.includes(format) ?? false;
}

/** Whether every result will be a PNG, which knows no quality. */
export function isAllPng({ found, format }: Batch): boolean {
  const formats = found.flatMap((one) => one.kind === "file" ? [format ?? one.format] : []);
  return formats.length > 0 && formats.every((one) => one === "png");
}

/** Whether there is nothing that could be processed, not even in vain. */
export function isNothingToDo({ found }: Batch): boolean {
  return found.every(({ kind }) => kind === "missing" || kind === "not_image");
}

/** The reports of all that was found: those of jobs, and in between what never became a job. */
export function allReports(batch: Batch, ofJobs: readonly FileReport[]): FileReport[] {
  const rest = ofJobs.values();
  return batch.found.flatMap((one) => one.kind === "file" ? [...rest.take(1)] : [withoutJob(one)]);
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
