import { assertEquals, assertThrows } from "@std/assert";
import { encoderFor } from "../../codecs/registry.ts";
import { sniff } from "../../codecs/sniff.ts";
import { DecodeError, type ErrorCode } from "../../errors.ts";
import { ENCODING, samplePicture } from "./jpeg_file.ts";
import { concat } from "./png_file.ts";

const AVIF = { format: "avif", orientation: 1, frames: 1, scans: 1, hasAlpha: false } as const;

function box(type: string, ...content: (Uint8Array | readonly number[])[]): Uint8Array {
  const parts = content.map((part) => Uint8Array.from(part));
  const length = 8 + parts.reduce((sum, part) => sum + part.length, 0);
  return concat([Uint8Array.from(uint32(length)), new TextEncoder().encode(type), ...parts]);
}

function uint32(value: number): number[] {
  return [value >>> 24, (value >> 16) & 255, (value >> 8) & 255, value & 255];
}

function size(width: number, height: number): Uint8Array {
  return box("ispe", uint32(0), uint32(width), uint32(height));
}

/** A file whose item 2 has the properties of these numbers, from 1, out of all. */
function avif(all: readonly Uint8Array[], linked: readonly number[], brand = "avif"): Uint8Array {
  const text = new TextEncoder();
  const links = [...uint32(0), ...uint32(2), 0, 1, 1, 1, 0, 2, linked.length, ...linked];
  return concat([
    box("ftyp", text.encode(brand), uint32(0), text.encode("mif1"), text.encode("avif")),
    box(
      "meta",
      uint32(0),
      box("pitm", uint32(0), [0, 2]),
      box("iprp", box("ipco", ...all), box("ipma", links)),
    ),
  ]);
}

Deno.test("sniff() reads size and alpha of an AVIF that was encoded", async () => {
  const encoder = await encoderFor("avif");
  const opaque = samplePicture(37, 21);
  const file = await encoder.encode(opaque, { ...ENCODING, effort: 0 });
  assertEquals(sniff(file), { ...AVIF, width: 37, height: 21 });
  const glass = { ...opaque, data: opaque.data.map((value, i) => i % 4 === 3 ? 90 : value) };
  assertEquals(sniff(await encoder.encode(glass, { ...ENCODING, effort: 0 })).hasAlpha, true);
});

Deno.test("sniff() takes the size of an AVIF's main item and of no other", () => {
  const file = avif([size(9, 9), size(70_000, 4)], [2]);
  assertEquals(sniff(file), { ...AVIF, width: 70_000, height: 4 });
});

Deno.test("sniff() takes a file of the general brand for AVIF when it names that too", () => {
  assertEquals(sniff(avif([size(3, 4)], [1], "mif1")), { ...AVIF, width: 3, height: 4 });
});

/** Turns against the clock, mirror, and the EXIF orientation that says the same. */
const TURNS: readonly (readonly [number, number | undefined, number])[] = [
  ...[[0, undefined, 1], [0, 1, 2], [2, undefined, 3], [0, 0, 4]] as const,
  ...[[1, 0, 5], [3, undefined, 6], [3, 0, 7], [1, undefined, 8]] as const,
  // The same by another way.
  ...[[2, 0, 2], [2, 1, 4], [3, 1, 5], [1, 1, 7]] as const,
];

for (const [turn, mirror, orientation] of TURNS) {
  const how = mirror === undefined ? "no mirror" : `mirror ${mirror}`;
  Deno.test(`sniff() reads ${turn} turns and ${how} of an AVIF as orientation ${orientation}`, () => {
    const mirrors = mirror === undefined ? [] : [box("imir", [mirror])];
    const all = [size(3, 4), box("irot", [turn]), ...mirrors];
    assertEquals(sniff(avif(all, all.map((_, i) => i + 1))).orientation, orientation);
  });
}

Deno.test("sniff() counts the pictures of an AVIF sequence", () => {
  const table = box("stbl", box("stsz", uint32(0), uint32(0), uint32(48)));
  const track = box("moov", box("trak", box("mdia", box("minf", table))));
  assertEquals(sniff(concat([avif([size(3, 4)], [1], "avis"), track])).frames, 48);
});

const REFUSED: readonly (readonly [string, ErrorCode, Uint8Array])[] = [
  ["no description", "truncated_image", avif([size(3, 4)], [1]).subarray(0, 40)],
  ["no size", "corrupt_image", avif([box("irot", [0])], [1])],
  ["a size that belongs to another item", "corrupt_image", avif([size(3, 4)], [])],
  ["no width", "corrupt_image", avif([size(0, 4)], [1])],
];

for (const [what, code, file] of REFUSED) {
  Deno.test(`sniff() refuses an AVIF with ${what} as ${code}`, () => {
    assertEquals(assertThrows(() => sniff(file), DecodeError).code, code);
  });
}
