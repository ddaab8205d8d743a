/** From what a user named to jobs, and from their reports back to what was named. @module */
import { prepareFolder } from "../files/atomic_write.ts";
import { discover, type Discovery, type Found } from "../files/discover.ts";
import { type OutputTarget, planOutputs } from "../files/output_path.ts";
import type { Format } from "../codecs/codec.ts";
import type { ImageJob } from "../jobs/process_image.ts";
import { type FileReport, fileReport } from "../jobs/report.ts";

/** A batch that may begin. */
export interface Batch extends Discovery {
  /** One for each file to process, in the order of `found`. */
  readonly jobs: readonly ImageJob[];
  /** Format of every result; `undefined` keeps that of each input. */
  readonly format: Format | undefined;
}

/**
 * Finds the inputs and names the outputs.
 *
 * @throws {InputError} `bad_option` for whatever is wrong with the outputs, before any work
 */
export async function prepareBatch(
  inputs: readonly string[],
  target: OutputTarget,
): Promise<Batch> {
  const discovery = await discover(inputs);
  const files = discovery.found.filter((one) => one.kind === "file");
  if (files.length === 0) return { ...discovery, jobs: [], format: target.format };
  const { paths, folder, format } = await planOutputs(files, target);
  await prepareFolder(folder);
  const jobs = paths.map((output, index) => ({ input: files[index].path, output }));
  return { ...discovery, jobs, format };
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
