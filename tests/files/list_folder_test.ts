import { assertEquals, assertRejects } from "@std/assert";
import { relative } from "node:path";
import { listFolder } from "../../files/list_folder.ts";
import { temporaryFolder } from "../temporary_folder.ts";

async function tree(root: string, files: readonly string[]): Promise<void> {
  for (const file of files) {
    await Deno.mkdir(`${root}/${file}`.replace(/\/[^/]*$/, ""), { recursive: true });
    await Deno.writeTextFile(`${root}/${file}`, "");
  }
}

const FILES = ["b10", "b2", ".hidden", "sub/c", "sub/deep/d", ".git/e", "out/f"];

Deno.test("listFolder() lists the files of a folder in natural order, and counts its subfolders", async () => {
  await using folder = await temporaryFolder();
  await tree(folder.path, FILES);
  const { files, subfolders, metExcluded } = await listFolder(folder.path);
  assertEquals(files.map(({ path, dir }) => [relative(folder.path, path), dir]), [
    ["b2", ""],
    ["b10", ""],
  ]);
  assertEquals([subfolders, metExcluded], [2, false]);
});

Deno.test("listFolder() enters subfolders on request, tells where files are, and leaves one out", async () => {
  await using folder = await temporaryFolder();
  await tree(folder.path, FILES);
  const { files, subfolders, metExcluded } = await listFolder(folder.path, {
    recursive: true,
    exclude: await Deno.realPath(`${folder.path}/out`),
  });
  assertEquals(files.map(({ path, dir }) => [relative(folder.path, path), dir]), [
    ["b2", ""],
    ["b10", ""],
    ["sub/c", "sub"],
    ["sub/deep/d", "sub/deep"],
  ]);
  assertEquals([subfolders, metExcluded], [0, true]);
});

Deno.test("listFolder() ends in a loop of symbolic links, and offers a link that leads nowhere", async () => {
  await using folder = await temporaryFolder();
  await tree(folder.path, ["sub/c"]);
  await Deno.symlink("..", `${folder.path}/sub/up`);
  await Deno.symlink("sub", `${folder.path}/twin`);
  await Deno.symlink("nowhere", `${folder.path}/lost`);
  const { files } = await listFolder(folder.path, { recursive: true });
  assertEquals(files.map(({ path }) => relative(folder.path, path)), ["lost", "sub/c"]);
});

Deno.test("listFolder() throws when the folder itself is not there", async () => {
  await assertRejects(() => listFolder("no/such/folder"), Deno.errors.NotFound);
});
