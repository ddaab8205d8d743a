import { assert, assertEquals, assertNotEquals, assertStringIncludes } from "@std/assert";
import { sniff } from "../../codecs/sniff.ts";
import { writePicture } from "../picture.ts";
import { namesIn, temporaryFolder } from "../temporary_folder.ts";
import { denoArgs, jsonReport, pixelpool } from "./pixelpool.ts";

Deno.test("process writes the same bytes in every mode", async () => {
  await using folder = await temporaryFolder();
  const root = folder.path;
  await Deno.mkdir(`${root}/in`);
  await writePicture(`${root}/in/1.jpg`, { width: 97, height: 61 });
  await writePicture(`${root}/in/2.png`, { width: 61, height: 97, format: "png" });
  const modes = ["sync", "async", "workers", "bands"];
  for (const mode of modes) {
    const args = [
      "process",
      "in",
      "-f",
      "heavy_sharpen,canny",
      "-o",
      mode,
      "--mode",
      mode,
      "--json",
    ];
    const ended = await pixelpool(root, args);
    assertEquals([ended.code, jsonReport(ended).mode], [0, mode]);
  }
  for (const name of ["1.jpg", "2.png"]) {
    const [expected, ...others] = modes.map((mode) => Deno.readFileSync(`${root}/${mode}/${name}`));
    for (const other of others) assertEquals(other, expected);
  }
});

Deno.test("process keeps results that exist with --overwrite never, and says so with exit 0", async () => {
  await using folder = await temporaryFolder();
  const root = folder.path;
  await writePicture(`${root}/a.jpg`);
  const args = ["process", "a.jpg", "-o", "out", "--overwrite", "never", "-f"];
  assertEquals((await pixelpool(root, [...args, "blur:3"])).code, 0);
  const before = await Deno.readFile(`${root}/out/a.jpg`);
  const again = await pixelpool(root, [...args, "edges"]);
  assertEquals(again.code, 0);
  assertStringIncludes(again.stdout, "Nothing was written: 1 result exists already");
  assertEquals(await Deno.readFile(`${root}/out/a.jpg`), before);
  assertEquals((await pixelpool(root, ["process", "a.jpg", "-f", "edges", "-o", "out"])).code, 0);
  assertNotEquals(await Deno.readFile(`${root}/out/a.jpg`), before);
});

Deno.test("process takes format and quality from its options", async () => {
  await using folder = await temporaryFolder();
  const root = folder.path;
  await writePicture(`${root}/a.jpg`);
  const args = ["process", "a.jpg", "-f", "brightness:1.1", "-o"];
  await Promise.all([
    pixelpool(root, [...args, "png", "--format", "png"]),
    pixelpool(root, [...args, "x.png"]),
    pixelpool(root, [...args, "low.jpg", "--quality", "10"]),
    pixelpool(root, [...args, "high.jpg", "--quality", "95"]),
  ]);
  assertEquals(sniff(await Deno.readFile(`${root}/png/a.png`)).format, "png");
  assertEquals(await Deno.readFile(`${root}/x.png`), await Deno.readFile(`${root}/png/a.png`));
  assert(Deno.statSync(`${root}/low.jpg`).size < Deno.statSync(`${root}/high.jpg`).size);
});

Deno.test("process finds presets in pixelpool.json, in a named file, and within a recipe", async () => {
  await using folder = await temporaryFolder();
  const root = folder.path;
  await writePicture(`${root}/a.jpg`);
  await Deno.writeTextFile(`${root}/pixelpool.json`, '{"presets": {"small": "resize:12"}}');
  await Deno.writeTextFile(`${root}/my.json`, '{"presets": {"small": "resize:6"}}');
  const runs = [["--preset", "small"], ["-f", "@small,grayscale"], [
    "--preset",
    "small",
    "--config",
    "my.json",
  ]];
  const widths = await Promise.all(runs.map(async (args, index) => {
    const ended = await pixelpool(root, ["process", "a.jpg", "-o", `${index}`, "--json", ...args]);
    return jsonReport(ended).files[0].width;
  }));
  assertEquals(widths, [12, 12, 6]);
});

Deno.test("process reports a picture that runs out of time as timed_out", async () => {
  await using folder = await temporaryFolder();
  const root = folder.path;
  await writePicture(`${root}/a.jpg`, { width: 1200, height: 900 });
  for (const mode of ["sync", "async", "workers"]) {
    const ended = await pixelpool(root, [
      ...["process", "a.jpg", "-f", "heavy_sharpen:radius=8", "-o", "out"],
      ...["--timeout", "5ms", "--mode", mode, "--json"],
    ]);
    const [file] = jsonReport(ended).files;
    assertEquals([ended.code, file.status, file.code], [4, "timed_out", "task_timeout"]);
  }
  assertEquals(namesIn(`${root}/out`), []);
});

Deno.test("process prints nothing when it is quiet, except what failed", async () => {
  await using folder = await temporaryFolder();
  const root = folder.path;
  await writePicture(`${root}/a.jpg`);
  const args = ["process", "-f", "blur", "-o", "out", "--quiet", "a.jpg"];
  const { code, stdout, stderr } = await pixelpool(root, args);
  assertEquals([code, stdout, stderr], [0, "", ""]);
  const ended = await pixelpool(root, [...args, "no.jpg"]);
  assertEquals([ended.code, ended.stdout], [1, ""]);
  assertStringIncludes(ended.stderr, "no.jpg: failed");
});

Deno.test("process decodes with native code only when a codec asks for it", async () => {
  await using folder = await temporaryFolder();
  const root = folder.path;
  await writePicture(`${root}/a.jpg`);
  const args = ["process", "a.jpg", "-f", "resize:24", "-o", "out", "--codec", "imagescript"];
  const allowed = await pixelpool(root, args);
  assertEquals(allowed.code, 0);
  assertStringIncludes(allowed.stdout, "no sandbox");
  const denied = await pixelpool(root, [...args, "--json"], { deno: ["--deny-ffi"] });
  const { error } = JSON.parse(denied.stdout);
  assertEquals([denied.code, error.code], [2, "bad_option"]);
  assertStringIncludes(error.message, "it needs --allow-ffi");
});

Deno.test({
  name: "process leaves no half file where the system refuses large ones, and writes the others",
  ignore: Deno.build.os === "windows",
  async fn() {
    await using folder = await temporaryFolder();
    const root = folder.path;
    await writePicture(`${root}/large.png`, { width: 300, height: 300, format: "png" });
    await writePicture(`${root}/small.png`, { width: 8, height: 8, format: "png" });
    // Files end at 16 blocks; without its signal the limit is an error of the write call.
    const script = `trap '' XFSZ; ulimit -f 16; exec "$0" "$@"`;
    const args = [
      "process",
      "large.png",
      "small.png",
      "-f",
      "brightness:1.1",
      "-o",
      "out",
      "--json",
    ];
    const { code, stdout } = await new Deno.Command("bash", {
      args: ["-c", script, Deno.execPath(), ...denoArgs(), ...args],
      cwd: root,
    }).output();
    const { files } = jsonReport({ stdout: new TextDecoder().decode(stdout) });
    assertEquals(files.map((file) => file.code ?? file.status), ["write_failed", "completed"]);
    assertEquals(code, 1);
    // What is left to do stands in the journal.
    const written = namesIn(`${root}/out`).filter((name) => !name.startsWith("."));
    assertEquals(written, ["small.png"]);
  },
});
