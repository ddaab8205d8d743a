import { assertEquals } from "@std/assert";
import { relative } from "node:path";
import { expandGlob, isGlob } from "../../files/expand_glob.ts";
import { temporaryFolder } from "../temporary_folder.ts";

async function tree(root: string, files: readonly string[]): Promise<void> {
  for (const file of files) {
    await Deno.mkdir(`${root}/${file}`.replace(/\/[^/]*$/, ""), { recursive: true });
    await Deno.writeTextFile(`${root}/${file}`, "");
  }
}

const FILES = [
  "a1.jpg",
  "a2.jpg",
  "a10.jpg",
  "b.png",
  ".hidden.jpg",
  "sub/c.jpg",
  "sub/deep/d.jpg",
  ".git/e.jpg",
];

const PATTERNS: readonly (readonly [string, readonly string[]])[] = [
  ["*.jpg", ["a1.jpg", "a2.jpg", "a10.jpg"]],
  ["a?.jpg", ["a1.jpg", "a2.jpg"]],
  ["[ab]*.{jpg,png}", ["a1.jpg", "a2.jpg", "a10.jpg", "b.png"]],
  ["*/*.jpg", ["sub/c.jpg"]],
  ["**/*.jpg", ["a1.jpg", "a2.jpg", "a10.jpg", "sub/c.jpg", "sub/deep/d.jpg"]],
  ["sub/**", ["sub/c.jpg", "sub/deep/d.jpg"]],
  ["{sub/c,b}.*", ["b.png", "sub/c.jpg"]],
  ["*.gif", []],
  ["nowhere/*.jpg", []],
];

for (const [pattern, expected] of PATTERNS) {
  Deno.test(`expandGlob() finds what ${pattern} means, in natural order`, async () => {
    await using folder = await temporaryFolder();
    await tree(folder.path, FILES);
    const found = await expandGlob(`${folder.path}/${pattern}`);
    assertEquals(found.map((path) => relative(folder.path, path)), expected);
  });
}

Deno.test("expandGlob() ends in a loop of symbolic links", async () => {
  await using folder = await temporaryFolder();
  await tree(folder.path, ["sub/c.jpg"]);
  await Deno.symlink("..", `${folder.path}/sub/up`);
  await Deno.symlink("sub", `${folder.path}/twin`);
  const found = await expandGlob(`${folder.path}/**/*.jpg`);
  assertEquals(found.map((path) => relative(folder.path, path)), ["sub/c.jpg"]);
});

Deno.test("expandGlob() offers a dangling link, so that it is reported", async () => {
  await using folder = await temporaryFolder();
  await Deno.symlink("nowhere", `${folder.path}/a.jpg`);
  const found = await expandGlob(`${folder.path}/*.jpg`);
  assertEquals(found.map((path) => relative(folder.path, path)), ["a.jpg"]);
});

Deno.test("isGlob() tells a pattern from a name", () => {
  assertEquals(isGlob("photos/*.jpg"), true);
  assertEquals(isGlob("photos/a.jpg"), false);
});
