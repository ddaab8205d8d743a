import { assertEquals, assertThrows } from "@std/assert";
import { UnusableMetadata } from "../../../codecs/metadata/metadata.ts";
import { type RiffChunk, riffChunks, riffFile } from "../../../codecs/metadata/riff_chunks.ts";
import { webpMetadata, withWebpMetadata } from "../../../codecs/metadata/webp_metadata.ts";
import { noise, profile } from "./metadata_files.ts";

/** A frame of 17 by 1025 pixels, as far as its head says. */
const LOSSY: RiffChunk = {
  type: "VP8 ",
  data: Uint8Array.of(0x10, 0, 0, 0x9d, 1, 0x2a, 17, 0x40, 1, 4, 5),
};
/** 16384 by 2 pixels with alpha. */
const LOSSLESS: RiffChunk = {
  type: "VP8L",
  data: Uint8Array.of(0x2f, ...bits(16383 | 1 << 14 | 1 << 28), 9),
};

function bits(value: number): number[] {
  return [value & 255, value >> 8 & 255, value >> 16 & 255, value >>> 24];
}

function webp(...chunks: RiffChunk[]): Uint8Array {
  return riffFile("WEBP", chunks);
}

function types(file: Uint8Array): string[] {
  return [...riffChunks(file)].map(({ type }) => type);
}

function head(file: Uint8Array): number[] {
  return [...([...riffChunks(file)][0].data)];
}

Deno.test("riffChunks() reads what riffFile() wrote, odd lengths too", () => {
  const chunks = [0, 1, 2, 3].map((count) => ({ type: "abcd", data: noise(count) }));
  const file = riffFile("WEBP", chunks);
  assertEquals([...riffChunks(file)], chunks);
  assertEquals(file.length % 2, 0);
  assertEquals(new DataView(file.buffer).getUint32(4, true), file.length - 8);
});

Deno.test("riffChunks() gives the whole chunks of every prefix", () => {
  const file = webp(LOSSY, LOSSLESS);
  for (let end = 12; end < file.length; end++) {
    const lengths = [...riffChunks(file.subarray(0, end))].length;
    assertEquals(lengths, end < 12 + 8 + 11 ? 0 : 1);
  }
});

Deno.test("withWebpMetadata() announces what it writes, around the picture", () => {
  const file = withWebpMetadata(webp(LOSSY), { icc: profile(), exif: noise(9), xmp: noise(8) });
  assertEquals(types(file), ["VP8X", "ICCP", "VP8 ", "EXIF", "XMP "]);
  assertEquals(head(file), [0x2c, 0, 0, 0, 16, 0, 0, 0, 4, 0]);
});

Deno.test("withWebpMetadata() reads size and alpha of a lossless picture", () => {
  const file = withWebpMetadata(webp(LOSSLESS), { xmp: noise(8) });
  assertEquals(types(file), ["VP8X", "VP8L", "XMP "]);
  assertEquals(head(file), [0x14, 0, 0, 0, 0xff, 0x3f, 0, 1, 0, 0]);
});

Deno.test("withWebpMetadata() keeps the head and the alpha of an extended file", () => {
  const extended = { type: "VP8X", data: Uint8Array.of(0x3c, 0, 0, 0, 16, 0, 0, 0, 4, 0) };
  const [icc, exif, alpha] = ["ICCP", "EXIF", "ALPH"].map((type) => ({ type, data: noise(4) }));
  const file = withWebpMetadata(webp(extended, icc, alpha, LOSSY, exif), { exif: noise(9) });
  assertEquals(types(file), ["VP8X", "ALPH", "VP8 ", "EXIF"]);
  assertEquals(head(file), [0x18, 0, 0, 0, 16, 0, 0, 0, 4, 0]);
});

Deno.test("webpMetadata() leaves out the name that some writers put before EXIF", () => {
  const data = Uint8Array.of(...new TextEncoder().encode("Exif\0\0"), ...noise(20));
  assertEquals(webpMetadata(webp(LOSSY, { type: "EXIF", data })).exif?.(), noise(20));
});

Deno.test("webpMetadata() refuses a profile of more than 4 MiB without copying it", () => {
  const data = new Uint8Array(4 * 1024 * 1024 + 1);
  const { icc } = webpMetadata(webp({ type: "ICCP", data }, LOSSY));
  assertThrows(() => icc?.(), UnusableMetadata, "it is longer than 4194304 bytes");
});
