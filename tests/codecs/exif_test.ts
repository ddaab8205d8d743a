import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { exifOrientation } from "../../codecs/exif.ts";
import { exifBlock } from "./jpeg_file.ts";

for (const order of ["II", "MM"] as const) {
  Deno.test(`exifOrientation() reads all eight values in ${order} byte order`, () => {
    const values = [1, 2, 3, 4, 5, 6, 7, 8];
    assertEquals(values.map((value) => exifOrientation(exifBlock(value, order))), values);
  });
}

Deno.test("exifOrientation() finds the field behind others", () => {
  const block = new Uint8Array(26 + 12);
  const view = new DataView(block.buffer);
  block.set(exifBlock(6).subarray(0, 8));
  view.setUint16(8, 2, true);
  view.setUint16(10, 0x010f, true);
  block.set(exifBlock(6).subarray(10, 22), 22);
  assertEquals(exifOrientation(block), 6);
});

for (
  const [what, change] of [
    ["a value of 0", (view: DataView) => view.setUint16(18, 0, true)],
    ["a value of 9", (view: DataView) => view.setUint16(18, 9, true)],
    ["another field type", (view: DataView) => view.setUint16(12, 4, true)],
    ["another byte order mark", (view: DataView) => view.setUint16(0, 0x4d49)],
    ["another magic number", (view: DataView) => view.setUint16(2, 43, true)],
    ["a directory beyond the end", (view: DataView) => view.setUint32(4, 0xfffffff0, true)],
    ["entries beyond the end", (view: DataView) => {
      view.setUint16(8, 0xffff, true);
      view.setUint16(10, 0x010f, true);
    }],
  ] as const
) {
  Deno.test(`exifOrientation() is 1 for ${what}`, () => {
    const block = exifBlock(6);
    change(new DataView(block.buffer));
    assertEquals(exifOrientation(block), 1);
  });
}

Deno.test("exifOrientation() is 1 for every prefix that lacks the value", () => {
  const block = exifBlock(6);
  for (let end = 0; end < 22; end++) assertEquals(exifOrientation(block.subarray(0, end)), 1);
});

Deno.test("exifOrientation() gives 1 to 8 for any bytes", () => {
  const start = fc.constantFrom([0x49, 0x49, 42, 0], [0x4d, 0x4d, 0, 42]);
  fc.assert(fc.property(start, fc.uint8Array({ maxLength: 80 }), (head, tail) => {
    const value = exifOrientation(new Uint8Array([...head, ...tail]));
    assertEquals(value >= 1 && value <= 8, true);
  }));
});
