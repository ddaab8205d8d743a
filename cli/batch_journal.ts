/** The journal of a run of `pixelpool process`: when there is one, what is said of it, and what becomes of it. @module */
import deno from "../deno.json" with { type: "json" };
import type { ErrorCode } from "../errors.ts";
import type { ImageJob, ImageWork } from "../jobs/process_image.ts";
import type { FileReport } from "../jobs/report.ts";
import { identifyWork } from "../jobs/work_identity.ts";
import { sha256OfFile } from "../journal/fingerprint.ts";
import type { Journal, JournalPast } from "../journal/journal.ts";
import { openJournal } from "../journal/open_journal.ts";
import type { RunEnd } from "../journal/record.ts";
import { isFailure } from "./exit_code.ts";
import { plural } from "./format_text.ts";
import type { JournalOptions } from "./options/journal.ts";

/** The batch that begins. */
export interface JournalledBatch {
  /** The folder of the results, which exists; `undefined` when there are none. */
  readonly folder: string | undefined;
  readonly jobs: readonly ImageJob[];
  readonly work: ImageWork;
  /** URLs of plugins. */
  readonly plugins: readonly string[];
}

/** A journal on its way. */
export interface BatchJournal {
  readonly journal: Journal;
  /** Ends it; call it once, when all jobs have settled. */
  close(reports: readonly FileReport[]): Promise<void>;
}

/** Packages that touch no picture. */
const BYSTANDERS = ["deno-std", "fast-check", "piscina", "workerpool"];

/** The picture itself is at fault, so that another run would end the same way. */
const FAULTS_OF_PICTURES: readonly (ErrorCode | undefined)[] = [
  "corrupt_image",
  "truncated_image",
  "unsupported_format",
  "too_many_pixels",
  "too_many_bytes",
  "too_many_frames",
];

/**
 * Opens the journal of a batch. `undefined` when none is wanted: for a single picture, which has nothing to go on
 * from, unless it is asked for; or when none can be kept, which is said.
 *
 * @throws {OutputError} `output_in_use` when another run keeps its journal in the folder
 */
export async function openBatchJournal(
  { folder, jobs, work, plugins }: JournalledBatch,
  { resume, journal: choice }: JournalOptions,
  note: (line: string) => void,
): Promise<BatchJournal | undefined> {
  const files = jobs.filter(({ bytes, deliver }) => bytes === undefined && deliver === undefined);
  const isAsked = resume || choice === "keep";
  if (folder === undefined || choice === "none") return undefined;
  if (files.length < (isAsked ? 1 : 2)) return undefined;
  const identity = identifyWork(work, await programIdentity(plugins));
  const outputs = files.map(({ output }) => output);
  const journal = await openJournal(folder, { ...identity, outputs }, { resume, onTrouble: note });
  if (journal === undefined) return undefined;
  pastLines(journal.past, folder, resume).forEach(note);
  return {
    journal,
    async close(reports) {
      const left = reports.filter(isWorthAnotherRun).length;
      const goesOn = left > 0 && (reports.some(isResult) || hasResults(journal.past));
      await journal.close(endOf(reports), { keep: choice === "keep" || goesOn });
      const what = plural(left, "picture");
      if (goesOn) note(`${what} still to do: the same command with --resume goes on from here`);
    },
  };
}

/** The program as far as it changes results: its version, those of its libraries, and plugins by their content. */
async function programIdentity(plugins: readonly string[]): Promise<Record<string, unknown>> {
  const packages = Object.values(deno.imports).flatMap((specifier) => {
    const [, name, version] = /^npm:(@?[^@]+)@([^/]+)/.exec(specifier) ?? [];
    return name === undefined || BYSTANDERS.includes(name) ? [] : [[name, version]];
  });
  return {
    pixelpool: deno.version,
    packages: Object.fromEntries(packages),
    plugins: await Promise.all(plugins.map((url) => sha256OfFile(new URL(url)))),
  };
}

function pastLines({ state, same, other }: JournalPast, folder: string, resume: boolean): string[] {
  if (!resume) {
    if (state !== "interrupted" || same === 0) return [];
    return [
      `${plural(same, "result")} of an interrupted run made again: --resume keeps what is whole`,
    ];
  }
  if (state === "none") {
    return [`Nothing to resume as '${folder}' holds no journal: every picture is processed`];
  }
  if (other === 0) return [];
  return [
    `${plural(other, "result")} of another recipe, other options or another version made again`,
  ];
}

function endOf(reports: readonly FileReport[]): RunEnd {
  if (reports.some(({ status }) => status === "cancelled")) return "interrupted";
  return reports.some(isFailure) ? "incomplete" : "complete";
}

function isResult({ status, resumed }: FileReport): boolean {
  return status === "completed" || resumed === true;
}

/** A journal without a result saves nobody any work. */
function hasResults({ same, other }: JournalPast): boolean {
  return same + other > 0;
}

function isWorthAnotherRun(report: FileReport): boolean {
  return isFailure(report) && !FAULTS_OF_PICTURES.includes(report.code);
}
