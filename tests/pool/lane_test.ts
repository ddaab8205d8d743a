import { assertEquals } from "@std/assert";
import { PROVIDERS } from "../../codecs/registry.ts";
import { laneOf } from "../../pool/lane.ts";
import { applyTask, convertTask, picture } from "./support.ts";

Deno.test("laneOf() keeps tasks in the sandbox unless they name a native provider", () => {
  const bytes = new Uint8Array(1);
  assertEquals(laneOf(applyTask("blur", picture(1, 1))), "sandboxed");
  assertEquals(laneOf(convertTask("blur", bytes)), "sandboxed");
  assertEquals(laneOf(convertTask("blur", bytes, { codec: "no such provider" })), "sandboxed");
  for (const { name, sandbox } of PROVIDERS) {
    const lane = laneOf(convertTask("blur", bytes, { codec: name }));
    assertEquals(lane, sandbox === "native" ? "native" : "sandboxed", name);
  }
});
