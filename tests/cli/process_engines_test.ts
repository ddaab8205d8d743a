import { assertEquals, assertStringIncludes } from "@std/assert";
import { fileURLToPath } from "node:url";
import { writePicture } from "../picture.ts";
import { namesIn, temporaryFolder } from "../temporary_folder.ts";
import { jsonReport, pixelpool } from "./pixelpool.ts";

/** A filter of one's own. */
const HALFTONE = fileURLToPath(new URL("../../examples/halftone.ts", import.meta.url));

/** Without it no worker can be started. */
const WORKER = fileURLToPath(new URL("../../pool/worker.ts", import.meta.url));

async function writeTwo(root: string): Promise<void> {
  await writePicture(`${root}/a.jpg`, { width: 160, height: 120, seed: 1 });
  await writePicture(`${root}/b.jpg`, { width: 120, height: 160, seed: 2 });
}

Deno.test("process says where pictures were decoded", async () => {
  await using folder = await temporaryFolder();
  await writeTwo(folder.path);
  const sandboxed = async (...flags: string[]) => {
    const args = ["process", "a.jpg", "b.jpg", "-f", "blur", "-o", "out", "--json", ...flags];
    return jsonReport(await pixelpool(folder.path, args)).sandboxed;
  };
  assertEquals(await sandboxed("--mode", "async"), false);
  assertEquals(await sandboxed("--mode", "workers"), true);
  // Tiny pictures would run on the main thread otherwise.
  assertEquals(await sandboxed("--require-sandbox"), true);
});

Deno.test("process --isolate gives the same bytes from a process of its own", async () => {
  await using folder = await temporaryFolder();
  await writeTwo(folder.path);
  const args = ["process", "a.jpg", "b.jpg", "-f", "blur,edges", "--json"];
  const isolated = await pixelpool(folder.path, [...args, "-o", "isolated", "--isolate"]);
  const { mode, isolated: isIsolated, sandboxed, summary } = jsonReport(isolated);
  assertEquals([isolated.code, mode, isIsolated, sandboxed], [0, "workers", true, true]);
  assertEquals(summary.completed, 2);
  await pixelpool(folder.path, [...args, "-o", "plain", "--mode", "sync"]);
  for (const name of ["a.jpg", "b.jpg"]) {
    const results = ["isolated", "plain"].map((out) =>
      Deno.readFileSync(`${folder.path}/${out}/${name}`)
    );
    assertEquals(results[0], results[1]);
  }
});

Deno.test("process --isolate is refused where the program may not start a process", async () => {
  await using folder = await temporaryFolder();
  await writeTwo(folder.path);
  const args = ["process", "a.jpg", "-f", "blur", "-o", "out", "--isolate"];
  const { code, stderr } = await pixelpool(folder.path, args, { deno: ["--deny-run"] });
  assertEquals(code, 2);
  assertStringIncludes(stderr, "it needs --allow-run and --allow-net");
  assertEquals(namesIn(folder.path), ["a.jpg", "b.jpg"]);
});

Deno.test("process --plugin runs a filter of the user's, the same in workers and on this thread", async () => {
  await using folder = await temporaryFolder();
  await writeTwo(folder.path);
  const args = ["process", "a.jpg", "b.jpg", "-f", "halftone:size=6", "--json"];
  for (const mode of ["workers", "sync"]) {
    const ended = await pixelpool(folder.path, [
      ...args,
      "--mode",
      mode,
      "-o",
      mode,
      "--plugin",
      HALFTONE,
    ]);
    assertEquals([mode, ended.code, jsonReport(ended).summary.completed], [mode, 0, 2]);
  }
  for (const name of ["a.jpg", "b.jpg"]) {
    const results = ["workers", "sync"].map((out) =>
      Deno.readFileSync(`${folder.path}/${out}/${name}`)
    );
    assertEquals(results[0], results[1]);
  }
  const without = await pixelpool(folder.path, args);
  assertEquals([without.code, JSON.parse(without.stdout).error.code], [2, "unknown_filter"]);
  const missing = await pixelpool(folder.path, [...args, "--plugin", "no.ts"]);
  assertEquals([missing.code, JSON.parse(missing.stdout).error.code], [2, "bad_plugin"]);
});

Deno.test("process runs pictures on the main thread when no worker can be started, and says so", async () => {
  await using folder = await temporaryFolder();
  await writeTwo(folder.path);
  const args = ["process", "a.jpg", "b.jpg", "-f", "blur", "--mode", "workers", "-o", "out"];
  const deno = [`--deny-read=${WORKER}`];
  const json = jsonReport(await pixelpool(folder.path, [...args, "--json"], { deno }));
  assertEquals([json.summary.completed, json.sandboxed, json.degraded], [2, false, true]);
  const plain = await pixelpool(folder.path, args, { deno });
  assertEquals(plain.code, 0);
  assertStringIncludes(plain.stdout, "no sandbox");
  assertStringIncludes(
    plain.stderr,
    "No worker could be started: 2 pictures ran on the main thread",
  );
});

Deno.test("process --require-sandbox says once that no worker can be started, and does nothing", async () => {
  await using folder = await temporaryFolder();
  await writeTwo(folder.path);
  for (const mode of ["workers", "bands"]) {
    const args = ["process", "a.jpg", "b.jpg", "-f", "blur", "-o", "out", "--mode", mode];
    const ended = await pixelpool(folder.path, [...args, "--require-sandbox", "--json"], {
      deno: [`--deny-read=${WORKER}`],
    });
    const { error } = JSON.parse(ended.stdout);
    assertEquals([mode, ended.code, error.code], [mode, 1, "worker_crashed"]);
  }
  assertEquals(namesIn(`${folder.path}/out`), []);
});

Deno.test("process --memory-budget refuses what would not fit, and does the rest", async () => {
  await using folder = await temporaryFolder();
  await writePicture(`${folder.path}/large.jpg`, { width: 1200, height: 1000 });
  await writePicture(`${folder.path}/small.jpg`);
  const args = ["process", "large.jpg", "small.jpg", "-f", "blur", "-o", "out", "--json"];
  const ended = await pixelpool(folder.path, [...args, "--memory-budget", "20MB"]);
  assertEquals(ended.code, 1);
  const { files } = jsonReport(ended);
  assertEquals(files.map(({ code }) => code), ["memory_budget", undefined]);
  assertStringIncludes(files[0].message ?? "", "the memory budget is 20000000 bytes");
  assertEquals((await pixelpool(folder.path, args)).code, 0);
});

Deno.test("process refuses a codec that does not know some of the pictures, in one line", async () => {
  await using folder = await temporaryFolder();
  await writePicture(`${folder.path}/a.jpg`);
  await writePicture(`${folder.path}/b.png`, { format: "png" });
  const args = ["process", ".", "-f", "blur", "-o", "out", "--codec", "libjpeg-turbo"];
  const { code, stdout, stderr } = await pixelpool(folder.path, args);
  assertEquals([code, stdout], [2, ""]);
  assertStringIncludes(stderr, "does not read png: 1 of 2 pictures is png");
});

Deno.test("process says once that --quality does nothing for PNG", async () => {
  await using folder = await temporaryFolder();
  await writeTwo(folder.path);
  const run = async (...flags: string[]) => {
    const args = ["process", "a.jpg", "b.jpg", "-f", "blur", "-o", "out", ...flags];
    return (await pixelpool(folder.path, args)).stderr;
  };
  const note = "--quality changes nothing here";
  assertEquals((await run("--format", "png", "--quality", "50")).split(note).length, 2);
  assertEquals((await run("--quality", "50")).includes(note), false);
  assertEquals((await run("--format", "png")).includes(note), false);
});
