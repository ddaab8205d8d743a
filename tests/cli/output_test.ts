import { assertEquals, assertStringIncludes } from "@std/assert";
import { denoArgs } from "./pixelpool.ts";

async function inShell(args: string): Promise<{ readonly code: number; readonly text: string }> {
  const command = [Deno.execPath(), ...denoArgs({})].map((part) => `'${part}'`).join(" ");
  const { code, stderr } = await new Deno.Command("sh", {
    args: ["-c", `${command} ${args}`],
  }).output();
  return { code, text: new TextDecoder().decode(stderr) };
}

Deno.test({
  name: "pixelpool says so when stdout is full, without a stack",
  ignore: Deno.build.os !== "linux",
  async fn() {
    for (const args of ["filters", "filters --json"]) {
      const { code, text } = await inShell(`${args} > /dev/full`);
      assertEquals(code, 1);
      assertStringIncludes(text, "Cannot print as no space is left");
      assertEquals(text.includes("    at "), false);
    }
  },
});

Deno.test({
  name: "pixelpool keeps its exit status when stderr is full",
  ignore: Deno.build.os !== "linux",
  async fn() {
    assertEquals((await inShell("filters blurr 2> /dev/full")).code, 2);
    assertEquals((await inShell("filters blurr --debug 2> /dev/full")).code, 2);
  },
});
