import { assertEquals, assertStringIncludes } from "@std/assert";
import { denoArgs } from "./pixelpool.ts";

Deno.test({
  name: "pixelpool says so when stdout is full, without a stack",
  ignore: Deno.build.os !== "linux",
  async fn() {
    const command = [Deno.execPath(), ...denoArgs({})].map((part) => `'${part}'`).join(" ");
    const { code, stderr } = await new Deno.Command("sh", {
      args: ["-c", `${command} filters > /dev/full`],
    }).output();
    const text = new TextDecoder().decode(stderr);
    assertEquals(code, 1);
    assertStringIncludes(text, "Cannot print as no space is left");
    assertEquals(text.includes("    at "), false);
  },
});
