/** Turns files that appear into jobs, and keeps apart what must not become one. @module */
import { resolve } from "node:path";
import { errorCode, InputError, PixelpoolError } from "../errors.ts";
import type { ListedFile } from "../files/list_folder.ts";
import { identity } from "../files/output_collisions.ts";
import { type OutputNamer, planWith } from "../files/output_path.ts";
import { sniffFile } from "../files/read_file.ts";
import type { ImageJob } from "../jobs/process_image.ts";
import { type FileReport, fileReport } from "../jobs/report.ts";

/** A group of files, sorted. */
export interface TakenGroup {
  readonly jobs: readonly ImageJob[];
  /** Reports of what is no picture, cannot be read, or has no name of its own. */
  readonly others: readonly FileReport[];
}

/** Remembers which output belongs to which input: two never write to one, no result is processed, and no input replaced. */
export class WatchedJobs {
  readonly #namer: OutputNamer;
  readonly #codec: string | undefined;
  readonly #owners = new Map<string, string>();
  readonly #inputs = new Set<string>();

  /** @param codec name of the provider that will write */
  constructor(namer: OutputNamer, codec: string | undefined) {
    this.#namer = namer;
    this.#codec = codec;
  }

  /** Sorts a group. */
  async take(group: readonly ListedFile[]): Promise<TakenGroup> {
    const jobs: ImageJob[] = [];
    const others: FileReport[] = [];
    // A result of ours that a template put among the inputs is no input.
    const files = group.filter(({ path }) => !this.#owners.has(keyOf(path)));
    for (const { path } of files) this.#inputs.add(keyOf(path));
    for (const file of files) {
      try {
        const job = await this.#jobOf(file);
        if (job === undefined) others.push(notPicture(file.path));
        else jobs.push(job);
      } catch (thrown) {
        others.push(failed(file.path, thrown));
      }
    }
    return { jobs, others };
  }

  async #jobOf({ path, dir }: ListedFile): Promise<ImageJob | undefined> {
    const format = await sniffFile(path);
    if (format === undefined) return undefined;
    const { paths: [output] } = await planWith(this.#namer, [{ path, format, dir }], {
      codec: this.#codec,
    });
    const key = keyOf(output);
    if (this.#inputs.has(key)) {
      throw new InputError("bad_option", "Cannot write result as a watched file has its name");
    }
    const owner = this.#owners.get(key);
    if (owner !== undefined && owner !== path) {
      throw new InputError("bad_option", "Cannot write result as another picture has its name");
    }
    this.#owners.set(key, path);
    return { input: path, output };
  }
}

function keyOf(path: string): string {
  return identity(resolve(path));
}

function notPicture(input: string): FileReport {
  return fileReport({
    input,
    output: undefined,
    status: "skipped",
    code: "unsupported_format",
    message: "Not a picture by its content",
  });
}

function failed(input: string, thrown: unknown): FileReport {
  const message = thrown instanceof PixelpoolError
    ? thrown.message
    : "Cannot process image as an unexpected error was thrown";
  return fileReport({
    input,
    output: undefined,
    status: "failed",
    code: errorCode(thrown),
    message,
    cause: thrown,
  });
}
