import { assertEquals, assertStringIncludes } from "@std/assert";
import { writePicture } from "../picture.ts";
import { namesIn, temporaryFolder } from "../temporary_folder.ts";
import { jsonReport, pixelpool } from "./pixelpool.ts";

/** A tree of pictures in `photos`. */
async function writeTree(root: string): Promise<void> {
  await Deno.mkdir(`${root}/photos/may/day`, { recursive: true });
  for (const [seed, path] of ["a.jpg", "may/a.jpg", "may/day/b.png"].entries()) {
    const format = path.endsWith("png") ? "png" : "jpeg";
    await writePicture(`${root}/photos/${path}`, { seed, format });
  }
}

/** Every file below a folder, in order. */
function below(folder: string, dir = ""): string[] {
  return namesIn(`${folder}/${dir}`).flatMap((name) => {
    const path = dir === "" ? name : `${dir}/${name}`;
    return Deno.statSync(`${folder}/${path}`).isDirectory ? below(folder, path) : [path];
  });
}

const FILTER = ["-f", "resize:12"];

Deno.test("process --recursive keeps a tree below the folder, by a template, or refuses twins", async () => {
  await using folder = await temporaryFolder();
  const root = folder.path;
  await writeTree(root);
  const args = ["process", "photos", "-r", ...FILTER];
  const [kept, template, flat] = await Promise.all([
    pixelpool(root, [...args, "-o", "kept", "--keep-structure"]),
    pixelpool(root, [...args, "-o", "t/{dir}/{name}{suffix}.{ext}", "--suffix", "_small"]),
    pixelpool(root, [...args, "-o", "flat"]),
  ]);
  assertEquals([kept.code, template.code, flat.code], [0, 0, 2]);
  assertEquals(below(`${root}/kept`), ["a.jpg", "may/a.jpg", "may/day/b.png"]);
  assertEquals(below(`${root}/t`), ["a_small.jpg", "may/a_small.jpg", "may/day/b_small.png"]);
  assertStringIncludes(flat.stderr, "which --keep-structure would put into folders of their own");
  assertEquals(namesIn(root).includes("flat"), false);
});

Deno.test("process --recursive passes over its own results, and says so", async () => {
  await using folder = await temporaryFolder();
  const root = folder.path;
  await writeTree(root);
  const args = ["process", "photos", "-r", "--keep-structure", ...FILTER, "-o", "photos/out"];
  for (const times of [1, 2]) {
    const ended = await pixelpool(root, [...args, "--json"]);
    assertEquals([ended.code, jsonReport(ended).summary.completed], [0, 3], `run ${times}`);
    assertEquals(ended.stderr.includes("left out"), times === 2);
  }
});

Deno.test("process without --recursive says how many subfolders it leaves out", async () => {
  await using folder = await temporaryFolder();
  await writeTree(folder.path);
  const { code, stderr } = await pixelpool(folder.path, ["process", "photos", ...FILTER]);
  assertEquals(code, 0);
  assertStringIncludes(stderr, "1 subfolder left out: --recursive enters them");
});

Deno.test("process takes names from lists, beside other inputs", async () => {
  await using folder = await temporaryFolder();
  const root = folder.path;
  await writeTree(root);
  await writePicture(`${root}/[1].jpg`);
  await writePicture(`${root}/line\nbreak.jpg`);
  await Deno.writeTextFile(`${root}/names`, "# mine\n[1].jpg\nphotos/may\n");
  const args = ["process", "photos/a.jpg", ...FILTER, "--json", "--keep-structure"];
  const [file, stdin, missing] = await Promise.all([
    pixelpool(root, [...args, "-o", "x", "@names"]),
    pixelpool(root, [...args, "-o", "y", "@-", "-0"], { stdin: "line\nbreak.jpg\0[1].jpg\0" }),
    pixelpool(root, [...args, "-o", "z", "@none"]),
  ]);
  assertEquals(jsonReport(file).files.map(({ output }) => output), [
    "x/photos/a.jpg",
    "x/[1].jpg",
    "x/a.jpg",
  ]);
  assertEquals(jsonReport(stdin).files.map(({ output }) => output), [
    "y/photos/a.jpg",
    "y/line\nbreak.jpg",
    "y/[1].jpg",
  ]);
  assertEquals(missing.code, 2);
  assertStringIncludes(JSON.parse(missing.stdout).error.message, "Cannot read list 'none'");
});

Deno.test("process --dry-run tells what would be written, and touches nothing", async () => {
  await using folder = await temporaryFolder();
  const root = folder.path;
  await writeTree(root);
  await Deno.writeTextFile(`${root}/photos/text.txt`, "text");
  await Deno.mkdir(`${root}/old`);
  await Deno.writeTextFile(`${root}/old/a.jpg`, "");
  const args = ["process", "photos", "missing.jpg", ...FILTER, "--dry-run"];
  const [plain, json, lines, never] = await Promise.all([
    pixelpool(root, [...args, "-o", "new"]),
    pixelpool(root, [...args, "-o", "old", "--json"]),
    pixelpool(root, [...args, "-o", "new", "--ndjson"]),
    pixelpool(root, [...args, "-o", "old", "--overwrite", "never"]),
  ]);
  assertEquals(
    plain.stdout,
    [
      "photos/a.jpg -> new/a.jpg",
      "photos/text.txt: skipped: Not a picture by its content",
      "missing.jpg: would fail: Cannot read file as it does not exist",
      "Dry run: 1 result would be written, 1 skipped, 1 would fail; nothing was touched",
      "",
    ].join("\n"),
  );
  const { dry_run, files, summary } = JSON.parse(json.stdout);
  assertEquals([dry_run, summary], [true, { write: 0, replace: 1, keep: 0, skip: 1, fail: 1 }]);
  assertEquals(files[0], { input: "photos/a.jpg", output: "old/a.jpg", action: "replace" });
  const types = lines.stdout.trim().split("\n").map((line) => JSON.parse(line).type);
  assertEquals(types, ["file", "file", "file", "summary"]);
  assertStringIncludes(never.stdout, "old/a.jpg  kept: The result exists already");
  for (const { code } of [plain, json, lines, never]) assertEquals(code, 1);
  assertEquals(namesIn(root), ["old", "photos"]);
  assertEquals(namesIn(`${root}/old`), ["a.jpg"]);
});

Deno.test("process --overwrite newer does again only what was changed", async () => {
  await using folder = await temporaryFolder();
  const root = folder.path;
  for (const [seed, name] of ["a.jpg", "b.jpg"].entries()) {
    await writePicture(`${root}/${name}`, { seed });
    await Deno.utime(`${root}/${name}`, 1_700_000_000, 1_700_000_000);
  }
  const run = async () => {
    const args = ["process", "a.jpg", "b.jpg", ...FILTER, "-o", "out", "--overwrite", "newer"];
    return (await pixelpool(root, args)).stdout;
  };
  assertStringIncludes(await run(), "2 of 2 files completed");
  assertStringIncludes(await run(), "Nothing was written: 2 results are newer than their pictures");
  await Deno.utime(`${root}/b.jpg`, 4_000_000_000, 4_000_000_000);
  const third = await run();
  assertStringIncludes(third, "1 of 2 files completed");
  assertStringIncludes(third, "1 result kept as it is newer than its picture");
  assertStringIncludes(third, "b.jpg -> out/b.jpg");
});
