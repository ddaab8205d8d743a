import { assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { sniff } from "../../codecs/sniff.ts";
import { DecodeError } from "../../errors.ts";
import { sampleJpeg } from "./jpeg_file.ts";
import { pngFile } from "./png_file.ts";

Deno.test("sniff() names the format that it does not read", () => {
  const gif = new TextEncoder().encode("GIF89a\x01\0\x01\0");
  const error = assertThrows(() => sniff(gif), DecodeError);
  assertEquals(error.code, "unsupported_format");
  assertEquals(
    error.message,
    "Cannot read image as it is GIF: supported formats are JPEG and PNG",
  );
});

Deno.test("sniff() says that a text is no known format", () => {
  const error = assertThrows(() => sniff(new TextEncoder().encode("hello")), DecodeError);
  assertEquals(error.code, "unsupported_format");
  assertEquals(
    error.message,
    "Cannot read image as its content is no known format: supported formats are JPEG and PNG",
  );
});

Deno.test("sniff() says that a file is empty", () => {
  const error = assertThrows(() => sniff(new Uint8Array()), DecodeError);
  assertEquals(error.code, "unsupported_format");
  assertEquals(error.message, "Cannot read image as the file is empty");
});

Deno.test("sniff() reads a view into a larger buffer as it reads a file of its own", async () => {
  for (const file of [await sampleJpeg(), greyDot()]) {
    const padded = new Uint8Array(file.length + 14);
    padded.set(file, 7);
    assertEquals(sniff(padded.subarray(7, 7 + file.length)), sniff(file));
  }
});

Deno.test("sniff() refuses every prefix of a sound file", async () => {
  for (const file of [await sampleJpeg(16, 16), greyDot()]) {
    for (let end = 0; end < file.length; end++) {
      assertThrows(() => sniff(file.subarray(0, end)), DecodeError);
    }
  }
});

Deno.test("sniff() gives a size or a DecodeError for any damage", async () => {
  const files = [await sampleJpeg(16, 16), greyDot()];
  const damage = fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 8 });
  fc.assert(fc.property(fc.constantFrom(...files), damage, (file, changes) => {
    const bytes = file.slice();
    for (const [at, value] of changes) bytes[at % bytes.length] = value;
    try {
      const { width, height, orientation } = sniff(bytes);
      assertEquals(width >= 1 && height >= 1 && orientation >= 1 && orientation <= 8, true);
    } catch (error) {
      if (!(error instanceof DecodeError)) throw error;
    }
  }));
});

function greyDot(): Uint8Array {
  return pngFile({ width: 1, height: 1, depth: 8, colourType: 0, rows: [[0, 200]] });
}
