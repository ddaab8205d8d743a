import { assertEquals } from "@std/assert";
import { chooseEngine, createExecutor, type EngineRequest, isNative } from "../app.ts";

const REQUEST: EngineRequest = {
  mode: "auto",
  workers: undefined,
  images: 5,
  cores: 4,
  codec: undefined,
};

const CHOICES: readonly (readonly [string, Partial<EngineRequest>, string])[] = [
  ["several images and cores", {}, "workers"],
  ["one image", { images: 1 }, "async"],
  ["one core", { cores: 1 }, "async"],
  ["workers asked for", { images: 1, workers: 3 }, "workers"],
  ["sync asked for", { mode: "sync" }, "sync"],
];

for (const [what, change, mode] of CHOICES) {
  Deno.test(`chooseEngine() chooses ${mode} for ${what}`, () => {
    assertEquals(chooseEngine({ ...REQUEST, ...change }).mode, mode);
  });
}

Deno.test("chooseEngine() starts no more workers than there are images, and at least one", () => {
  assertEquals(chooseEngine({ ...REQUEST, workers: 8, images: 3 }).workers, 3);
  assertEquals(chooseEngine({ ...REQUEST, workers: 2, images: 3 }).workers, 2);
  assertEquals(chooseEngine({ ...REQUEST, mode: "workers", images: 0 }).workers, 1);
  assertEquals(chooseEngine({ ...REQUEST, mode: "sync" }).workers, 0);
});

Deno.test("chooseEngine() knows a sandbox only for workers without native code", () => {
  assertEquals(chooseEngine(REQUEST).sandboxed, true);
  assertEquals(chooseEngine({ ...REQUEST, codec: "imagescript" }).sandboxed, false);
  assertEquals(chooseEngine({ ...REQUEST, mode: "async" }).sandboxed, false);
});

Deno.test("isNative() is true for providers that run native code", () => {
  assertEquals(isNative("imagescript"), true);
  assertEquals(isNative("libjpeg-turbo"), false);
  assertEquals(isNative(undefined), false);
  assertEquals(isNative("no such provider"), false);
});

for (const mode of ["sync", "async", "workers"] as const) {
  Deno.test(`createExecutor() opens ${mode}`, async () => {
    await using executor = await createExecutor(mode);
    assertEquals(executor.mode, mode);
  });
}
