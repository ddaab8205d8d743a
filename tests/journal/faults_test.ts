import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { codecFor } from "../../codecs/registry.ts";
import { DEFAULT_LIMITS } from "../../config.ts";
import { processBatch } from "../../jobs/process_batch.ts";
import type { ImageJob, ImageWork } from "../../jobs/process_image.ts";
import type { Journal } from "../../journal/journal.ts";
import { JOURNAL_NAME } from "../../journal/journal_file.ts";
import { openJournal } from "../../journal/open_journal.ts";
import { parseRecipe } from "../../pipeline/recipe.ts";
import { AsyncExecutor } from "../../pool/async_executor.ts";
import { denoArgs, type Ended, jsonReport, pixelpool } from "../cli/pixelpool.ts";
import { writePicture } from "../picture.ts";
import { picture as noisy } from "../pool/support.ts";
import { namesIn, temporaryFolder } from "../temporary_folder.ts";
import { hasSmallDisks, SmallDisk } from "./small_disk.ts";

const NO_SHELL = Deno.build.os === "windows";
// Where nobody may mount one, full disks are tried by limits on the size of files alone.
const NO_DISK = !await hasSmallDisks();
// deno-lint-ignore no-console -- what is left out is to be seen
if (NO_DISK) console.log("SKIPPED: a small disk, full and read-only, as none can be mounted here");

const WORK: ImageWork = {
  steps: parseRecipe("brightness:1.2"),
  format: undefined,
  encode: { background: [255, 255, 255] },
  limits: DEFAULT_LIMITS,
  codec: undefined,
  overwrite: "all",
};

/** Pictures that no PNG can make small. */
async function writeNoise(path: string, side: number, seed: number): Promise<void> {
  const image = noisy(side, side, seed);
  let state = seed + 1;
  for (let i = 0; i < image.data.length; i++) {
    state = Math.imul(state, 1_664_525) + 1_013_904_223 | 0;
    image.data[i] = i % 4 === 3 ? 255 : state >>> 24;
  }
  const codec = await codecFor("png");
  await Deno.writeFile(path, await codec.encode(image, { background: [0, 0, 0] }));
}

/** Runs the program where no file may become larger; the signal that would end it is ignored, as services do. */
async function withFileLimit(
  root: string,
  blocks: number,
  args: readonly string[],
): Promise<Ended> {
  const script = `trap '' XFSZ; ulimit -f ${blocks}; exec "$0" "$@"`;
  const { code, stdout, stderr } = await new Deno.Command("/bin/sh", {
    args: ["-c", script, Deno.execPath(), ...denoArgs(), ...args],
    cwd: root,
    env: { PIXELPOOL_CACHE: `${root}/in/none` },
  }).output();
  const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
  return { code, bytes: stdout, stdout: text(stdout), stderr: text(stderr) };
}

/** Jobs in this process, with a journal in the folder of their results. */
async function journalled(
  root: string,
  out: string,
  count: number,
): Promise<{ jobs: ImageJob[]; journal: Journal; told: string[] }> {
  await Deno.mkdir(`${root}/in`);
  await Deno.mkdir(out, { recursive: true });
  const jobs: ImageJob[] = [];
  for (let i = 0; i < count; i++) {
    await writePicture(`${root}/in/${i}.jpg`, { seed: i });
    jobs.push({ input: `${root}/in/${i}.jpg`, output: `${out}/${i}.jpg` });
  }
  const told: string[] = [];
  const run = {
    work: "w",
    recipe: "brightness",
    details: {},
    outputs: jobs.map((job) => job.output),
  };
  const journal = await openJournal(out, run, { onTrouble: (line) => void told.push(line) });
  assert(journal !== undefined);
  return { jobs, journal, told };
}

Deno.test({
  name: "process reports files that the system finds too large, and a resumed run finishes them",
  ignore: NO_SHELL,
  async fn() {
    await using folder = await temporaryFolder();
    const root = folder.path;
    await Deno.mkdir(`${root}/in`);
    for (let i = 0; i < 6; i++) await writeNoise(`${root}/in/${i}.png`, i % 2 ? 160 : 16, i);
    const args = ["process", "in", "-f", "brightness:1.1", "-o", "out", "--json"];
    const ended = await withFileLimit(root, 40, args);
    assertEquals(ended.code, 1, ended.stderr);
    const { files } = jsonReport(ended);
    assertEquals(files.map(({ status }) => status === "completed"), [
      ...[true, false, true, false, true, false],
    ]);
    assertEquals(
      files[1].message,
      "Cannot write file as the file system does not allow a file of this size",
    );
    assertEquals(namesIn(`${root}/out`), [JOURNAL_NAME, "0.png", "2.png", "4.png"]);
    const resumed = await pixelpool(root, [...args, "--resume"]);
    assertEquals([resumed.code, jsonReport(resumed).summary.skipped], [0, 3]);
    assertEquals(namesIn(`${root}/out`).length, 6);
  },
});

Deno.test({
  name: "process loses no result when its journal cannot grow, and says so once",
  ignore: NO_SHELL,
  async fn() {
    await using folder = await temporaryFolder();
    const root = folder.path;
    await Deno.mkdir(`${root}/in`);
    for (let i = 0; i < 60; i++) {
      await writePicture(`${root}/in/${i}.jpg`, { width: 8, height: 8, seed: i });
    }
    const ended = await withFileLimit(root, 8, ["process", "in", "-f", "invert", "-o", "out"]);
    assertEquals(ended.code, 0, ended.stderr);
    assertEquals(namesIn(`${root}/out`).length, 60);
    assertEquals(ended.stderr.match(/The journal cannot be written/g)?.length, 1);
  },
});

onDisk({
  name:
    "process goes on when the disk is full, leaves whole files only, and resumes when there is room",
  async fn() {
    await using folder = await temporaryFolder();
    await using disk = await SmallDisk.mount(8 * 1024 * 1024);
    assert(disk !== undefined);
    const root = folder.path;
    await Deno.mkdir(`${root}/in`);
    for (let i = 0; i < 16; i++) await writeNoise(`${root}/in/${i}.png`, 512, i);
    const originals = namesIn(`${root}/in`).map((name) => Deno.readFileSync(`${root}/in/${name}`));
    const out = `${disk.path}/out`;
    const args = ["process", "in", "-f", "brightness:1.1", "-o", out, "--json"];
    const ended = await pixelpool(root, args);
    assertEquals(ended.code, 1, ended.stderr);
    const { files, summary } = jsonReport(ended);
    const failed = files.filter(({ status }) => status === "failed");
    assert(summary.completed >= 4 && failed.length >= 4, `${summary.completed} completed`);
    for (const { code, message } of failed) {
      assertEquals(code, "disk_full");
      assertEquals(message, "Cannot write file as no space is left on the device");
    }
    assertEquals(namesIn(out).length, summary.completed + 1);
    const codec = await codecFor("png");
    for (const name of namesIn(out).filter((name) => name !== JOURNAL_NAME)) {
      assertEquals((await codec.decode(await Deno.readFile(`${out}/${name}`))).width, 512);
    }
    assertEquals(
      namesIn(`${root}/in`).map((name) => Deno.readFileSync(`${root}/in/${name}`)),
      originals,
    );
    await disk.remount("size=32m");
    const resumed = await pixelpool(root, [...args, "--resume"]);
    assertEquals(resumed.code, 0, resumed.stderr);
    assertEquals(jsonReport(resumed).summary.skipped, summary.completed);
    assertEquals(namesIn(out).length, 16);
  },
});

onDisk({
  name:
    "processBatch() fails file by file once its folder is read-only, with its journal told of once",
  async fn() {
    await using folder = await temporaryFolder();
    await using disk = await SmallDisk.mount(1024 * 1024);
    assert(disk !== undefined);
    const { jobs, journal, told } = await journalled(folder.path, `${disk.path}/out`, 4);
    const executor = new AsyncExecutor();
    await using _disposed = executor;
    const first = await processBatch(jobs.slice(0, 1), WORK, executor, { journal });
    assertEquals(first[0].status, "completed");
    // A file that is open for writing keeps a disk from being made read-only: what another handle did, cannot be.
    await journal.close("interrupted", { keep: true });
    await disk.remount("ro");
    const rest = await processBatch(jobs.slice(1), WORK, executor, { journal });
    assertEquals(rest.map(({ code }) => code), ["write_failed", "write_failed", "write_failed"]);
    assertEquals(rest[0].message, "Cannot write file as the file system is read-only");
    assertEquals(told.length, 1);
    assertMatch(told[0], /^The journal cannot be written as /);
    const run = { work: "w", recipe: "", details: {}, outputs: [] };
    const line: string[] = [];
    const none = await openJournal(`${disk.path}/out`, run, {
      onTrouble: (text) => line.push(text),
    });
    assertEquals(none, undefined);
    assertStringIncludes(line[0], "Cannot keep journal as the file system is read-only");
    await disk.remount("rw");
  },
});

Deno.test({
  name: "processBatch() replaces links in the place of results and leaves what they lead to",
  ignore: NO_SHELL,
  async fn() {
    await using folder = await temporaryFolder();
    const root = folder.path;
    await Deno.mkdir(`${root}/real`);
    await Deno.symlink(`${root}/real`, `${root}/out`);
    const { jobs, journal, told } = await journalled(root, `${root}/out`, 2);
    await Deno.writeTextFile(`${root}/original`, "precious");
    await Deno.symlink(`${root}/original`, jobs[0].output);
    await Deno.symlink(`${root}/nowhere`, jobs[1].output);
    const executor = new AsyncExecutor();
    await using _disposed = executor;
    const reports = await processBatch(jobs, WORK, executor, { journal });
    assertEquals(reports.map(({ status }) => status), ["completed", "completed"]);
    for (const { output } of jobs) assert((await Deno.lstat(output)).isFile);
    assertEquals(await Deno.readTextFile(`${root}/original`), "precious");
    assertEquals(namesIn(root), ["in", "original", "out", "real"]);
    await journal.close("complete", { keep: false });
    assertEquals([told, namesIn(`${root}/real`)], [[], ["0.jpg", "1.jpg"]]);
  },
});

Deno.test({
  name: "processBatch() makes a folder anew that vanished, and says that the journal went with it",
  ignore: NO_SHELL,
  async fn() {
    await using folder = await temporaryFolder();
    const out = `${folder.path}/out`;
    const { jobs, journal, told } = await journalled(folder.path, out, 3);
    const executor = new AsyncExecutor();
    await using _disposed = executor;
    const reports = await processBatch(jobs, WORK, executor, {
      journal,
      concurrency: 1,
      onSettled: (_report, index) => index === 0 && Deno.removeSync(out, { recursive: true }),
    });
    assertEquals(reports.map(({ status }) => status), ["completed", "completed", "completed"]);
    await journal.close("interrupted", { keep: true });
    assertEquals(told, ["The journal is gone with its folder"]);
    assertEquals(namesIn(out), ["1.jpg", "2.jpg"]);
  },
});

function onDisk(test: Deno.TestDefinition): void {
  if (!NO_DISK) Deno.test(test);
}
