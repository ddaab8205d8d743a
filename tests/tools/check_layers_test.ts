import { assertEquals } from "@std/assert";
import { fileURLToPath } from "node:url";
import { findBreaches, importsOf, readGraph } from "../../tools/check_layers.ts";

Deno.test("findBreaches() finds none in this repository", async () => {
  const root = fileURLToPath(new URL("../../", import.meta.url));
  assertEquals(findBreaches(await readGraph(root)), []);
});

for (
  const [file, imported, expected] of [
    ["kernels/a.ts", "filters/b.ts", "kernels may not see filters"],
    ["queue/a.ts", "codecs/b.ts", "queue may not see codecs"],
    ["jobs/a.ts", "cli/b.ts", "jobs may not see cli"],
    ["image/a.ts", "config.ts", "image may not see config.ts"],
    ["pool/a.ts", "../shared/x.ts", "pool may not see .."],
    ["task/a.ts", "tests/b.ts", "task may not see tests"],
  ] as const
) {
  Deno.test(`findBreaches() refuses that ${file} imports ${imported}`, () => {
    assertEquals(findBreaches(new Map([[file, [imported]]])), [
      `${file} imports ${imported}: ${expected}`,
    ]);
  });
}

Deno.test("findBreaches() lets imports go down and stay in their room", () => {
  const graph = new Map([
    ["cli/a.ts", ["app.ts", "cli/b.ts", "errors.ts"]],
    ["task/a.ts", ["codecs/b.ts", "pipeline/c.ts"]],
    ["tests/a_test.ts", ["cli/a.ts", "tests/b.ts"]],
  ]);
  assertEquals(findBreaches(graph), []);
});

Deno.test("findBreaches() finds a cycle and names its way", () => {
  const graph = new Map([
    ["pool/a.ts", ["pool/b.ts"]],
    ["pool/b.ts", ["pool/c.ts"]],
    ["pool/c.ts", ["pool/a.ts"]],
  ]);
  assertEquals(findBreaches(graph), [
    "import cycle: pool/a.ts -> pool/b.ts -> pool/c.ts -> pool/a.ts",
  ]);
});

Deno.test("findBreaches() refuses a room that the table does not know", () => {
  assertEquals(findBreaches(new Map([["utils/a.ts", []]])), [
    "utils/a.ts: 'utils' is no room of the table",
  ]);
});

Deno.test("importsOf() sees static, type, side-effect, re-export and dynamic imports, not comments", () => {
  const source = `
    import { a } from "./a.ts";
    import type { B } from "../b.ts";
    import "./c.ts";
    export { d } from "./d.ts";
    const e = await import("./e.ts");
    import f from "npm-package";
    // import { g } from "./g.ts";
    /* import { h } from "./h.ts"; */`;
  assertEquals(importsOf(source), ["./a.ts", "../b.ts", "./c.ts", "./d.ts", "./e.ts"]);
});
