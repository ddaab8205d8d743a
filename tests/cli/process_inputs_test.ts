import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { writePicture } from "../picture.ts";
import { namesIn, temporaryFolder } from "../temporary_folder.ts";
import { jsonReport, pixelpool } from "./pixelpool.ts";

const BLUR = ["-f", "blur", "-o", "out"];

Deno.test("process of what does not exist ends with 3 and names it", async () => {
  await using folder = await temporaryFolder();
  const args = ["process", "no.jpg", "*.png", ...BLUR];
  const plain = await pixelpool(folder.path, args);
  assertEquals(plain.code, 3);
  assertStringIncludes(plain.stdout, "no.jpg: failed: Cannot read file as it does not exist");
  assertStringIncludes(plain.stdout, "*.png: failed: Cannot read file as nothing matches it");
  assertStringIncludes(plain.stderr, "Nothing to do");
  assertEquals(namesIn(folder.path), []);
});

Deno.test("process of a folder without pictures ends with 3", async () => {
  await using folder = await temporaryFolder();
  await Deno.mkdir(`${folder.path}/empty`);
  await Deno.mkdir(`${folder.path}/texts`);
  await Deno.writeTextFile(`${folder.path}/texts/a.jpg`, "text");
  for (const name of ["empty", "texts"]) {
    const ended = await pixelpool(folder.path, ["process", name, ...BLUR, "--json"]);
    assertEquals(ended.code, 3);
    const { summary } = jsonReport(ended);
    assertEquals([summary.total, summary.skipped], name === "empty" ? [0, 0] : [1, 1]);
  }
  assertEquals(namesIn(folder.path), ["empty", "texts"]);
});

Deno.test("process of a text named .jpg ends with 4", async () => {
  await using folder = await temporaryFolder();
  await Deno.writeTextFile(`${folder.path}/a.jpg`, "text");
  const ended = await pixelpool(folder.path, ["process", "a.jpg", ...BLUR, "--json"]);
  assertEquals(ended.code, 4);
  const [file] = jsonReport(ended).files;
  assertEquals([file.status, file.code, file.bytes_in], ["failed", "unsupported_format", 4]);
  assertEquals([file.width, file.height, file.bytes_out], [null, null, 0]);
  assertEquals(namesIn(`${folder.path}/out`), []);
});

Deno.test("process of files that exist and cannot be read ends with 4", async () => {
  await using folder = await temporaryFolder();
  // Refused by Deno and not by file mode, as tests may run as a user who may read everything.
  await writePicture(`${folder.path}/denied.jpg`);
  await Deno.symlink("loop.jpg", `${folder.path}/loop.jpg`);
  const ended = await pixelpool(
    folder.path,
    ["process", "denied.jpg", "loop.jpg", ...BLUR, "--json"],
    { deno: ["--deny-read=denied.jpg"] },
  );
  assertEquals(ended.code, 4);
  const { files } = jsonReport(ended);
  assertEquals(files.map((file) => file.code), ["read_failed", "read_failed"]);
});

Deno.test("process of good and bad files does the good ones, in order, and ends with 1", async () => {
  await using folder = await temporaryFolder();
  const root = folder.path;
  await Deno.mkdir(`${root}/in`);
  await writePicture(`${root}/in/1.jpg`);
  await writePicture(`${root}/in/2.png`, { format: "png", width: 30, height: 20 });
  await Deno.writeTextFile(`${root}/in/notes.txt`, "text");
  const truncated = (await Deno.readFile(`${root}/in/2.png`)).subarray(0, 60);
  await Deno.writeFile(`${root}/in/3.png`, truncated);
  const args = ["process", "in", "missing.jpg", "-f", "resize:24", "-o", "out", "--json"];
  const ended = await pixelpool(root, args);
  assertEquals(ended.code, 1);
  const report = jsonReport(ended);
  // Three tiny pictures are done on one thread before a worker would have started.
  assertEquals([report.version, report.mode], [1, "sync"]);
  assertEquals(
    report.files.map(({ input, status, width, height }) => [input, status, width, height]),
    [
      ["in/1.jpg", "completed", 24, 16],
      ["in/2.png", "completed", 24, 16],
      ["in/3.png", "failed", null, null],
      ["in/notes.txt", "skipped", null, null],
      ["missing.jpg", "failed", null, null],
    ],
  );
  for (const { ms } of report.files) {
    assertEquals(Object.keys(ms), ["queue", "decode", "filter", "encode", "total"]);
  }
  assertEquals(Object.keys(report.summary), [
    "total",
    "completed",
    "failed",
    "cancelled",
    "timed_out",
    "dead",
    "skipped",
    "wall_ms",
    "images_per_s",
    "megapixels_per_s",
    "cpu_utilization",
    "peak_rss_bytes",
  ]);
  const { total, completed, failed, skipped, images_per_s, peak_rss_bytes } = report.summary;
  assertEquals([total, completed, failed, skipped], [5, 2, 2, 1]);
  assert(images_per_s > 0 && peak_rss_bytes > 0);
  assertEquals(namesIn(`${root}/out`), ["1.jpg", "2.png"]);
});

Deno.test("process takes names of any kind and prints none of their controls", async () => {
  await using folder = await temporaryFolder();
  const root = folder.path;
  const names = [
    "new\nline.jpg",
    "\x1b[31mred.jpg",
    "写真 📷.jpg",
    "-dash.jpg",
    "[1].jpg",
    "a b.jpg",
  ];
  for (const name of names) await writePicture(`${root}/${name}`);
  const plain = await pixelpool(root, ["process", ...BLUR, "--", ...names]);
  assertEquals(plain.code, 0);
  assertEquals(plain.stdout.includes("\x1b"), false);
  assertStringIncludes(plain.stdout, "new\\x0aline.jpg -> out/new\\x0aline.jpg");
  assertStringIncludes(plain.stdout, "写真 📷.jpg");
  assertEquals(namesIn(`${root}/out`), [...names].sort());
  const json = await pixelpool(root, ["process", ...BLUR, "--json", "--", ...names]);
  assertEquals(jsonReport(json).files.map((file) => file.input), names);
  assertEquals(json.stdout.includes("\x1b"), false);
});
