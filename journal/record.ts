/** What a journal holds, and how one record becomes one line. @module */
import { crc32 } from "node:zlib";

/** Version of the lines; a line of another version is left alone. */
export const JOURNAL_VERSION = 1;

/** A run has begun. */
export interface RunRecord {
  readonly type: "run";
  readonly version: typeof JOURNAL_VERSION;
  /** Eight hexadecimal digits, which its temporary files carry as well. */
  readonly run: string;
  /** Everything that changes a result, as one digest. */
  readonly work: string;
  readonly pid: number;
  /** UTC, as ISO 8601. */
  readonly started: string;
  readonly jobs: number;
  /** The same as `work`, to be read by people. */
  readonly recipe: string;
  readonly details: Readonly<Record<string, unknown>>;
}

/** A result was written. Paths lead from the folder of the journal and have `/`. */
export interface DoneRecord {
  readonly type: "job";
  readonly state: "completed";
  readonly run: string;
  readonly work: string;
  readonly input: string;
  readonly input_bytes: number;
  /** In ms since 1970; `null` when the file was too fresh for its time to tell two versions apart. */
  readonly input_mtime: number | null;
  readonly input_sha256: string;
  readonly output: string;
  readonly output_bytes: number;
  readonly output_sha256: string;
}

/** A job ended without a result. */
export interface FailedRecord {
  readonly type: "job";
  readonly state: "failed" | "timed_out" | "dead";
  readonly run: string;
  readonly work: string;
  readonly input: string;
  readonly output: string;
  readonly code: string;
}

/** How a run ended; one that was killed has no such record. */
export type RunEnd = "complete" | "incomplete" | "interrupted";

/** A run has ended: every job done, some failed, or stopped before all were tried. */
export interface EndRecord {
  readonly type: "end";
  readonly run: string;
  readonly state: RunEnd;
}

/** One line. */
export type JournalRecord = RunRecord | DoneRecord | FailedRecord | EndRecord;

/** How every line begins; also what tells a journal from another file. */
export const LINE_START = '{"crc":"';

const LINE = /^\{"crc":"([0-9a-f]{8})","record":(.*)\}$/s;

const encoder = new TextEncoder();

/** The record as a line with its checksum, line feed included. */
export function formatRecord(record: JournalRecord): string {
  const text = JSON.stringify(record);
  return `${LINE_START}${checksum(text)}","record":${text}}\n`;
}

/** The record of a line without line feed; `undefined` when the line is torn, damaged or of another version. */
export function parseRecord(line: string): JournalRecord | undefined {
  const [, sum, text] = LINE.exec(line) ?? [];
  if (text === undefined || checksum(text) !== sum) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** CRC-32 of the UTF-8 bytes: it finds torn lines; nobody has a reason to forge one. */
function checksum(text: string): string {
  return crc32(encoder.encode(text)).toString(16).padStart(8, "0");
}

type Kind = "string" | "number" | "object";
type Shape = Readonly<Record<string, Kind>>;

const RUN: Shape = {
  run: "string",
  work: "string",
  pid: "number",
  started: "string",
  jobs: "number",
  recipe: "string",
  details: "object",
};
const JOB: Shape = { run: "string", work: "string", input: "string", output: "string" };
const DONE: Shape = {
  ...JOB,
  input_bytes: "number",
  input_sha256: "string",
  output_bytes: "number",
  output_sha256: "string",
};
const FAILED: Shape = { ...JOB, code: "string" };
const END: Shape = { run: "string", state: "string" };

/** Checks what a checksum cannot: that the writer meant what this program means. */
function isRecord(value: unknown): value is JournalRecord {
  if (typeof value !== "object" || value === null) return false;
  const fields = value as Readonly<Record<string, unknown>>;
  switch (fields.type) {
    case "run":
      return fields.version === JOURNAL_VERSION && fits(fields, RUN);
    case "job":
      if (fields.state !== "completed") return isFailure(fields.state) && fits(fields, FAILED);
      return fits(fields, DONE) && isTime(fields.input_mtime);
    case "end":
      return fits(fields, END) && isRunEnd(fields.state);
    default:
      return false;
  }
}

function fits(fields: Readonly<Record<string, unknown>>, shape: Shape): boolean {
  return Object.entries(shape).every(([name, kind]) =>
    typeof fields[name] === kind && fields[name] !== null
  );
}

function isTime(value: unknown): boolean {
  return value === null || typeof value === "number";
}

function isFailure(value: unknown): value is FailedRecord["state"] {
  return value === "failed" || value === "timed_out" || value === "dead";
}

function isRunEnd(value: unknown): value is RunEnd {
  return value === "complete" || value === "incomplete" || value === "interrupted";
}
