import { assert, assertEquals } from "@std/assert";
import { pack } from "../../tools/pack.ts";
import { temporaryFolder } from "../temporary_folder.ts";

async function deno(cwd: string, ...args: string[]): Promise<{ code: number; text: string }> {
  const process = new Deno.Command(Deno.execPath(), {
    args,
    cwd,
    stdin: "null",
    env: { NO_COLOR: "1" },
  });
  const { code, stdout, stderr } = await process.output();
  const decoder = new TextDecoder();
  return { code, text: decoder.decode(stdout) + decoder.decode(stderr) };
}

Deno.test("the package can be published, with the program and without what only guards it", async () => {
  await using folder = await temporaryFolder();
  await pack(folder.path);
  const { code, text } = await deno(
    folder.path,
    "publish",
    "--dry-run",
    "--allow-dirty",
    "--no-check",
  );
  assertEquals(code, 0, text);
  const packed = [...text.matchAll(/^\s+file:\/\/(\S+) \(/gm)].map(([, path]) => path);
  for (const file of ["mod.ts", "main.ts", "pool/worker.ts", "codecs/jpeg_turbo.wasm", "LICENSE"]) {
    assert(packed.some((path) => path.endsWith(`/${file}`)), `${file} is packed`);
  }
  const idle = /\/(tests|fixtures|bench|docs|examples|tools|\.ci)\//;
  assertEquals(packed.filter((path) => idle.test(`/${path.slice(folder.path.length + 1)}`)), []);
});
