import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { writePicture } from "../picture.ts";
import { eventually } from "../pool/support.ts";
import { namesIn, temporaryFolder } from "../temporary_folder.ts";
import { type JsonReport, jsonReport, pixelpool, Running } from "./pixelpool.ts";

const FILTER = ["-f", "resize:12", "-o", "out"];

async function writeThree(root: string): Promise<void> {
  for (const seed of [1, 2, 3]) await writePicture(`${root}/${seed}.jpg`, { seed });
}

function lines(text: string): Record<string, unknown>[] {
  return text.trim().split("\n").map((line) => JSON.parse(line));
}

Deno.test("process --ndjson prints a line for each file and one for all", async () => {
  await using folder = await temporaryFolder();
  await writeThree(folder.path);
  await Deno.writeTextFile(`${folder.path}/text`, "text");
  const args = ["process", "1.jpg", "2.jpg", "text", "missing.jpg", ...FILTER];
  const [ended, json] = await Promise.all([
    pixelpool(folder.path, [...args, "--ndjson"]),
    pixelpool(
      folder.path,
      [...args, "-o=other", "--json"].filter((arg) => arg !== "-o" && arg !== "out"),
    ),
  ]);
  assertEquals([ended.code, json.code], [1, 1]);
  const all = lines(ended.stdout);
  assertEquals(all.map(({ type }) => type), ["file", "file", "file", "file", "summary"]);
  const files = all.slice(0, -1).map(({ input, status, code }) => [input, status, code]).sort();
  const reported = jsonReport(json);
  assertEquals(
    files,
    reported.files.map(({ input, status, code }) => [input, status, code]).sort(),
  );
  const summary = all.at(-1)?.summary as JsonReport["summary"];
  assertEquals([summary.total, summary.completed, summary.failed], [4, 2, 2]);
  assertEquals(all.every(({ version }) => version === 1), true);
});

Deno.test("process --report writes what --json prints into a file, and makes its folder", async () => {
  await using folder = await temporaryFolder();
  await writeThree(folder.path);
  const args = ["process", "1.jpg", "2.jpg", ...FILTER, "--report", "deep/r.json"];
  const ended = await pixelpool(folder.path, [...args, "--json"]);
  assertEquals(ended.code, 0);
  const written = JSON.parse(await Deno.readTextFile(`${folder.path}/deep/r.json`));
  assertEquals(written, jsonReport(ended));
  assertEquals(namesIn(`${folder.path}/deep`), ["r.json"]);
});

Deno.test("process refuses a --report that is a picture, or that cannot be written, before any work", async () => {
  await using folder = await temporaryFolder();
  await writeThree(folder.path);
  await Deno.mkdir(`${folder.path}/folder`);
  for (const report of ["1.jpg", "out/1.jpg", "2.jpg/r.json", "folder"]) {
    const args = ["process", "1.jpg", ...FILTER, "--report", report];
    const { code, stderr } = await pixelpool(folder.path, args);
    assertEquals([report, code], [report, 2]);
    assertStringIncludes(stderr, "Cannot write");
  }
  assertEquals(namesIn(`${folder.path}/out`), []);
});

Deno.test({
  name: "process --report tells of an interrupted run as well",
  ignore: Deno.build.os === "windows",
  async fn() {
    await using folder = await temporaryFolder();
    const root = folder.path;
    await Deno.mkdir(`${root}/in`);
    for (let seed = 0; seed < 12; seed++) {
      await writePicture(`${root}/in/${seed}.jpg`, { width: 640, height: 480, seed });
    }
    const running = new Running(root, [
      ...["process", "in", "-f", "heavy_sharpen:radius=8", "-o", "out"],
      ...["--report", "r.json", "--mode", "async"],
    ]);
    await eventually(
      "a first result",
      () => namesIn(`${root}/out`).some((name) => name.endsWith(".jpg")),
    );
    running.kill("SIGINT");
    assertEquals((await running.ended()).code, 130);
    const { interrupted, summary } = JSON.parse(await Deno.readTextFile(`${root}/r.json`));
    assertEquals(interrupted, true);
    assertEquals(summary.completed + summary.cancelled, 12);
    assert(summary.cancelled > 0);
  },
});

Deno.test("process --fail-fast stops at the first failure and cancels the others", async () => {
  await using folder = await temporaryFolder();
  const root = folder.path;
  await Deno.mkdir(`${root}/in`);
  await writePicture(`${root}/in/0.jpg`);
  await Deno.writeFile(
    `${root}/in/1.jpg`,
    (await Deno.readFile(`${root}/in/0.jpg`)).subarray(0, 300),
  );
  for (let seed = 2; seed < 9; seed++) await writePicture(`${root}/in/${seed}.jpg`, { seed });
  const args = ["process", "in", ...FILTER, "--mode", "sync", "--json"];
  const stopped = await pixelpool(root, [...args, "--fail-fast"]);
  const { summary } = jsonReport(stopped);
  assertEquals([stopped.code, summary.completed, summary.failed, summary.cancelled], [1, 1, 1, 7]);
  const whole = jsonReport(await pixelpool(root, args));
  assertEquals([whole.summary.completed, whole.summary.failed], [8, 1]);
});

Deno.test("process --fail-fast does nothing when an input is missing from the start", async () => {
  await using folder = await temporaryFolder();
  await writeThree(folder.path);
  const args = ["process", "no.jpg", "1.jpg", ...FILTER, "--fail-fast", "--json"];
  const ended = await pixelpool(folder.path, args);
  assertEquals([ended.code, jsonReport(ended).summary.cancelled], [4, 1]);
  assertEquals(namesIn(`${folder.path}/out`).filter((name) => name.endsWith(".jpg")), []);
});

Deno.test("process --max-pixels bounds pictures before they are decoded, and what is made of them", async () => {
  await using folder = await temporaryFolder();
  await writePicture(`${folder.path}/a.jpg`, { width: 100, height: 60 });
  const run = async (limit: string, filter: string) => {
    const args = ["process", "a.jpg", "-f", filter, "-o", "out", "--max-pixels", limit, "--json"];
    const ended = await pixelpool(folder.path, args);
    return [ended.code, jsonReport(ended).files[0].code];
  };
  assertEquals(await run("5k", "blur"), [4, "too_many_pixels"]);
  assertEquals(await run("6000", "blur"), [0, undefined]);
  assertEquals(await run("6000", "resize:101"), [4, "too_many_pixels"]);
});

Deno.test("process reads no config file that it may not read and nobody named", async () => {
  await using folder = await temporaryFolder();
  await writeThree(folder.path);
  const deno = ["--deny-read=pixelpool.json"];
  const args = ["process", "1.jpg", ...FILTER];
  assertEquals((await pixelpool(folder.path, args, { deno })).code, 0);
  const named = await pixelpool(folder.path, [...args, "--config", "pixelpool.json"], { deno });
  assertEquals(named.code, 2);
  assertStringIncludes(named.stderr, "has no permission");
});
