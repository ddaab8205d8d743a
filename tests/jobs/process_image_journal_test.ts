import { assert, assertEquals } from "@std/assert";
import { DEFAULT_LIMITS } from "../../config.ts";
import { type ImageJob, type ImageWork, processImage } from "../../jobs/process_image.ts";
import { sha256 } from "../../journal/fingerprint.ts";
import { readRecords } from "../../journal/history.ts";
import type { Journal } from "../../journal/journal.ts";
import { JOURNAL_NAME } from "../../journal/journal_file.ts";
import { openJournal } from "../../journal/open_journal.ts";
import type { JournalRecord } from "../../journal/record.ts";
import { parseRecipe } from "../../pipeline/recipe.ts";
import { AsyncExecutor } from "../../pool/async_executor.ts";
import { WorkerPool } from "../../pool/worker_pool.ts";
import { picture, writePicture } from "../picture.ts";
import { temporaryFolder } from "../temporary_folder.ts";

const WORK: ImageWork = {
  steps: parseRecipe("brightness:1.2"),
  format: "png",
  encode: { background: [255, 255, 255] },
  limits: DEFAULT_LIMITS,
  codec: undefined,
  overwrite: "all",
};

async function openIn(root: string, resume = false): Promise<Journal> {
  const run = { work: "w", recipe: "brightness", details: {}, outputs: [] };
  const journal = await openJournal(root, run, { resume });
  assert(journal !== undefined);
  return journal;
}

async function jobsIn(root: string): Promise<JournalRecord[]> {
  const records = readRecords(await Deno.readFile(`${root}/${JOURNAL_NAME}`));
  return records.filter(({ type }) => type === "job");
}

Deno.test("processImage() tells the journal what it read and wrote, in each mode", async () => {
  for (const open of [() => new AsyncExecutor(), () => new WorkerPool({ workers: 1 })]) {
    await using folder = await temporaryFolder();
    const root = folder.path;
    await using executor = open();
    const journal = await openIn(root);
    const job = { input: `${root}/a.jpg`, output: `${root}/deep/a.png` };
    await writePicture(job.input);
    const written = new Date("2026-01-02T03:04:05Z");
    await Deno.utime(job.input, written, written);
    const report = await processImage(job, WORK, executor, { journal });
    assertEquals(report.status, "completed");
    const [input, output] = [await Deno.readFile(job.input), await Deno.readFile(job.output)];
    assertEquals(await jobsIn(root), [{
      type: "job",
      state: "completed",
      run: journal.run,
      work: "w",
      input: "a.jpg",
      input_bytes: input.length,
      input_mtime: written.getTime(),
      input_sha256: sha256(input),
      output: "deep/a.png",
      output_bytes: output.length,
      output_sha256: sha256(output),
    }]);
    await journal.close("interrupted", { keep: true });

    const next = await openIn(root, true);
    const again = await processImage(job, WORK, executor, { journal: next });
    assertEquals([again.status, again.resumed, again.code], ["skipped", true, "output_exists"]);
    // A picture that is wanted anew is never held back by what the journal says of another.
    const other = await processImage({ ...job, output: `${root}/b.png` }, WORK, executor, {
      journal: next,
    });
    assertEquals(other.status, "completed");
    await next.close("complete", { keep: false });
  }
});

Deno.test("processImage() tells the journal of failures, and not of what was stopped, kept or a stream", async () => {
  await using folder = await temporaryFolder();
  const root = folder.path;
  await using executor = new AsyncExecutor();
  const journal = await openIn(root);
  await Deno.writeTextFile(`${root}/bad.jpg`, "text");
  await writePicture(`${root}/good.jpg`);
  const good: ImageJob = { input: `${root}/good.jpg`, output: `${root}/good.png` };
  const bad = { input: `${root}/bad.jpg`, output: `${root}/bad.png` };
  await processImage(bad, WORK, executor, { journal });
  const gone = { input: `${root}/gone.jpg`, output: `${root}/gone.png` };
  await processImage(gone, WORK, executor, { journal });
  await processImage(good, WORK, executor, { journal, signal: AbortSignal.abort() });
  const bytes = new Uint8Array(await picture());
  const stream = { ...good, bytes, deliver: () => Promise.resolve() };
  assertEquals((await processImage(stream, WORK, executor, { journal })).status, "completed");
  await Deno.writeTextFile(good.output, "mine");
  const never: ImageWork = { ...WORK, overwrite: "never" };
  assertEquals((await processImage(good, never, executor, { journal })).status, "skipped");
  const names = { type: "job", run: journal.run, work: "w" };
  assertEquals(await jobsIn(root), [
    {
      ...names,
      state: "failed",
      input: "bad.jpg",
      output: "bad.png",
      code: "unsupported_format",
    },
    { ...names, state: "failed", input: "gone.jpg", output: "gone.png", code: "read_failed" },
  ] as JournalRecord[]);
  await journal.close("incomplete", { keep: false });
});
