import { assert, assertEquals, assertMatch, assertRejects } from "@std/assert";
import { OutputError } from "../../errors.ts";
import { readRecords } from "../../journal/history.ts";
import type { JournalJob } from "../../journal/job_entry.ts";
import type { Journal } from "../../journal/journal.ts";
import { JOURNAL_NAME } from "../../journal/journal_file.ts";
import { type JournalRun, openJournal } from "../../journal/open_journal.ts";
import { formatRecord, type JournalRecord } from "../../journal/record.ts";
import { namesIn, temporaryFolder } from "../temporary_folder.ts";
import { runRecord } from "./records.ts";

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

/** An input and an output folder, and jobs between them. */
async function setting(root: string, count: number): Promise<JournalJob[]> {
  await Deno.mkdir(`${root}/in`);
  await Deno.mkdir(`${root}/out`);
  const jobs = Array.from(
    { length: count },
    (_, i) => ({ input: `${root}/in/${i}`, output: `${root}/out/${i}` }),
  );
  for (const { input } of jobs) await Deno.writeTextFile(input, `in ${input.at(-1)}`);
  return jobs;
}

function runOf(jobs: readonly JournalJob[], work = "w1"): JournalRun {
  return { work, recipe: "blur", details: {}, outputs: jobs.map(({ output }) => output) };
}

async function opened(
  root: string,
  jobs: readonly JournalJob[],
  { work = "w1", resume = true } = {},
): Promise<Journal> {
  const onTrouble = (message: string) => {
    throw new Error(message);
  };
  const journal = await openJournal(`${root}/out`, runOf(jobs, work), { resume, onTrouble });
  assert(journal !== undefined);
  return journal;
}

/** What processing a picture does, without the picture. */
async function perform(journal: Journal, job: JournalJob): Promise<void> {
  const entry = await journal.begin(job);
  entry.read(await Deno.readFile(job.input));
  const result = bytesOf(`out ${job.output.at(-1)}`);
  await Deno.writeFile(job.output, result);
  entry.completed(result);
}

async function doneOf(journal: Journal, jobs: readonly JournalJob[]): Promise<boolean[]> {
  return await Promise.all(jobs.map((job) => journal.isDone(job)));
}

async function recordsIn(root: string): Promise<JournalRecord[]> {
  return readRecords(await Deno.readFile(`${root}/out/${JOURNAL_NAME}`));
}

Deno.test("openJournal() with resume knows what an interrupted run has done, and only that", async () => {
  await using folder = await temporaryFolder();
  const jobs = await setting(folder.path, 4);
  const first = await opened(folder.path, jobs);
  assertEquals(first.past, { state: "none", same: 0, other: 0 });
  assertEquals(await doneOf(first, jobs), [false, false, false, false]);
  await perform(first, jobs[0]);
  await perform(first, jobs[2]);
  (await first.begin(jobs[3])).failed("failed", "corrupt_image");
  await first.close("interrupted", { keep: true });

  const second = await opened(folder.path, jobs);
  assertEquals(second.past, { state: "interrupted", same: 2, other: 0 });
  assertEquals(await doneOf(second, jobs), [true, false, true, false]);
  await second.close("complete", { keep: false });
  assertEquals(namesIn(`${folder.path}/out`), ["0", "2"]);
});

Deno.test("Journal.isDone() trusts no result and no input that was touched", async () => {
  await using folder = await temporaryFolder();
  const root = folder.path;
  const jobs = await setting(root, 9);
  const first = await opened(root, jobs);
  for (const job of jobs) await perform(first, job);
  await first.close("interrupted", { keep: true });

  await Deno.writeTextFile(jobs[0].output, "out X");
  await Deno.writeTextFile(jobs[1].output, "ou");
  await Deno.remove(jobs[2].output);
  await Deno.writeTextFile(jobs[3].input, "in X");
  await Deno.writeTextFile(jobs[4].input, "longer");
  await Deno.remove(jobs[5].input);
  await Deno.remove(jobs[6].output);
  if (Deno.build.os !== "windows") {
    await Deno.writeTextFile(`${root}/elsewhere`, "out 6");
    await Deno.symlink(`${root}/elsewhere`, jobs[6].output);
  }
  // Written again with the same content: as good as untouched.
  await Deno.writeTextFile(jobs[7].input, "in 7");
  const second = await opened(root, jobs);
  assertEquals(await doneOf(second, jobs), [
    ...[false, false, false, false, false, false, false],
    ...[true, true],
  ]);
  await second.close("interrupted", { keep: true });
});

Deno.test("Journal.isDone() reads an input again unless path, size and time are the same", async () => {
  await using folder = await temporaryFolder();
  const root = folder.path;
  const jobs = await setting(root, 4);
  const old = new Date("2026-01-02T03:04:05Z");
  for (const { input } of jobs) await Deno.utime(input, old, old);
  const first = await opened(root, jobs);
  for (const job of jobs) await perform(first, job);
  await first.close("interrupted", { keep: true });

  const records = await recordsIn(root);
  assertEquals(
    records.flatMap((record) => "input_mtime" in record ? [record.input_mtime] : []),
    Array(4).fill(old.getTime()),
  );
  // Same size and time, other content: only who reads it sees that, and nobody does so for the same path.
  await Deno.writeTextFile(jobs[0].input, "in X");
  await Deno.utime(jobs[0].input, old, old);
  await Deno.writeTextFile(`${root}/in/other`, "in X");
  await Deno.utime(`${root}/in/other`, old, old);
  await Deno.rename(jobs[2].input, `${root}/in/moved`);
  // Other content of the same size, and a time that is as old as to be trusted.
  await Deno.writeTextFile(jobs[3].input, "in X");
  await Deno.utime(jobs[3].input, old, new Date(old.getTime() + 5000));
  const second = await opened(root, jobs);
  assertEquals(await second.isDone(jobs[0]), true);
  assertEquals(await second.isDone({ ...jobs[1], input: `${root}/in/other` }), false);
  assertEquals(await second.isDone({ ...jobs[2], input: `${root}/in/moved` }), true);
  assertEquals(await second.isDone(jobs[3]), false);
  await second.close("interrupted", { keep: true });
});

Deno.test("JobEntry keeps no time of an input that grew before it was read", async () => {
  await using folder = await temporaryFolder();
  const [job] = await setting(folder.path, 1);
  const old = new Date("2026-01-02T03:04:05Z");
  await Deno.utime(job.input, old, old);
  const journal = await opened(folder.path, [job]);
  const entry = await journal.begin(job);
  entry.read(bytesOf("in 0 and more"));
  entry.completed(bytesOf("out"));
  const record = (await recordsIn(folder.path)).find(({ type }) => type === "job");
  assert(record !== undefined && "input_mtime" in record);
  assertEquals([record.input_bytes, record.input_mtime], [13, null]);
  await journal.close("complete", { keep: false });
});

Deno.test("openJournal() makes results of other work again and counts them", async () => {
  await using folder = await temporaryFolder();
  const jobs = await setting(folder.path, 2);
  const first = await opened(folder.path, jobs);
  for (const job of jobs) await perform(first, job);
  await first.close("interrupted", { keep: true });

  const second = await opened(folder.path, jobs, { work: "w2" });
  assertEquals(second.past, { state: "interrupted", same: 0, other: 2 });
  assertEquals(await doneOf(second, jobs), [false, false]);
  await second.close("interrupted", { keep: true });

  // Nothing was overwritten, so that the first work can still go on.
  const third = await opened(folder.path, jobs);
  assertEquals(await doneOf(third, jobs), [true, true]);
  await third.close("complete", { keep: true });
});

Deno.test("openJournal() without resume does everything again, yet forgets only runs that were over", async () => {
  await using folder = await temporaryFolder();
  const root = folder.path;
  const jobs = await setting(root, 2);
  const first = await opened(root, jobs, { resume: false });
  await perform(first, jobs[0]);
  await first.close("interrupted", { keep: true });

  const second = await opened(root, jobs, { resume: false });
  assertEquals(await doneOf(second, jobs), [false, false]);
  await perform(second, jobs[1]);
  await second.close("interrupted", { keep: true });

  const third = await opened(root, jobs);
  assertEquals(await doneOf(third, jobs), [true, true]);
  await third.close("incomplete", { keep: true });
  assertEquals((await recordsIn(root)).filter(({ type }) => type === "run").length, 3);

  const fourth = await opened(root, jobs, { resume: false });
  await fourth.close("complete", { keep: true });
  assertEquals((await recordsIn(root)).map(({ type }) => type), ["run", "end"]);
});

Deno.test("a journal goes along when inputs and results move together", async () => {
  await using folder = await temporaryFolder();
  const root = folder.path;
  await Deno.mkdir(`${root}/here`);
  const jobs = await setting(`${root}/here`, 1);
  const first = await opened(`${root}/here`, jobs);
  await perform(first, jobs[0]);
  await first.close("interrupted", { keep: true });
  await Deno.rename(`${root}/here`, `${root}/there`);
  const moved = [{ input: `${root}/there/in/0`, output: `${root}/there/out/0` }];
  const second = await opened(`${root}/there`, moved);
  assertEquals(await doneOf(second, moved), [true]);
  assert(!(await Deno.readTextFile(`${root}/there/out/${JOURNAL_NAME}`)).includes(root));
  await second.close("complete", { keep: false });
});

Deno.test("openJournal() tells the second run which process holds the folder", async () => {
  await using folder = await temporaryFolder();
  const jobs = await setting(folder.path, 1);
  const first = await opened(folder.path, jobs);
  const error = await assertRejects(
    () => openJournal(`${folder.path}/out`, runOf(jobs), { resume: true }),
    OutputError,
  );
  assertEquals(error.code, "output_in_use");
  if (Deno.build.os !== "windows") {
    assertMatch(error.message, new RegExp(`as process ${Deno.pid} has been writing there since 2`));
  }
  await first.close("complete", { keep: false });
});

Deno.test("openJournal() removes temporary files of dead runs and of nobody's for a day, and no others", async () => {
  await using folder = await temporaryFolder();
  const root = folder.path;
  const jobs = await setting(root, 1);
  const deep: JournalJob = { input: jobs[0].input, output: `${root}/out/deep/0` };
  await Deno.mkdir(`${root}/out/deep`);
  const uuid = "01234567-89ab-cdef-0123-456789abcdef";
  const dead = `.pixelpool-0000000a-${uuid}.tmp`;
  const alive = `.pixelpool-0000000b-${uuid}.tmp`;
  const nobody = `.pixelpool-${uuid}.tmp`;
  const mine = `.pixelpool-notes.tmp`;
  for (const name of [dead, alive, mine, `deep/${dead}`, `deep/${nobody}`]) {
    await Deno.writeTextFile(`${root}/out/${name}`, "part");
  }
  const lastWeek = new Date(Date.now() - 7 * 24 * 3600 * 1000);
  await Deno.utime(`${root}/out/deep/${nobody}`, lastWeek, lastWeek);
  await Deno.utime(`${root}/out/${mine}`, lastWeek, lastWeek);
  await Deno.writeTextFile(`${root}/out/${JOURNAL_NAME}`, formatRecord(runRecord("0000000a")));
  const journal = await opened(root, [...jobs, deep]);
  assertEquals(namesIn(`${root}/out`), [alive, JOURNAL_NAME, mine, "deep"]);
  assertEquals(namesIn(`${root}/out/deep`), []);
  await journal.close("complete", { keep: false });
});

Deno.test("openJournal() says so and goes on without when no journal can be kept", async () => {
  await using folder = await temporaryFolder();
  const jobs = await setting(folder.path, 1);
  const path = `${folder.path}/out/${JOURNAL_NAME}`;
  await Deno.writeTextFile(path, "precious");
  const told: string[] = [];
  const onTrouble = (message: string) => void told.push(message);
  assertEquals(await openJournal(`${folder.path}/out`, runOf(jobs), { onTrouble }), undefined);
  assertEquals(told.length, 1);
  assertMatch(told[0], /^Cannot keep journal as its name .* is taken by something else/);
  assertEquals(await Deno.readTextFile(path), "precious");
  await Deno.remove(path);
  // Nothing is left locked.
  const journal = await opened(folder.path, jobs);
  await journal.close("complete", { keep: false });
});
