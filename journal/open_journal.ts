/** Opens the journal of a folder: one run at a time, and nothing of the run before is lost. @module */
import { dirname } from "node:path";
import { OutputError, PixelpoolError } from "../errors.ts";
import { describeFileError } from "../files/file_error.ts";
import { type History, historyOf, readRecords } from "./history.ts";
import { Journal, type JournalPast, journalPath } from "./journal.ts";
import { JournalFile, JournalHeldError } from "./journal_file.ts";
import { removeLeftovers } from "./leftovers.ts";
import { JOURNAL_VERSION, type RunRecord } from "./record.ts";

/** The run that begins. */
export interface JournalRun {
  /** Everything that changes a result, as one digest; results of other work are made again. */
  readonly work: string;
  /** The recipe, for people. */
  readonly recipe: string;
  /** Whatever else the digest stands for, for people. */
  readonly details: Readonly<Record<string, unknown>>;
  /** Where results will go. */
  readonly outputs: readonly string[];
}

/** Options of `openJournal`. */
export interface OpenJournalOptions {
  /** Whether results of earlier runs are kept when they are whole. @default false */
  readonly resume?: boolean;
  /** Called once when the journal cannot be written; the run goes on without. @default nothing */
  readonly onTrouble?: (message: string) => void;
}

/** Longer than any series of interrupted runs should grow a journal, in bytes. */
const MAX_BYTES = 64 * 1024 * 1024;

/**
 * Opens the journal of `folder`, which must exist, and removes the temporary files of runs that were killed there.
 * `undefined` when no journal can be kept; `onTrouble` has been told why.
 *
 * @throws {OutputError} `output_in_use` when another journalled run writes into the folder
 */
export async function openJournal(
  folder: string,
  run: JournalRun,
  options: OpenJournalOptions = {},
): Promise<Journal | undefined> {
  const { resume = false, onTrouble = () => {} } = options;
  const file = await openFile(folder, onTrouble);
  if (file === undefined) return undefined;
  try {
    const bytes = await file.read();
    const history = historyOf(readRecords(bytes));
    const isStale = history.ended || bytes.length > MAX_BYTES;
    // Without `resume` everything is done again; but who stops to add it after all must still find the old lines.
    if (!resume && isStale) await file.clear();
    const start = runRecord(run);
    const journal = new Journal({
      folder,
      file,
      run: start.run,
      work: run.work,
      past: pastOf(folder, run, history),
      done: resume ? history.done : new Map(),
      onTrouble,
    });
    // First of all, so that who finds the folder held learns by whom.
    journal.write(start);
    await removeLeftovers(
      foldersOf(folder, run.outputs),
      new Set(history.runs.map(({ run }) => run)),
    );
    return journal;
  } catch (thrown) {
    await file.close({ remove: false });
    onTrouble(noJournal(thrown));
    return undefined;
  }
}

async function openFile(
  folder: string,
  onTrouble: (message: string) => void,
): Promise<JournalFile | undefined> {
  try {
    return await JournalFile.open(folder);
  } catch (thrown) {
    if (thrown instanceof JournalHeldError) throw inUse(folder, thrown);
    onTrouble(noJournal(thrown));
    return undefined;
  }
}

function runRecord({ work, recipe, details, outputs }: JournalRun): RunRecord {
  return {
    type: "run",
    version: JOURNAL_VERSION,
    run: crypto.randomUUID().slice(0, 8),
    work,
    pid: Deno.pid,
    started: new Date().toISOString(),
    jobs: outputs.length,
    recipe,
    details,
  };
}

function pastOf(folder: string, { outputs, work }: JournalRun, history: History): JournalPast {
  let [same, other] = [0, 0];
  for (const output of outputs) {
    const record = history.done.get(journalPath(folder, output));
    if (record === undefined) continue;
    if (record.work === work) same++;
    else other++;
  }
  const state = history.runs.length === 0 ? "none" : history.ended ? "ended" : "interrupted";
  return { state, same, other };
}

function foldersOf(folder: string, outputs: readonly string[]): Set<string> {
  return new Set([folder, ...outputs.map((output) => dirname(output))]);
}

function inUse(folder: string, { bytes }: JournalHeldError): OutputError {
  const holder = historyOf(readRecords(bytes)).runs.at(-1);
  const who = holder === undefined
    ? "another run is writing there"
    : `process ${holder.pid} has been writing there since ${holder.started}`;
  return new OutputError(
    "output_in_use",
    `Cannot write into '${folder}' as ${who}: ` +
      "wait for it, choose another --out, or add --no-journal to write beside it",
  );
}

function noJournal(thrown: unknown): string {
  const reason = thrown instanceof PixelpoolError
    ? thrown.message
    : `Cannot keep journal as ${describeFileError(thrown)}`;
  return `${reason}: --resume will not know this run`;
}
