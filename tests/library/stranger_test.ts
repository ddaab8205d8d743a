/** What a project without our settings can do with the library. @module */
import { assert, assertEquals } from "@std/assert";
import { deadline } from "@std/async/deadline";
import { fileURLToPath } from "node:url";
import { pack } from "../../tools/pack.ts";
import { temporaryFolder } from "../temporary_folder.ts";

const PROGRAM = `
import { convert, createExecutor, WorkerPool } from "@pixelpool/pixelpool";
import { defineFilter } from "@pixelpool/pixelpool/filter";
const [file, sandbox] = Deno.args;
await using executor = await createExecutor("workers", { workers: 1, sandbox: sandbox === "sandbox" });
if (!(executor instanceof WorkerPool) || typeof defineFilter !== "function") Deno.exit(9);
const result = await convert(await Deno.readFile(file), "resize:20", { executor });
console.log(result.format, result.output.width);
`;

/** Runs a program in a project of its own, with only these settings in its `deno.json`. */
async function stranger(
  unstable: readonly string[],
  photo: string,
  ...args: string[]
): Promise<{ code: number; text: string }> {
  await using packed = await temporaryFolder();
  await pack(packed.path);
  await using folder = await temporaryFolder();
  const config = {
    links: [packed.path],
    unstable,
    imports: {
      "@pixelpool/pixelpool": "jsr:@pixelpool/pixelpool@0.1.0",
      "@pixelpool/pixelpool/filter": "jsr:@pixelpool/pixelpool@0.1.0/filter",
    },
  };
  await Deno.writeTextFile(`${folder.path}/deno.json`, JSON.stringify(config));
  await Deno.writeTextFile(`${folder.path}/main.ts`, PROGRAM);
  const file = fileURLToPath(new URL(`../../fixtures/photos/${photo}`, import.meta.url));
  const process = new Deno.Command(Deno.execPath(), {
    args: [
      "run",
      "--no-prompt",
      "--no-check",
      "--no-lock",
      "--allow-read",
      "main.ts",
      file,
      ...args,
    ],
    cwd: folder.path,
    stdin: "null",
    env: { NO_COLOR: "1" },
  });
  const { code, stdout, stderr } = await deadline(process.output(), 120_000);
  const decoder = new TextDecoder();
  return { code, text: decoder.decode(stdout) + decoder.decode(stderr) };
}

Deno.test("createExecutor() works in a project without any setting", async () => {
  for (const [photo, format] of [["glass.png", "png"], ["mountains.jpg", "jpeg"]]) {
    const { code, text } = await stranger([], photo);
    assertEquals([code, text], [0, `${format} 20\n`]);
  }
});

Deno.test("createExecutor() with the sandbox needs worker-options, without which Deno ends the program", async () => {
  const { code, text } = await stranger(["worker-options"], "glass.png", "sandbox");
  assertEquals([code, text], [0, "png 20\n"]);
  const without = await stranger([], "glass.png", "sandbox");
  assertEquals(without.code, 70);
  assert(without.text.includes("--unstable-worker-options"), without.text);
});
