import { assertEquals, assertRejects } from "@std/assert";
import { InputError, OutputError } from "../../errors.ts";
import {
  outputError,
  prepareFolder,
  removeTemporaries,
  writeAtomically,
} from "../../files/atomic_write.ts";
import { namesIn, temporaryFolder } from "../temporary_folder.ts";

const BYTES = new Uint8Array([1, 2, 3]);

Deno.test("writeAtomically() writes a file, makes its folders and leaves nothing else", async () => {
  await using folder = await temporaryFolder();
  await writeAtomically(`${folder.path}/a/b/c.jpg`, BYTES);
  assertEquals(await Deno.readFile(`${folder.path}/a/b/c.jpg`), BYTES);
  assertEquals(namesIn(`${folder.path}/a/b`), ["c.jpg"]);
});

Deno.test("writeAtomically() replaces a file by default and keeps it when told so", async () => {
  await using folder = await temporaryFolder();
  const path = `${folder.path}/a`;
  await Deno.writeTextFile(path, "old");
  const error = await assertRejects(
    () => writeAtomically(path, BYTES, { overwrite: false }),
    OutputError,
  );
  assertEquals(error.code, "output_exists");
  assertEquals(await Deno.readTextFile(path), "old");
  await writeAtomically(path, BYTES);
  assertEquals(await Deno.readFile(path), BYTES);
  assertEquals(namesIn(folder.path), ["a"]);
});

Deno.test("writeAtomically() without overwriting lets one of two writers win, whole", async () => {
  await using folder = await temporaryFolder();
  const path = `${folder.path}/a`;
  const writers = Array.from(
    { length: 8 },
    (_, i) => writeAtomically(path, new Uint8Array(1000).fill(i), { overwrite: false }),
  );
  const results = await Promise.allSettled(writers);
  assertEquals(results.filter((result) => result.status === "fulfilled").length, 1);
  const winner = results.findIndex((result) => result.status === "fulfilled");
  assertEquals(await Deno.readFile(path), new Uint8Array(1000).fill(winner));
  assertEquals(namesIn(folder.path), ["a"]);
});

Deno.test("writeAtomically() replaces a symbolic link and leaves what it leads to", async () => {
  await using folder = await temporaryFolder();
  await Deno.writeTextFile(`${folder.path}/precious`, "old");
  await Deno.symlink("precious", `${folder.path}/a`);
  await writeAtomically(`${folder.path}/a`, BYTES);
  assertEquals(await Deno.readTextFile(`${folder.path}/precious`), "old");
  assertEquals((await Deno.lstat(`${folder.path}/a`)).isSymlink, false);
});

Deno.test("writeAtomically() writes a name as long as the file system allows", async () => {
  await using folder = await temporaryFolder();
  const name = "n".repeat(255);
  await writeAtomically(`${folder.path}/${name}`, BYTES);
  assertEquals(namesIn(folder.path), [name]);
});

Deno.test("writeAtomically() rejects with write_failed and leaves nothing behind", async () => {
  await using folder = await temporaryFolder();
  await Deno.mkdir(`${folder.path}/taken`);
  await Deno.writeTextFile(`${folder.path}/file`, "old");
  for (const path of ["taken", "file/a", `${"n".repeat(256)}`]) {
    const error = await assertRejects(
      () => writeAtomically(`${folder.path}/${path}`, BYTES),
      OutputError,
    );
    assertEquals(error.code, "write_failed");
    assertEquals(error.message.includes(folder.path), false);
  }
  assertEquals(namesIn(folder.path), ["file", "taken"]);
});

Deno.test("outputError() calls a full device disk_full", () => {
  const thrown = Object.assign(new Error("No space left on device"), { code: "ENOSPC" });
  assertEquals(outputError(thrown).code, "disk_full");
  assertEquals(outputError(new Error("anything")).code, "write_failed");
});

Deno.test("removeTemporaries() removes what is half written and spares the rest", async () => {
  await using folder = await temporaryFolder();
  await Deno.writeTextFile(`${folder.path}/other`, "old");
  const writing = writeAtomically(`${folder.path}/a`, new Uint8Array(64 * 1024 * 1024));
  const failed = assertRejects(() => writing, OutputError);
  while (!namesIn(folder.path).some((name) => name.endsWith(".tmp"))) {
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  removeTemporaries();
  await failed;
  assertEquals(namesIn(folder.path), ["other"]);
});

Deno.test("prepareFolder() makes a folder and leaves it empty", async () => {
  await using folder = await temporaryFolder();
  await prepareFolder(`${folder.path}/a/b`);
  assertEquals(namesIn(`${folder.path}/a/b`), []);
});

Deno.test("prepareFolder() refuses a file, and a path through a file, as bad_option", async () => {
  await using folder = await temporaryFolder();
  await Deno.writeTextFile(`${folder.path}/file`, "old");
  for (const path of ["file", "file/sub"]) {
    const error = await assertRejects(() => prepareFolder(`${folder.path}/${path}`), InputError);
    assertEquals(error.code, "bad_option");
  }
});
