import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { WatchedJobs } from "../../cli/watched_jobs.ts";
import { outputNamer } from "../../files/output_path.ts";
import { picture, writePicture } from "../picture.ts";
import { eventually } from "../pool/support.ts";
import { namesIn, temporaryFolder } from "../temporary_folder.ts";
import { canObey, pixelpool, Running } from "./pixelpool.ts";

const FILTER = ["-f", "resize:12"];

/** Starts a watch and waits until it does. */
function start(root: string, ...args: string[]): Running {
  return new Running(root, ["process", "--watch", "in", ...FILTER, ...args]);
}

Deno.test({
  name:
    "process --watch does what is there, what appears and what changes, never its results, and ends with 0",
  ignore: Deno.build.os === "windows",
  async fn() {
    await using folder = await temporaryFolder();
    const root = folder.path;
    const results = () => namesIn(`${root}/in/res`).filter((name) => !name.startsWith("."));
    await Deno.mkdir(`${root}/in/sub`, { recursive: true });
    await writePicture(`${root}/in/a.jpg`);
    const running = start(root, "-r", "-o", "in/res", "--ndjson", "--report", "r.json");
    await eventually("the picture that is there", () => results().includes("a.jpg"));

    // In two parts: a half picture must not be taken for a whole one.
    const bytes = await picture({ width: 90, height: 60, seed: 2 });
    await Deno.writeFile(`${root}/in/sub/b.jpg`, bytes.subarray(0, 500));
    await Deno.writeFile(`${root}/in/sub/b.jpg`, bytes.subarray(500), { append: true });
    await Deno.writeTextFile(`${root}/in/notes.txt`, "text");
    await eventually("the picture that appears", () => results().includes("b.jpg"));

    const before = (await Deno.stat(`${root}/in/res/a.jpg`)).ino;
    await writePicture(`${root}/in/a.jpg`, { seed: 3 });
    await eventually(
      "the picture that changed",
      () => Deno.statSync(`${root}/in/res/a.jpg`).ino !== before,
    );
    running.kill("SIGINT");
    const { code, stdout, stderr } = await running.ended();
    assertEquals(code, 0);
    assertStringIncludes(stderr, "Watching in, results go to in/res");
    assertEquals(stderr.includes("Nothing to do"), false);
    const lines = stdout.trim().split("\n").map((line) => JSON.parse(line));
    const { summary } = lines.at(-1);
    assertEquals([lines.at(-1).type, summary.failed, summary.cancelled], ["summary", 0, 0]);
    const done = lines.filter(({ status }) => status === "completed").map(({ input }) => input);
    assertEquals([...new Set(done)].sort(), ["in/a.jpg", "in/sub/b.jpg"]);
    assert(done.length >= 3);
    const report = JSON.parse(await Deno.readTextFile(`${root}/r.json`));
    assertEquals(report.summary.completed, summary.completed);
  },
});

Deno.test({
  name:
    "process --watch keeps at its start what is newer, and stops at the first failure when told so",
  ignore: Deno.build.os === "windows",
  async fn() {
    await using folder = await temporaryFolder();
    const root = folder.path;
    await Deno.mkdir(`${root}/in`);
    await Deno.mkdir(`${root}/out`);
    await writePicture(`${root}/in/a.jpg`);
    await Deno.writeTextFile(`${root}/out/a.jpg`, "mine, and newer");
    await writePicture(`${root}/in/b.jpg`);
    const running = start(root, "-o", "out", "--fail-fast");
    await eventually("a result", () => namesIn(`${root}/out`).includes("b.jpg"));
    assertEquals(await Deno.readTextFile(`${root}/out/a.jpg`), "mine, and newer");
    await Deno.writeFile(`${root}/in/broken.jpg`, (await picture()).subarray(0, 300));
    const { code, stdout } = await running.ended();
    assertEquals(code, 1);
    assertStringIncludes(stdout, "in/broken.jpg: failed");
    assertStringIncludes(stdout, "1 picture completed, 1 failed, 1 skipped");
  },
});

Deno.test("process --watch refuses what cannot be watched", async () => {
  await using folder = await temporaryFolder();
  const root = folder.path;
  await Deno.mkdir(`${root}/in`);
  await writePicture(`${root}/a.jpg`);
  const cases = [
    [["--watch", "none"], "Cannot watch 'none' as it does not exist"],
    [["--watch", "a.jpg"], "Cannot watch 'a.jpg' as it is no folder"],
    [["--watch", "in", "-o", "in"], "the results would go there as well"],
    [["--watch", "in", "-o", "in/{name}_small.{ext}"], "the results would go there as well"],
    [["--watch", "in", "-o", "x.jpg"], "one place for all results"],
    [["--watch", "in", "-o", "-"], "one place for all results"],
  ] as const;
  await Promise.all(cases.map(async ([args, message]) => {
    const { code, stderr } = await pixelpool(root, ["process", ...FILTER, ...args]);
    assertEquals([args, code], [args, 2]);
    assertStringIncludes(stderr, message);
  }));
  assertEquals(namesIn(root), ["a.jpg", "in"]);
});

// Nothing is kept from root where it cannot give its privileges up.
if (await canObey()) {
  Deno.test("process --watch refuses a folder that cannot be listed", async () => {
    await using folder = await temporaryFolder();
    const root = folder.path;
    await Deno.mkdir(`${root}/in`, { mode: 0o000 });
    const { code, stderr } = await pixelpool(root, ["process", "--watch", "in", ...FILTER], {
      obeys: true,
    });
    await Deno.chmod(`${root}/in`, 0o700);
    assertEquals(code, 2);
    assertStringIncludes(stderr, "Cannot watch 'in' as permission is denied");
    assertEquals(namesIn(root), ["in"]);
  });
}

Deno.test("WatchedJobs gives no two inputs one output, and makes no result an input", async () => {
  await using folder = await temporaryFolder();
  const root = folder.path;
  for (const name of ["a.jpg", "a.jpeg", "gone.jpg", "b.gif"]) {
    await writePicture(`${root}/${name}`);
  }
  await Deno.remove(`${root}/gone.jpg`);
  await Deno.writeTextFile(`${root}/text`, "text");
  const namer = await outputNamer({ out: `${root}/out/{name}.png`, format: undefined });
  const watched = new WatchedJobs(namer, undefined);
  const listed = (name: string) => ({ path: `${root}/${name}`, dir: "" });
  const group = ["a.jpg", "a.jpeg", "gone.jpg", "text"].map(listed);
  const { jobs, others } = await watched.take(group);
  assertEquals(jobs, [{ input: `${root}/a.jpg`, output: `${root}/out/a.png` }]);
  assertEquals(others.map(({ input, status, code }) => [input, status, code]), [
    [`${root}/a.jpeg`, "failed", "bad_option"],
    [`${root}/gone.jpg`, "failed", "read_failed"],
    [`${root}/text`, "skipped", "unsupported_format"],
  ]);
  // The same file again is the same job, and its result none.
  assertEquals((await watched.take([listed("a.jpg"), listed("out/a.png")])).jobs.length, 1);
});

Deno.test("WatchedJobs never writes a result over a file that is watched", async () => {
  await using folder = await temporaryFolder();
  const root = folder.path;
  await Deno.mkdir(`${root}/in/in`, { recursive: true });
  await writePicture(`${root}/in/a.jpg`);
  await writePicture(`${root}/in/in/a.jpg`);
  const namer = await outputNamer({ out: root, format: undefined, keepStructure: true });
  const watched = new WatchedJobs(namer, undefined);
  const group = [{ path: `${root}/in/in/a.jpg`, dir: "in" }, { path: `${root}/in/a.jpg`, dir: "" }];
  const { jobs, others } = await watched.take(group);
  assertEquals(jobs, [{ input: `${root}/in/a.jpg`, output: `${root}/a.jpg` }]);
  assertEquals(others.map(({ input, code }) => [input, code]), [
    [`${root}/in/in/a.jpg`, "bad_option"],
  ]);
});
