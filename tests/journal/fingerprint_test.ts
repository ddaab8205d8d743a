import { assertEquals } from "@std/assert";
import { markOf, sha256, sha256OfFile } from "../../journal/fingerprint.ts";
import { temporaryFolder } from "../temporary_folder.ts";

Deno.test("sha256() gives the digests of FIPS 180-4, also of a part of a buffer", () => {
  const abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
  assertEquals(sha256(new TextEncoder().encode("abc")), abc);
  assertEquals(sha256(new TextEncoder().encode("_abc_").subarray(1, 4)), abc);
  assertEquals(
    sha256(new Uint8Array()),
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
  );
});

Deno.test("sha256OfFile() equals sha256() of the bytes, at and around the size of its pieces", async () => {
  await using folder = await temporaryFolder();
  const path = `${folder.path}/file`;
  for (const size of [0, 1, 1024 * 1024 - 1, 1024 * 1024, 2 * 1024 * 1024 + 7]) {
    const bytes = new Uint8Array(size).map((_, index) => (index * 7) ^ (index >> 9));
    await Deno.writeFile(path, bytes);
    assertEquals(await sha256OfFile(path), sha256(bytes));
  }
  assertEquals(await sha256OfFile(`${folder.path}/missing`), undefined);
});

Deno.test("markOf() trusts the time of a file only when a later change must show in it", async () => {
  await using folder = await temporaryFolder();
  const path = `${folder.path}/file`;
  await Deno.writeTextFile(path, "text");
  const time = new Date("2026-01-02T03:04:05Z");
  await Deno.utime(path, time, time);
  const at = time.getTime();
  assertEquals(await markOf(path, at + 60_000), { bytes: 4, mtime: at });
  assertEquals(await markOf(path, at + 500), { bytes: 4, mtime: null });
  // A file from the future: the clock is wrong, and who knows by how much.
  assertEquals(await markOf(path, at - 60_000), { bytes: 4, mtime: null });
  assertEquals(await markOf(`${folder.path}/missing`), undefined);
});
