import { assertEquals, assertThrows } from "@std/assert";
import { essentialPng, pngChunks } from "../../codecs/png_chunks.ts";
import { sniff } from "../../codecs/sniff.ts";
import { DecodeError } from "../../errors.ts";
import { exifBlock } from "./jpeg_file.ts";
import { type Chunk, chunkFile, headerOf, pngFile, type PngParts, uint32 } from "./png_file.ts";

const DOT: PngParts = { width: 1, height: 1, depth: 8, colourType: 0, rows: [[0, 200]] };
const IHDR: Chunk = ["IHDR", headerOf(DOT)];
const IDAT: Chunk = ["IDAT", new Uint8Array(4)];
const IEND: Chunk = ["IEND", new Uint8Array()];

Deno.test("sniff() reads size and defaults of a plain PNG", () => {
  const file = pngFile({ width: 3, height: 2, depth: 8, colourType: 2, rows: [[], []] });
  assertEquals(sniff(file), {
    format: "png",
    width: 3,
    height: 2,
    orientation: 1,
    frames: 1,
    scans: 1,
    hasAlpha: false,
  });
});

Deno.test("sniff() sees alpha in PNG colour types 4 and 6, and in a tRNS chunk", () => {
  const hasAlpha = (colourType: number, before: Chunk[] = []): boolean =>
    sniff(pngFile({ ...DOT, colourType, before })).hasAlpha;
  assertEquals([0, 2, 4, 6].map((type) => hasAlpha(type)), [false, false, true, true]);
  assertEquals(hasAlpha(3, [["PLTE", new Uint8Array(3)]]), false);
  assertEquals(
    hasAlpha(3, [["PLTE", new Uint8Array(3)], ["tRNS", new Uint8Array(1)]]),
    true,
  );
});

Deno.test("sniff() reads the orientation of a PNG before and after its pixels", () => {
  assertEquals(sniff(pngFile({ ...DOT, before: [["eXIf", exifBlock(6)]] })).orientation, 6);
  assertEquals(sniff(pngFile({ ...DOT, after: [["eXIf", exifBlock(3, "MM")]] })).orientation, 3);
});

Deno.test("sniff() counts the frames of an animated PNG", () => {
  const control = new Uint8Array([...uint32(12), ...uint32(0)]);
  assertEquals(sniff(pngFile({ ...DOT, before: [["acTL", control]] })).frames, 12);
});

Deno.test("sniff() takes time by the chunks of a PNG, not by the size that it claims", () => {
  const claimed = chunkFile([
    ["IHDR", headerOf({ ...DOT, width: 0x7fffffff, height: 0x7fffffff })],
    IDAT,
    IEND,
  ]);
  const { width, height } = sniff(claimed);
  assertEquals([width, height], [0x7fffffff, 0x7fffffff]);
});

for (
  const [what, chunks, message] of [
    ["without a header", [IDAT, IEND], "'IDAT' comes first"],
    ["without pixels", [IHDR, IEND], "it holds no pixels"],
    ["of width 0", [
      ["IHDR", headerOf({ ...DOT, width: 0 })],
      IDAT,
      IEND,
    ], "its size is 0x1"],
    ["of height 2^31", [
      ["IHDR", headerOf({ ...DOT, height: 2 ** 31 })],
      IDAT,
      IEND,
    ], "its size is 1x2147483648"],
    ["of 3 bits", [
      ["IHDR", headerOf({ ...DOT, depth: 3 })],
      IDAT,
      IEND,
    ], "colour type 0 has no form with 3 bits"],
    ["of colour type 5", [
      ["IHDR", headerOf({ ...DOT, colourType: 5 })],
      IDAT,
      IEND,
    ], "colour type 5 has no form with 8 bits"],
    ["of interlace method 2", [
      ["IHDR", headerOf({ ...DOT, interlace: 2 })],
      IDAT,
      IEND,
    ], "it names an unknown compression, filter or interlace method"],
    [
      "with a long header",
      [["IHDR", new Uint8Array(14)], IDAT, IEND],
      "its header has 14 bytes in place of 13",
    ],
  ] satisfies [string, Chunk[], string][]
) {
  Deno.test(`sniff() refuses a PNG ${what}`, () => {
    const error = assertThrows(() => sniff(chunkFile(chunks)), DecodeError);
    assertEquals(error.code, "corrupt_image");
    assertEquals(error.message, `Cannot read PNG as ${message}`);
  });
}

Deno.test("sniff() calls a PNG without IEND truncated", () => {
  const error = assertThrows(() => sniff(chunkFile([IHDR, IDAT])), DecodeError);
  assertEquals(error.code, "truncated_image");
});

Deno.test("sniff() calls a PNG truncated whose chunk is longer than the file", () => {
  const file = chunkFile([IHDR, IDAT, IEND]);
  new DataView(file.buffer).setUint32(33, 0xffffffff);
  const error = assertThrows(() => sniff(file), DecodeError);
  assertEquals(error.code, "truncated_image");
});

Deno.test("sniff() refuses a PNG of more than 200,000 chunks", () => {
  const text: Chunk = ["tEXt", new Uint8Array()];
  const one = chunkFile([text]).subarray(8);
  const head = chunkFile([IHDR]);
  const file = new Uint8Array(head.length + one.length * 200_001);
  file.set(head);
  for (let at = head.length; at < file.length; at += one.length) file.set(one, at);
  const error = assertThrows(() => sniff(file), DecodeError);
  assertEquals(error.code, "corrupt_image");
});

Deno.test("sniff() ignores what follows IEND", () => {
  const file = chunkFile([IHDR, IDAT, IEND, ["eXIf", exifBlock(8)]]);
  assertEquals(sniff(file).orientation, 1);
});

Deno.test("essentialPng() keeps a file that holds nothing else", () => {
  const file = pngFile(DOT);
  assertEquals(essentialPng(file) === file, true);
});

Deno.test("essentialPng() leaves out animation, text, profiles and what is asked for", () => {
  const extra: Chunk[] = [
    ["acTL", new Uint8Array(8)],
    ["iCCP", new Uint8Array(5)],
    ["tRNS", new Uint8Array(2)],
    ["fcTL", new Uint8Array(26)],
  ];
  const file = pngFile({ ...DOT, before: extra, after: [["fdAT", new Uint8Array(9)]] });
  assertEquals(essentialPng(file), pngFile({ ...DOT, before: [["tRNS", new Uint8Array(2)]] }));
  assertEquals(essentialPng(file, "tRNS"), pngFile(DOT));
});

Deno.test("pngChunks() gives type, place and data", () => {
  const file = chunkFile([IHDR, ["tEXt", new Uint8Array([1, 2])], IEND]);
  const [, text] = [...pngChunks(file)];
  assertEquals(text, { type: "tEXt", start: 33, end: 47, data: new Uint8Array([1, 2]) });
});
