import { assertEquals, assertThrows } from "@std/assert";
import { deflateSync } from "node:zlib";
import { UnusableMetadata } from "../../../codecs/metadata/metadata.ts";
import { pngMetadata, withPngMetadata } from "../../../codecs/metadata/png_metadata.ts";
import { type Chunk, concat, pngFile } from "../png_file.ts";
import { noise, profile, xmpPacket } from "./metadata_files.ts";

function png(before: readonly Chunk[], after: readonly Chunk[] = []): Uint8Array {
  return pngFile({ width: 1, height: 1, depth: 8, colourType: 0, rows: [[0, 7]], before, after });
}

function text(value: string): Uint8Array {
  return new TextEncoder().encode(value);
}

function packed(bytes: Uint8Array): Uint8Array {
  return new Uint8Array(deflateSync(bytes));
}

function iccp(name: string, data: Uint8Array, method = 0): Chunk {
  return ["iCCP", concat([text(`${name}\0`), Uint8Array.of(method), data])];
}

function itxt(head: readonly number[], data: Uint8Array): Chunk {
  return ["iTXt", concat([text("XML:com.adobe.xmp\0"), new Uint8Array(head), data])];
}

function types(file: Uint8Array): string[] {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const found = [];
  for (let at = 8; at < file.length; at += 12 + view.getUint32(at)) {
    found.push(String.fromCharCode(...file.subarray(at + 4, at + 8)));
  }
  return found;
}

Deno.test("pngMetadata() inflates a profile", () => {
  assertEquals(pngMetadata(png([iccp("any name", packed(profile()))])).icc?.(), profile());
});

Deno.test("pngMetadata() finds EXIF and XMP behind the pixels", () => {
  const found = pngMetadata(png([], [["eXIf", noise(9)], itxt([0, 0, 0, 0], xmpPacket(""))]));
  assertEquals(found.exif?.(), noise(9));
  assertEquals(found.xmp?.(), xmpPacket(""));
});

Deno.test("pngMetadata() reads a packet that is compressed, with a language and a translated keyword", () => {
  const head = [1, 0, ...text("en\0XMP\0")];
  assertEquals(pngMetadata(png([itxt(head, packed(xmpPacket("")))])).xmp?.(), xmpPacket(""));
});

Deno.test("pngMetadata() takes no other text for XMP", () => {
  const other: Chunk = ["iTXt", concat([text("Comment\0"), new Uint8Array(4), text("x")])];
  assertEquals(pngMetadata(png([other, ["tEXt", text("XML:com.adobe.xmp\0x")]])).xmp, undefined);
});

for (
  const [what, chunk, reason] of [
    ["without a name", iccp("", packed(profile())), "it is damaged"],
    ["with a name of 80 characters", iccp("x".repeat(80), packed(profile())), "it is damaged"],
    ["with an unknown compression", iccp("x", packed(profile()), 1), "it is damaged"],
    ["that does not inflate", iccp("x", noise(50)), "it is damaged"],
    ["that is cut off", iccp("x", packed(profile()).subarray(0, 99)), "it is damaged"],
    [
      "that inflates to 64 MiB",
      iccp("x", packed(new Uint8Array(64 * 1024 * 1024))),
      "it is longer than 4194304 bytes",
    ],
    [
      "that is 5 MB packed",
      iccp("x", new Uint8Array(5_000_000)),
      "it is longer than 4194304 bytes",
    ],
  ] as const
) {
  Deno.test(`pngMetadata() refuses a profile ${what}`, () => {
    assertThrows(() => pngMetadata(png([chunk])).icc?.(), UnusableMetadata, reason);
  });
}

for (
  const [what, chunk, reason] of [
    [
      "that inflates to 64 MiB",
      itxt([1, 0, 0, 0], packed(new Uint8Array(1 << 26))),
      "it is longer",
    ],
    ["with an unknown compression", itxt([2, 0, 0, 0], text("x")), "it is damaged"],
    ["that ends in its head", ["iTXt", text("XML:com.adobe.xmp\0")], "it is damaged"],
    ["that is long", itxt([0, 0, 0, 0], new Uint8Array(100_000)), "it is longer"],
  ] as const
) {
  Deno.test(`pngMetadata() refuses a packet ${what}`, () => {
    assertThrows(() => pngMetadata(png([chunk])).xmp?.(), UnusableMetadata, reason);
  });
}

Deno.test("pngMetadata() refuses EXIF whose bytes differ from their checksum", () => {
  const file = png([["eXIf", noise(9)]]);
  file[8 + 25 + 8] ^= 1;
  assertThrows(() => pngMetadata(file).exif?.(), UnusableMetadata, "it is damaged");
});

Deno.test("withPngMetadata() puts everything behind the head and before the pixels", () => {
  const file = withPngMetadata(png([], [["tEXt", text("a\0b")]]), {
    icc: profile(),
    exif: noise(9),
    xmp: noise(9),
  });
  assertEquals(types(file), ["IHDR", "iCCP", "eXIf", "iTXt", "IDAT", "tEXt", "IEND"]);
});

Deno.test("withPngMetadata() lets a profile take the place of other words on colour", () => {
  const before: Chunk[] = [["sRGB", new Uint8Array(1)], ["gAMA", new Uint8Array(4)]];
  assertEquals(types(withPngMetadata(png(before), { icc: profile() })), [
    "IHDR",
    "iCCP",
    "IDAT",
    "IEND",
  ]);
  assertEquals(types(withPngMetadata(png(before), { exif: noise(9) })), [
    "IHDR",
    "eXIf",
    "sRGB",
    "gAMA",
    "IDAT",
    "IEND",
  ]);
});
