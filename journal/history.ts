/** What earlier runs left in a journal. Pure: bytes in, facts out. @module */
import { type DoneRecord, type JournalRecord, parseRecord, type RunRecord } from "./record.ts";

/** What a journal tells. */
export interface History {
  /** The last result of each output, by its path in the journal. */
  readonly done: ReadonlyMap<string, DoneRecord>;
  /** Every run that is told of, in order. */
  readonly runs: readonly RunRecord[];
  /** Whether the last run tried every job; one that was killed or interrupted did not. */
  readonly ended: boolean;
}

/**
 * The records of a journal, in order. A line that is torn or damaged is left out: what it told is done again, and
 * the lines after it still count. Never throws, whatever the bytes are.
 */
export function readRecords(bytes: Uint8Array): JournalRecord[] {
  const lines = new TextDecoder().decode(bytes).split("\n");
  return lines.flatMap((line) => {
    const record = line === "" ? undefined : parseRecord(line);
    return record === undefined ? [] : [record];
  });
}

/** Sums up the records of a journal. */
export function historyOf(records: readonly JournalRecord[]): History {
  const done = new Map<string, DoneRecord>();
  const runs: RunRecord[] = [];
  let ended = false;
  for (const record of records) {
    switch (record.type) {
      case "run":
        runs.push(record);
        ended = false;
        break;
      case "job":
        if (record.state === "completed") done.set(record.output, record);
        break;
      case "end":
        ended = record.state !== "interrupted";
        break;
      default:
        record satisfies never;
    }
  }
  return { done, runs, ended };
}
