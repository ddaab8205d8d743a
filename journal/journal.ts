/** The journal of a batch: what is done, so that another run need not do it again. @module */
import { relative, resolve, sep } from "node:path";
import { describeFileError } from "../files/file_error.ts";
import { markOf, sha256OfFile } from "./fingerprint.ts";
import { JobEntry, type JournalJob } from "./job_entry.ts";
import type { JournalFile } from "./journal_file.ts";
import { type DoneRecord, formatRecord, type JournalRecord, type RunEnd } from "./record.ts";

/** What an earlier run left for these outputs, for a word to the user; nothing is verified yet. */
export interface JournalPast {
  /** How the last run ended: one that was killed was interrupted. */
  readonly state: "none" | "interrupted" | "ended";
  /** Results of the same work. */
  readonly same: number;
  /** Results of another recipe, other options or another version. */
  readonly other: number;
}

/** What a journal is made of; `openJournal` knows where to get it. */
export interface JournalParts {
  readonly folder: string;
  readonly file: JournalFile;
  readonly run: string;
  readonly work: string;
  readonly past: JournalPast;
  /** Results that may be kept, by their path in the journal. */
  readonly done: ReadonlyMap<string, DoneRecord>;
  /** Called once when the journal cannot be written. */
  readonly onTrouble: (message: string) => void;
}

/** An open journal; whoever holds it is the only journalled run in its folder. */
export class Journal {
  /** What earlier runs left. */
  readonly past: JournalPast;
  /** The mark of this run's temporary files. */
  readonly run: string;
  readonly #parts: JournalParts;
  #isTroubled = false;

  constructor(parts: JournalParts) {
    this.#parts = parts;
    this.past = parts.past;
    this.run = parts.run;
  }

  /**
   * Whether an earlier run has done this job, with the same work, from the same input, and its result is whole.
   * Reads the result, and the input where its size and time leave a doubt.
   */
  async isDone(job: JournalJob): Promise<boolean> {
    const record = this.#parts.done.get(this.pathOf(job.output));
    return record !== undefined && record.work === this.#parts.work &&
      await isRegular(job.output, record.output_bytes) &&
      await this.#isSameInput(job.input, record) &&
      await sha256OfFile(job.output) === record.output_sha256;
  }

  /** Begins the entry of a job, before its input is read. */
  async begin(job: JournalJob): Promise<JobEntry> {
    return new JobEntry(this, job, this.#parts.work, await markOf(job.input));
  }

  /** Writes a record. What goes wrong here never harms a result: the user is told once. */
  write(record: JournalRecord): void {
    try {
      this.#parts.file.append(formatRecord(record));
    } catch (thrown) {
      this.#tell(`The journal cannot be written as ${describeFileError(thrown)}`);
    }
  }

  /** A path as the journal has it: from its own folder, with `/`. */
  pathOf(path: string): string {
    return journalPath(this.#parts.folder, path);
  }

  /** Ends the run; `keep` leaves the journal for another one. */
  async close(state: RunEnd, { keep }: { readonly keep: boolean }): Promise<void> {
    const { file, run } = this.#parts;
    this.write({ type: "end", run, state });
    try {
      if (keep && !await file.isThere()) this.#tell("The journal is gone with its folder");
      await file.close({ remove: !keep });
    } catch (thrown) {
      this.#tell(`The journal cannot be closed as ${describeFileError(thrown)}`);
    }
  }

  async #isSameInput(input: string, record: DoneRecord): Promise<boolean> {
    const mark = await markOf(input);
    if (mark?.bytes !== record.input_bytes) return false;
    const isUntouched = mark.mtime !== null && mark.mtime === record.input_mtime &&
      this.pathOf(input) === record.input;
    return isUntouched || await sha256OfFile(input) === record.input_sha256;
  }

  #tell(message: string): void {
    if (this.#isTroubled) return;
    this.#isTroubled = true;
    this.#parts.onTrouble(message);
  }
}

/** A path as seen from the folder of a journal, with `/`: it stays right when both move together. */
export function journalPath(folder: string, path: string): string {
  return relative(resolve(folder), resolve(path)).split(sep).join("/");
}

/** A link in the place of a result is not the result, wherever it leads. */
async function isRegular(path: string, bytes: number): Promise<boolean> {
  try {
    const { isFile, size } = await Deno.lstat(path);
    return isFile && size === bytes;
  } catch {
    return false;
  }
}
