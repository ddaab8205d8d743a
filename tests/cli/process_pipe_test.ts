import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { sniff } from "../../codecs/sniff.ts";
import { picture, writePicture } from "../picture.ts";
import { namesIn, temporaryFolder } from "../temporary_folder.ts";
import { denoArgs, pixelpool } from "./pixelpool.ts";

const FILTER = ["-f", "resize:12"];

Deno.test("process - reads a picture from stdin and writes it to stdout, the report to stderr", async () => {
  await using folder = await temporaryFolder();
  const stdin = await picture();
  await Deno.writeFile(`${folder.path}/a.jpg`, stdin);
  const runs = [["process", "-", ...FILTER], ["process", "-", ...FILTER, "-o", "-"]];
  for (const mode of ["sync", "workers", "bands"]) runs.push([...runs[1], "--mode", mode]);
  const [first, ...others] = await Promise.all(
    runs.map((args) => pixelpool(folder.path, args, { stdin })),
  );
  assertEquals([first.code, sniff(first.bytes).width], [0, 12]);
  assertStringIncludes(first.stderr, "(stdin) -> (stdout)  12x8");
  for (const other of others) assertEquals(other.bytes, first.bytes);
  await pixelpool(folder.path, ["process", "a.jpg", ...FILTER, "-o", "out"]);
  assertEquals(await Deno.readFile(`${folder.path}/out/a.jpg`), first.bytes);
});

Deno.test("process mixes stdin with files, and files with stdout", async () => {
  await using folder = await temporaryFolder();
  const root = folder.path;
  const stdin = await picture({ format: "png" });
  await writePicture(`${root}/a.jpg`);
  const mixed = await pixelpool(root, ["process", "-", "a.jpg", ...FILTER, "-o", "out"], { stdin });
  assertEquals([mixed.code, namesIn(`${root}/out`)], [0, ["a.jpg", "stdin.png"]]);
  const toStdout = await pixelpool(root, [
    ...["process", "a.jpg", ...FILTER, "-o", "-"],
    ...["--format", "png", "--json"],
  ]);
  assertEquals([toStdout.code, sniff(toStdout.bytes).format], [0, "png"]);
  assertEquals(JSON.parse(toStdout.stderr).files[0].output, "-");
  const named = await pixelpool(root, ["process", "./-", ...FILTER]);
  assertStringIncludes(named.stdout, "./-: failed: Cannot read file as it does not exist");
});

Deno.test("process - tells what is wrong with what comes through stdin, and writes nothing to stdout", async () => {
  await using folder = await temporaryFolder();
  const run = async (stdin: string, ...args: string[]) => {
    const ended = await pixelpool(folder.path, ["process", "-", ...FILTER, ...args], { stdin });
    return [ended.code, ended.stdout, ended.stderr] as const;
  };
  const [code, stdout, stderr] = await run("text");
  assertEquals([code, stdout], [4, ""]);
  assertStringIncludes(stderr, "(stdin): failed:");
  assertStringIncludes(stderr, "unsupported_format");
  assertEquals((await run(""))[0], 4);
  const [suffix, , refusal] = await run("", "--suffix", "_s");
  assertEquals(suffix, 2);
  assertStringIncludes(refusal, "--suffix with the standard output");
});

Deno.test("process refuses several pictures for stdout before any work", async () => {
  await using folder = await temporaryFolder();
  for (const name of ["a.jpg", "b.jpg"]) await writePicture(`${folder.path}/${name}`);
  const ended = await pixelpool(folder.path, ["process", ".", ...FILTER, "-o", "-"]);
  assertEquals([ended.code, ended.stdout], [2, ""]);
  assertStringIncludes(ended.stderr, "Cannot write 2 pictures to the standard output");
});

/** Runs a line of a shell in which `$PP` starts the program. */
async function shell(root: string, line: string): Promise<readonly [string, string]> {
  const start = [Deno.execPath(), ...denoArgs()].map((part) => `'${part}'`).join(" ");
  const { stdout, stderr } = await new Deno.Command("bash", {
    args: ["-c", `pixelpool() { ${start} "$@"; }\n${line}`],
    cwd: root,
  }).output();
  return [stdout, stderr].map((bytes) => new TextDecoder().decode(bytes)) as [string, string];
}

Deno.test({
  name: "process ends quietly with 141 when the reader of stdout goes away",
  ignore: Deno.build.os === "windows",
  async fn() {
    await using folder = await temporaryFolder();
    // More than a pipe holds.
    await writePicture(`${folder.path}/a.png`, { width: 400, height: 400, format: "png" });
    const [stdout, stderr] = await shell(
      folder.path,
      "pixelpool process a.png -f noise -o - | true; echo ${PIPESTATUS[0]}",
    );
    assertEquals([stdout, stderr], ["141\n", ""]);
  },
});

Deno.test({
  name: "process says so when stdout is full",
  ignore: Deno.build.os !== "linux",
  async fn() {
    await using folder = await temporaryFolder();
    await writePicture(`${folder.path}/a.jpg`);
    const [stdout, stderr] = await shell(
      folder.path,
      'pixelpool process a.jpg -f blur -o - > /dev/full; echo "ended with $?"',
    );
    assertEquals(stdout, "ended with 4\n");
    assertStringIncludes(stderr, "no space is left on the device");
  },
});

Deno.test({
  name: "process refuses a terminal as the place of a picture",
  ignore: Deno.build.os !== "linux" || !await hasScript(),
  async fn() {
    await using folder = await temporaryFolder();
    await writePicture(`${folder.path}/a.jpg`);
    const start = [Deno.execPath(), ...denoArgs()].join(" ");
    const run = async (rest: string) => {
      const command = `${start} process ${rest} -f blur -o -`;
      const { stdout } = await new Deno.Command("script", {
        args: ["-qec", command, "/dev/null"],
        cwd: folder.path,
        stdin: "null",
      }).output();
      return new TextDecoder().decode(stdout);
    };
    assertStringIncludes(await run("a.jpg"), "Cannot write a picture to a terminal");
    assert(namesIn(folder.path).length === 1);
  },
});

async function hasScript(): Promise<boolean> {
  try {
    return (await new Deno.Command("script", { args: ["--version"] }).output()).success;
  } catch {
    return false;
  }
}
