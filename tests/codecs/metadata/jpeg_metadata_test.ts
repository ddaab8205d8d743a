import { assertEquals, assertThrows } from "@std/assert";
import { jpegMetadata, withJpegMetadata } from "../../../codecs/metadata/jpeg_metadata.ts";
import { UnusableMetadata } from "../../../codecs/metadata/metadata.ts";
import { sampleJpeg, segment, withSegments } from "../jpeg_file.ts";
import { concat } from "../png_file.ts";
import { noise, profile } from "./metadata_files.ts";

const APP2 = 0xe2;
const JPEG = await sampleJpeg();

function iccPart(number: number, total: number, bytes: Uint8Array): Uint8Array {
  return segment(APP2, [...new TextEncoder().encode("ICC_PROFILE\0"), number, total, ...bytes]);
}

function markers(file: Uint8Array): number[] {
  const found = [];
  for (let at = 2; file[at + 1] !== 0xda; at += 2 + (file[at + 2] << 8 | file[at + 3])) {
    found.push(file[at + 1]);
  }
  return found;
}

Deno.test("jpegMetadata() joins the parts of a profile by their numbers, in whatever order they stand", () => {
  const icc = noise(300);
  const file = withSegments(
    JPEG,
    iccPart(3, 3, icc.subarray(200)),
    iccPart(1, 3, icc.subarray(0, 100)),
    segment(APP2, [...new TextEncoder().encode("MPF\0"), 1, 2, 3]),
    iccPart(2, 3, icc.subarray(100, 200)),
  );
  assertEquals(jpegMetadata(file).icc?.(), icc);
});

for (
  const [what, parts] of [
    ["a part missing", [iccPart(1, 2, noise(9))]],
    ["a part too many", [iccPart(1, 1, noise(9)), iccPart(2, 1, noise(9))]],
    ["a part twice", [iccPart(1, 2, noise(9)), iccPart(1, 2, noise(9))]],
    ["a part 0", [iccPart(0, 1, noise(9))]],
    ["totals that differ", [iccPart(1, 2, noise(9)), iccPart(2, 3, noise(9))]],
    ["no number", [segment(APP2, [...new TextEncoder().encode("ICC_PROFILE\0")])]],
  ] as const
) {
  Deno.test(`jpegMetadata() refuses a profile with ${what}`, () => {
    const { icc } = jpegMetadata(withSegments(JPEG, ...parts));
    assertThrows(() => icc?.(), UnusableMetadata, "it is damaged");
  });
}

Deno.test("jpegMetadata() refuses a profile in 100 parts of 64 KB without joining them", () => {
  const parts = Array.from({ length: 100 }, (_, i) => iccPart(i + 1, 100, noise(65_519)));
  const { icc } = jpegMetadata(withSegments(JPEG, ...parts));
  assertThrows(() => icc?.(), UnusableMetadata, "it is longer than 4194304 bytes");
});

Deno.test("withJpegMetadata() cuts a profile of 200 KB into four parts of at most 64 KB", () => {
  const icc = profile({ filler: 200_000 });
  const file = withJpegMetadata(JPEG, { icc });
  assertEquals(markers(file).filter((marker) => marker === APP2).length, 4);
  assertEquals(jpegMetadata(file).icc?.(), icc);
});

Deno.test("withJpegMetadata() puts EXIF, XMP and the profile behind JFIF and before everything else", () => {
  const before = markers(JPEG);
  const file = withJpegMetadata(JPEG, { icc: profile(), exif: noise(9), xmp: noise(9) });
  assertEquals(before[0], 0xe0);
  assertEquals(markers(file), [0xe0, 0xe1, 0xe1, 0xe2, ...before.slice(1)]);
});

Deno.test("withJpegMetadata() leaves every other byte alone", () => {
  const exif = noise(9);
  const added = segment(0xe1, [...new TextEncoder().encode("Exif\0\0"), ...exif]);
  const jfif = JPEG.subarray(0, 2 + 2 + 16);
  assertEquals(
    withJpegMetadata(JPEG, { exif }),
    concat([jfif, added, JPEG.subarray(jfif.length)]),
  );
});
