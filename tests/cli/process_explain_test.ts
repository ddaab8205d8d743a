import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { kernelSet } from "../../kernels/active.ts";
import { writePicture } from "../picture.ts";
import { namesIn, temporaryFolder } from "../temporary_folder.ts";
import { pixelpool } from "./pixelpool.ts";

Deno.test("process --explain tells plan, time, memory and choice, and writes nothing", async () => {
  await using folder = await temporaryFolder();
  await writePicture(`${folder.path}/a.jpg`, { width: 600, height: 400 });
  await writePicture(`${folder.path}/b.png`, { width: 100, height: 100, format: "png" });
  const args = ["process", "a.jpg", "b.png", "-f", "resize:300,sharpen", "--explain"];
  const plain = await pixelpool(folder.path, args);
  assertEquals([plain.code, plain.stderr], [0, ""]);
  for (
    const part of [
      "Recipe: resize:width=300,sharpen",
      "a.jpg",
      "300x200",
      "decode  jpeg",
      "Chosen: ",
      `Kernels: ${kernelSet()}`,
    ]
  ) {
    assertStringIncludes(plain.stdout, part);
  }
  const json = await pixelpool(folder.path, [...args, "--json", "--memory-budget", "8GiB"]);
  const { version, images, looked_at, costliest, memory, predicted, chosen } = JSON.parse(
    json.stdout,
  );
  assertEquals([json.code, json.stderr, version, images, looked_at], [0, "", 1, 2, 2]);
  assertEquals([costliest.input, costliest.format, costliest.width], ["a.jpg", "jpeg", 600]);
  const [first] = costliest.stages;
  assertEquals([first.kind, first.width, first.height], ["resample", 300, 200]);
  assertEquals([memory.budget_bytes, memory.largest_bytes], [
    8 * 1024 ** 3,
    costliest.memory_bytes,
  ]);
  assert(predicted.length > 0);
  for (const { ms } of [...predicted, ...costliest.stages]) assert(ms > 0);
  assert(predicted.some(({ mode }: { mode: string }) => mode === chosen.mode));
  assertEquals(namesIn(folder.path), ["a.jpg", "b.png"]);
});

Deno.test("process --explain of nothing that can be processed ends with 3", async () => {
  await using folder = await temporaryFolder();
  await Deno.writeTextFile(`${folder.path}/a.jpg`, "text");
  const { code, stdout, stderr } = await pixelpool(folder.path, [
    "process",
    "a.jpg",
    "-f",
    "blur",
    "--explain",
  ]);
  assertEquals(code, 3);
  assertStringIncludes(stdout, "a.jpg  Cannot read image as its content is no known format");
  assertStringIncludes(stderr, "Nothing to explain");
  assertEquals(namesIn(folder.path), ["a.jpg"]);
});

Deno.test("process --explain says what was asked for when the mode is given", async () => {
  await using folder = await temporaryFolder();
  await writePicture(`${folder.path}/a.jpg`);
  const run = async (...flags: string[]) => {
    const args = ["process", "a.jpg", "-f", "blur", "--explain", "--json", ...flags];
    const { mode, workers, reason, sandboxed } =
      JSON.parse((await pixelpool(folder.path, args)).stdout).chosen;
    return [mode, workers, reason, sandboxed];
  };
  assertEquals(await run("--mode", "sync"), ["sync", 0, "it was asked for", false]);
  assertEquals(await run("--workers", "1"), ["workers", 1, "workers were asked for", true]);
});

Deno.test("process --explain measures the machine once and remembers it", async () => {
  await using folder = await temporaryFolder();
  await using cache = await temporaryFolder();
  await writePicture(`${folder.path}/a.jpg`);
  const args = ["process", "a.jpg", "-f", "blur", "--explain", "--json"];
  const machine = async () =>
    JSON.parse((await pixelpool(folder.path, args, { cache: cache.path })).stdout).machine;
  const first = await machine();
  assertEquals(namesIn(cache.path), ["machine.json"]);
  assertEquals(await machine(), first);
});

Deno.test("process --explain names what cannot be processed, and why", async () => {
  await using folder = await temporaryFolder();
  await using cache = await temporaryFolder();
  const options = { cache: cache.path };
  const root = folder.path;
  await Deno.mkdir(`${root}/in`);
  await writePicture(`${root}/in/a.jpg`, { width: 100, height: 100 });
  await writePicture(`${root}/in/large.jpg`, { width: 300, height: 200 });
  await Deno.writeTextFile(`${root}/in/notes.txt`, "text");
  const args = ["process", "in", "no.jpg", "-f", "blur", "--explain", "--max-pixels", "20k"];
  const plain = await pixelpool(root, args, options);
  assertEquals([plain.code, plain.stderr], [0, ""]);
  const end = plain.stdout.slice(plain.stdout.indexOf("Cannot be processed:"));
  for (const part of ["in/large.jpg", "limit of 20000 pixels", "in/notes.txt", "no.jpg"]) {
    assertStringIncludes(end, part);
  }
  const { refused } = JSON.parse((await pixelpool(root, [...args, "--json"], options)).stdout);
  assertEquals(
    refused.map(({ input, code }: { input: string; code: string }) => [input, code]),
    [
      ["in/notes.txt", "unsupported_format"],
      ["no.jpg", "read_failed"],
      ["in/large.jpg", "too_many_pixels"],
    ],
  );
  const nothing = await pixelpool(
    root,
    ["process", "in/notes.txt", "-f", "blur", "--explain"],
    options,
  );
  assertEquals(nothing.code, 3);
  assertStringIncludes(nothing.stdout, "in/notes.txt");
});

Deno.test("process --explain says so when no picture fits into the memory budget", async () => {
  await using folder = await temporaryFolder();
  await using cache = await temporaryFolder();
  const options = { cache: cache.path };
  await writePicture(`${folder.path}/a.jpg`, { width: 1200, height: 1000 });
  const args = ["process", "a.jpg", "-f", "blur", "--explain", "--memory-budget", "20MB"];
  const { code, stdout } = await pixelpool(folder.path, args, options);
  assertEquals(code, 0);
  assertStringIncludes(stdout, "and no picture fits into 19.1 MiB");
  assertStringIncludes(stdout, "alone, and the memory budget is 19.1 MiB");
  const { memory, refused } = JSON.parse(
    (await pixelpool(folder.path, [...args, "--json"], options)).stdout,
  );
  assertEquals([memory.at_once, refused[0].code], [0, "memory_budget"]);
});

Deno.test("process --explain compares every mode, whichever is chosen", async () => {
  await using folder = await temporaryFolder();
  await using cache = await temporaryFolder();
  const options = { cache: cache.path };
  await writePicture(`${folder.path}/a.jpg`);
  const args = ["process", "a.jpg", "-f", "blur", "--explain", "--json"];
  const { predicted } = JSON.parse((await pixelpool(folder.path, args, options)).stdout);
  const modes = predicted.map(({ mode }: { mode: string }) => mode);
  for (const mode of ["sync", "async", "workers"]) assert(modes.includes(mode), mode);
});
