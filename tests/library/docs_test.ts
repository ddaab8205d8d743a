import { assert, assertEquals } from "@std/assert";
import { fileURLToPath } from "node:url";

async function deno(...args: string[]): Promise<{ code: number; text: string }> {
  const process = new Deno.Command(Deno.execPath(), {
    args,
    cwd: fileURLToPath(new URL("../../", import.meta.url)),
    stdin: "null",
    env: { NO_COLOR: "1" },
  });
  const { code, stdout, stderr } = await process.output();
  const decoder = new TextDecoder();
  return { code, text: decoder.decode(stdout) + decoder.decode(stderr) };
}

Deno.test("the types of every block of docs/library.md are right", async () => {
  const { code, text } = await deno("check", "--doc-only", "docs/library.md");
  assertEquals(code, 0, text);
});

Deno.test("every block of docs/library.md and of the door for filter authors runs", async () => {
  const files = ["docs/library.md", "filters/authoring.ts"];
  const { code, text } = await deno("test", "--doc", "--no-check", "--allow-read", ...files);
  assertEquals(code, 0, text);
  assert(/ok \| [6-9] passed/.test(text), text);
});
