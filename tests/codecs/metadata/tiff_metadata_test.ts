import { assertEquals, assertThrows } from "@std/assert";
import { METADATA_BYTES, UnusableMetadata } from "../../../codecs/metadata/metadata.ts";
import { readMetadata } from "../../../codecs/metadata/read_metadata.ts";
import { tiffMetadata } from "../../../codecs/metadata/tiff_metadata.ts";
import { exifFile, opaque, P3_PROFILE, profile, short, xmpPacket } from "./metadata_files.ts";

const OUTPUT = { width: 7, height: 5 };

for (const order of ["II", "MM"] as const) {
  Deno.test(`readMetadata() takes profile and XMP out of a TIFF in ${order} byte order`, () => {
    const xmp = xmpPacket('xmp:Rating="1"');
    const file = exifFile({
      order,
      image: [short(0x0112, 6, order === "II"), opaque(0x02bc, xmp), opaque(0x8773, P3_PROFILE)],
    });
    assertEquals(readMetadata(file, "tiff", { choice: "keep", output: OUTPUT }), {
      metadata: { icc: P3_PROFILE, xmp },
      notes: [],
    });
  });
}

Deno.test("readMetadata() leaves the CMYK profile of a TIFF out and says so", () => {
  const file = exifFile({ image: [opaque(0x8773, profile({ space: "CMYK" }))] });
  assertEquals(readMetadata(file, "tiff", { choice: "icc", output: OUTPUT }), {
    metadata: {},
    notes: ["The colour profile was left out as it describes CMYK colours and the result is RGB"],
  });
});

Deno.test("tiffMetadata() refuses a packet that is too long", () => {
  const file = exifFile({ image: [opaque(0x02bc, new Uint8Array(METADATA_BYTES.xmp + 1))] });
  assertThrows(() => tiffMetadata(file).xmp?.(), UnusableMetadata, "it is longer than 65504 bytes");
});

Deno.test("tiffMetadata() finds nothing in a TIFF whose directory lies beyond its end", () => {
  const file = exifFile({ image: [opaque(0x8773, P3_PROFILE)] });
  new DataView(file.buffer).setUint32(4, 0xfffffff0, true);
  assertEquals(tiffMetadata(file), {});
});
