/** What a journal learns of one job while it runs. @module */
import { type FileMark, sha256 } from "./fingerprint.ts";
import type { FailedRecord, JournalRecord } from "./record.ts";

/** One job's files. */
export interface JournalJob {
  readonly input: string;
  readonly output: string;
}

/** Where an entry goes. */
export interface EntrySink {
  /** The run that the entry belongs to. */
  readonly run: string;
  write(record: JournalRecord): void;
  /** A path as the journal has it. */
  pathOf(path: string): string;
}

/** From the reading of an input to the end of its job. */
export class JobEntry {
  readonly #sink: EntrySink;
  readonly #job: JournalJob;
  readonly #work: string;
  readonly #mark: FileMark | undefined;
  #input: { readonly bytes: number; readonly sha256: string } | undefined;

  /** @param mark of the input, taken before it is read: what changes later must look changed */
  constructor(sink: EntrySink, job: JournalJob, work: string, mark: FileMark | undefined) {
    this.#sink = sink;
    this.#job = job;
    this.#work = work;
    this.#mark = mark;
  }

  /** The input as it was read; call it before the bytes move to a worker. */
  read(bytes: Uint8Array): void {
    this.#input = { bytes: bytes.byteLength, sha256: sha256(bytes) };
  }

  /** The result is in its place. */
  completed(result: Uint8Array): void {
    if (this.#input === undefined) return;
    // A file that grew between the two looks: its time says nothing about what was read.
    const isStill = this.#mark?.bytes === this.#input.bytes;
    this.#sink.write({
      type: "job",
      state: "completed",
      ...this.#names(),
      input_bytes: this.#input.bytes,
      input_mtime: isStill ? this.#mark.mtime : null,
      input_sha256: this.#input.sha256,
      output_bytes: result.byteLength,
      output_sha256: sha256(result),
    });
  }

  /** There is no result. */
  failed(state: FailedRecord["state"], code: string): void {
    this.#sink.write({ type: "job", state, ...this.#names(), code });
  }

  #names(): Pick<FailedRecord, "run" | "work" | "input" | "output"> {
    return {
      run: this.#sink.run,
      work: this.#work,
      input: this.#sink.pathOf(this.#job.input),
      output: this.#sink.pathOf(this.#job.output),
    };
  }
}
