import { assert, assertEquals, assertStringIncludes } from "@std/assert";
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
  assertEquals([code, stdout], [3, ""]);
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
