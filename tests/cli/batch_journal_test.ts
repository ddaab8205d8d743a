import { assert, assertEquals } from "@std/assert";
import { type BatchJournal, openBatchJournal } from "../../cli/batch_journal.ts";
import { readArgs } from "../../cli/args.ts";
import { JOURNAL_OPTIONS, readJournalOptions } from "../../cli/options/journal.ts";
import { DEFAULT_LIMITS } from "../../config.ts";
import type { ErrorCode } from "../../errors.ts";
import { processBatch } from "../../jobs/process_batch.ts";
import type { ImageJob, ImageWork } from "../../jobs/process_image.ts";
import { type FileReport, fileReport, type FileStatus } from "../../jobs/report.ts";
import { JOURNAL_NAME } from "../../journal/journal_file.ts";
import { parseRecipe } from "../../pipeline/recipe.ts";
import { AsyncExecutor } from "../../pool/async_executor.ts";
import { writePicture } from "../picture.ts";
import { namesIn, temporaryFolder } from "../temporary_folder.ts";

const WORK: ImageWork = {
  steps: parseRecipe("brightness:1.2"),
  format: undefined,
  encode: { background: [255, 255, 255] },
  limits: DEFAULT_LIMITS,
  codec: undefined,
  overwrite: "all",
};

/** A folder with pictures, and runs over them in this process. */
class Batches {
  notes: string[] = [];
  readonly #folder: string;
  readonly jobs: ImageJob[];

  constructor(root: string, count: number) {
    this.#folder = `${root}/out`;
    this.jobs = Array.from(
      { length: count },
      (_, i) => ({ input: `${root}/${i}.jpg`, output: `${this.#folder}/${i}.jpg` }),
    );
  }

  async make(): Promise<void> {
    await Deno.mkdir(this.#folder);
    for (const [seed, { input }] of this.jobs.entries()) await writePicture(input, { seed });
  }

  open(args: readonly string[], work = WORK, jobs = this.jobs): Promise<BatchJournal | undefined> {
    const options = readJournalOptions(readArgs(args, JOURNAL_OPTIONS.options));
    this.notes = [];
    const folder = this.#folder;
    return openBatchJournal({ folder, jobs, work, plugins: [] }, options, (line) => {
      this.notes.push(line.replace(folder, "out"));
    });
  }

  /** Processes all jobs but those that `stopAfter` leaves out. */
  async run(
    args: readonly string[],
    { work = WORK, stopAfter = Infinity } = {},
  ): Promise<string[]> {
    const journal = await this.open(args, work);
    const controller = new AbortController();
    await using executor = new AsyncExecutor();
    let settled = 0;
    const reports = await processBatch(this.jobs, work, executor, {
      journal: journal?.journal,
      concurrency: 1,
      signal: controller.signal,
      onSettled: () => ++settled >= stopAfter && controller.abort(),
    });
    await journal?.close(reports);
    return reports.map(({ status, resumed }) => resumed ? "resumed" : status);
  }

  get hasJournal(): boolean {
    return namesIn(this.#folder).includes(JOURNAL_NAME);
  }
}

async function batches(root: string, count = 3): Promise<Batches> {
  const made = new Batches(root, count);
  await made.make();
  return made;
}

Deno.test("a batch has a journal that is gone when all is done, unless it is to be kept", async () => {
  await using folder = await temporaryFolder();
  const batch = await batches(folder.path);
  const journal = await batch.open([]);
  assertEquals(batch.hasJournal, true);
  await journal?.close([]);
  assertEquals(await batch.run([]), ["completed", "completed", "completed"]);
  assertEquals([batch.hasJournal, batch.notes], [false, []]);
  await batch.run(["--no-journal"]);
  assertEquals(batch.hasJournal, false);
  await batch.run(["--journal"]);
  assertEquals([batch.hasJournal, batch.notes], [true, []]);
  assertEquals(await batch.run(["--resume"]), ["resumed", "resumed", "resumed"]);
  assertEquals([batch.hasJournal, batch.notes], [false, []]);
});

Deno.test("a single picture and streams have no journal unless it is asked for", async () => {
  await using folder = await temporaryFolder();
  const batch = await batches(folder.path, 2);
  const one = batch.jobs.slice(0, 1);
  const streams: ImageJob[] = batch.jobs.map((job) => ({
    ...job,
    deliver: () => Promise.resolve(),
  }));
  assertEquals(await batch.open([], WORK, one), undefined);
  assertEquals(await batch.open(["--resume"], WORK, streams), undefined);
  for (const option of ["--resume", "--journal"]) {
    const journal = await batch.open([option], WORK, one);
    assert(journal !== undefined);
    await journal.close([]);
  }
});

Deno.test("an interrupted batch says how to go on, and does so", async () => {
  await using folder = await temporaryFolder();
  const batch = await batches(folder.path);
  assertEquals(await batch.run([], { stopAfter: 2 }), ["completed", "completed", "cancelled"]);
  assertEquals(batch.hasJournal, true);
  assertEquals(batch.notes, [
    "1 picture still to do: the same command with --resume goes on from here",
  ]);
  assertEquals(await batch.run(["--resume"]), ["resumed", "resumed", "completed"]);
  assertEquals([batch.hasJournal, batch.notes], [false, []]);
});

Deno.test("a batch that forgot --resume says what it makes again", async () => {
  await using folder = await temporaryFolder();
  const batch = await batches(folder.path);
  await batch.run([], { stopAfter: 2 });
  assertEquals(await batch.run([]), ["completed", "completed", "completed"]);
  assertEquals(batch.notes, [
    "2 results of an interrupted run made again: --resume keeps what is whole",
  ]);
});

Deno.test("a batch that resumes with another recipe makes results again and says how many", async () => {
  await using folder = await temporaryFolder();
  const batch = await batches(folder.path);
  await batch.run([], { stopAfter: 2 });
  const work = { ...WORK, steps: parseRecipe("brightness:1.3") };
  assertEquals(await batch.run(["--resume"], { work }), ["completed", "completed", "completed"]);
  assertEquals(batch.notes, [
    "2 results of another recipe, other options or another version made again",
  ]);
});

Deno.test("a batch that has nothing to resume says so and does everything", async () => {
  await using folder = await temporaryFolder();
  const batch = await batches(folder.path);
  assertEquals(await batch.run(["--resume"]), ["completed", "completed", "completed"]);
  assertEquals(batch.notes, [
    "Nothing to resume as 'out' holds no journal: every picture is processed",
  ]);
});

Deno.test("the journal stays for failures that another run could mend, and for no broken picture", async () => {
  await using folder = await temporaryFolder();
  const batch = await batches(folder.path);
  const cases: [FileStatus, ErrorCode | undefined, boolean][] = [
    ["completed", undefined, false],
    ["skipped", "output_exists", false],
    ["failed", "corrupt_image", false],
    ["failed", "too_many_pixels", false],
    ["failed", "disk_full", true],
    ["failed", "read_failed", true],
    ["failed", "memory_budget", true],
    ["timed_out", "task_timeout", true],
    ["dead", "poison_task", true],
    ["cancelled", undefined, true],
  ];
  for (const [status, code, stays] of cases) {
    const journal = await batch.open([]);
    const of = { input: "a", output: "b", status };
    const report: FileReport = fileReport(code === undefined ? of : { ...of, code });
    await journal?.close([report, fileReport({ ...of, status: "completed" })]);
    assertEquals(batch.hasJournal, stays, `${status} ${code}`);
    // Without a single result there is nothing to go on from.
    await (await batch.open([]))?.close([report]);
    assertEquals(batch.hasJournal, false, `${status} ${code} alone`);
  }
});

Deno.test("readJournalOptions() refuses options that contradict each other", () => {
  const watch = { name: "watch", value: "FOLDER", description: "" };
  function read(...args: string[]): unknown {
    return readJournalOptions(readArgs(args, [...JOURNAL_OPTIONS.options, watch]));
  }
  assertEquals(read(), { resume: false, journal: "auto" });
  assertEquals(read("--watch", "in"), { resume: false, journal: "none" });
  const refused: [string[], string][] = [
    [["--no-journal", "--resume"], "Cannot use --no-journal together with --resume"],
    [["--no-journal", "--journal"], "Cannot use --no-journal together with --journal"],
    [
      ["--watch", "in", "--resume"],
      "Cannot use --resume with --watch as it leaves what is done alone",
    ],
  ];
  for (const [args, message] of refused) {
    try {
      read(...args);
    } catch (thrown) {
      assertEquals(thrown instanceof Error && thrown.message, message);
      continue;
    }
    throw new Error(`${args} went through`);
  }
});
