import { assertEquals, assertThrows } from "@std/assert";
import { sniff } from "../../codecs/sniff.ts";
import { DecodeError } from "../../errors.ts";
import { tiffFile } from "./tiff/tiff_file.ts";

const DOT = { width: 1, height: 1, pieces: [[7]] } as const;
const TIFF = { format: "tiff", orientation: 1, frames: 1, scans: 1, hasAlpha: false } as const;

for (const order of ["II", "MM"] as const) {
  Deno.test(`sniff() reads size and orientation of a TIFF in the byte order ${order}`, () => {
    const file = tiffFile({
      order,
      width: 70_000,
      height: 2,
      pieces: [[1], [2]],
      fields: [[274, 6], [278, 1]],
    });
    assertEquals(sniff(file), { ...TIFF, width: 70_000, height: 2, orientation: 6 });
  });
}

Deno.test("sniff() takes an orientation that does not exist for none", () => {
  assertEquals(sniff(tiffFile({ ...DOT, fields: [[274, 9]] })).orientation, 1);
});

Deno.test("sniff() counts the pages of a TIFF, but not smaller copies of others", () => {
  const pages = [undefined, 0, 1, 2].map((kind) =>
    tiffFile({ ...DOT, fields: kind === undefined ? [] : [[254, kind]] })
  );
  assertEquals(sniff(chained(pages)).frames, 3);
});

Deno.test("sniff() ends at a directory of a TIFF that leads back to itself", () => {
  const first = new DataView(tiffFile(DOT).buffer).getUint32(4, true);
  assertEquals(sniff(tiffFile({ ...DOT, next: first })).frames, 1);
});

Deno.test("sniff() counts no more than ten thousand pages, also when each claims 65,535 fields", () => {
  const file = new Uint8Array(1_200_000);
  file.set(tiffFile(DOT));
  const view = new DataView(file.buffer);
  const first = view.getUint32(4, true);
  const fields = view.getUint16(first, true);
  view.setUint32(first + 2 + 12 * fields, 1_000, true);
  // Directories that lie over each other.
  for (let at = 1_000; at < 1_000 + 16 * 12_000; at += 16) {
    view.setUint16(at, 0xffff, true);
    view.setUint32(at + 2 + 12 * 0xffff, at + 16, true);
  }
  assertEquals(sniff(file).frames, 10_000);
});

Deno.test("sniff() sees that a TIFF has alpha", () => {
  const fields = [[277, 2], [258, [8, 8]], [338, 2]] as const;
  assertEquals(sniff(tiffFile({ ...DOT, pieces: [[7, 7]], fields })).hasAlpha, true);
});

Deno.test("sniff() refuses a BigTIFF by name", () => {
  const big = Uint8Array.of(0x49, 0x49, 0x2b, 0, 8, 0, 0, 0, 16, 0, 0, 0, 0, 0, 0, 0);
  const error = assertThrows(() => sniff(big), DecodeError);
  assertEquals(error.code, "unsupported_format");
  assertEquals(error.message, "Cannot read TIFF as BigTIFF is not read");
});

/** One file whose directories follow each other; pieces of later pages are not looked at. */
function chained(pages: readonly Uint8Array[]): Uint8Array {
  const file = new Uint8Array(pages.reduce((sum, { length }) => sum + length, 0));
  const view = new DataView(file.buffer);
  let at = 0;
  let pointer: number | undefined;
  for (const page of pages) {
    file.set(page, at);
    const first = at + view.getUint32(at + 4, true);
    if (pointer !== undefined) view.setUint32(pointer, first, true);
    pointer = first + 2 + 12 * view.getUint16(first, true);
    at += page.length;
  }
  return file;
}
