import { assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import { DEFAULT_LIMITS } from "../../config.ts";
import { InputError, LimitError } from "../../errors.ts";
import { readImageFile, sniffFile } from "../../files/read_file.ts";
import { writePicture } from "../picture.ts";
import { temporaryFolder } from "../temporary_folder.ts";

Deno.test("readImageFile() gives the bytes of a file", async () => {
  await using folder = await temporaryFolder();
  await Deno.writeFile(`${folder.path}/a`, new Uint8Array([1, 2, 3]));
  assertEquals(
    await readImageFile(`${folder.path}/a`, DEFAULT_LIMITS),
    new Uint8Array([1, 2, 3]),
  );
});

Deno.test("readImageFile() refuses a file above the limit and takes one at the limit", async () => {
  await using folder = await temporaryFolder();
  await Deno.writeFile(`${folder.path}/a`, new Uint8Array(10));
  const limits = { ...DEFAULT_LIMITS, maxBytes: 10 };
  assertEquals((await readImageFile(`${folder.path}/a`, limits)).length, 10);
  const error = await assertRejects(
    () => readImageFile(`${folder.path}/a`, { ...limits, maxBytes: 9 }),
    LimitError,
  );
  assertEquals(error.code, "too_many_bytes");
});

Deno.test("readImageFile() rejects with read_failed and no path for a missing file", async () => {
  await using folder = await temporaryFolder();
  const path = `${folder.path}/missing`;
  const error = await assertRejects(() => readImageFile(path, DEFAULT_LIMITS), InputError);
  assertEquals(error.code, "read_failed");
  assertEquals(error.message, "Cannot read file as it does not exist");
});

Deno.test("readImageFile() and sniffFile() refuse folders", async () => {
  await using folder = await temporaryFolder();
  for (
    const read of [() => readImageFile(folder.path, DEFAULT_LIMITS), () => sniffFile(folder.path)]
  ) {
    const error = await assertRejects<InputError>(read, InputError);
    assertStringIncludes(error.message, "it is a folder");
  }
});

Deno.test({
  name: "sniffFile() refuses a named pipe instead of waiting for a writer",
  ignore: Deno.build.os === "windows",
  async fn() {
    await using folder = await temporaryFolder();
    const pipe = `${folder.path}/pipe.jpg`;
    const { success } = await new Deno.Command("mkfifo", { args: [pipe] }).output();
    assertEquals(success, true);
    await assertRejects(() => sniffFile(pipe), InputError, "no regular file");
  },
});

Deno.test("readImageFile() rejects with the signal's reason once it is aborted", async () => {
  await using folder = await temporaryFolder();
  await Deno.writeFile(`${folder.path}/a`, new Uint8Array(10));
  const signal = AbortSignal.abort(new DOMException("Stop", "AbortError"));
  const error = await assertRejects(() =>
    readImageFile(`${folder.path}/a`, DEFAULT_LIMITS, signal)
  );
  assertEquals((error as Error).name, "AbortError");
});

Deno.test("sniffFile() knows a picture by content and not by name", async () => {
  await using folder = await temporaryFolder();
  await writePicture(`${folder.path}/a.txt`, { format: "png" });
  await Deno.writeTextFile(`${folder.path}/b.jpg`, "text");
  await Deno.writeTextFile(`${folder.path}/empty.jpg`, "");
  assertEquals(await sniffFile(`${folder.path}/a.txt`), "png");
  assertEquals(await sniffFile(`${folder.path}/b.jpg`), undefined);
  assertEquals(await sniffFile(`${folder.path}/empty.jpg`), undefined);
});
