/** Records for tests of the journal. @module */
import type { DoneRecord, JournalRecord, RunRecord } from "../../journal/record.ts";

/** The beginning of a run. */
export function runRecord(run = "0000000a", given: Partial<RunRecord> = {}): RunRecord {
  return {
    type: "run",
    version: 1,
    run,
    work: "w1",
    pid: 41,
    started: "2026-11-25T10:00:00.000Z",
    jobs: 3,
    recipe: "blur",
    details: { format: "png" },
    ...given,
  };
}

/** A result. */
export function doneRecord(output = "a.png", given: Partial<DoneRecord> = {}): DoneRecord {
  return {
    type: "job",
    state: "completed",
    run: "0000000a",
    work: "w1",
    input: `../in/${output}`,
    input_bytes: 10,
    input_mtime: null,
    input_sha256: "00",
    output,
    output_bytes: 5,
    output_sha256: "11",
    ...given,
  };
}

/** One record of each kind, with names that are no plain text. */
export const SAMPLES: readonly JournalRecord[] = [
  runRecord(),
  doneRecord("a.png", { input_mtime: 1_764_000_000_123.5 }),
  doneRecord('ü/\u{1F4F7} "quoted"\\\n.png'),
  {
    type: "job",
    state: "failed",
    run: "0000000a",
    work: "w1",
    input: "b.jpg",
    output: "b.png",
    code: "corrupt_image",
  },
  { type: "end", run: "0000000a", state: "incomplete" },
];
