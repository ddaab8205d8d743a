/** What is written into a file is what is read from it, in every format that holds it. */
import { Buffer } from "node:buffer";
import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import type { Format } from "../../../codecs/codec.ts";
import type { FoundMetadata, Metadata, MetadataKind } from "../../../codecs/metadata/metadata.ts";
import { METADATA_BYTES } from "../../../codecs/metadata/metadata.ts";
import { readMetadata } from "../../../codecs/metadata/read_metadata.ts";
import { writeMetadata } from "../../../codecs/metadata/write_metadata.ts";
import { decoderFor, encoderFor } from "../../../codecs/registry.ts";
import { sniff } from "../../../codecs/sniff.ts";
import type { RgbaImage } from "../../../image/rgba_image.ts";
import { ENCODING, samplePicture } from "../jpeg_file.ts";
import { concat } from "../png_file.ts";
import { ascii, exifFile, noise, opaque, profile, short, xmpPacket } from "./metadata_files.ts";

const PICTURE = translucent(samplePicture(37, 21));
const FORMATS = ["jpeg", "png", "webp", "avif"] as const;

/** A picture in each format, encoded once. */
const FILES = new Map<Format, Uint8Array>();
for (const format of FORMATS) {
  FILES.set(format, await (await encoderFor(format)).encode(PICTURE, ENCODING));
}
const LOSSLESS = await (await encoderFor("webp")).encode(PICTURE, { ...ENCODING, lossless: true });
const OPAQUE = await (await encoderFor("webp")).encode(samplePicture(301, 270), ENCODING);

const METADATA = {
  icc: profile(),
  exif: exifFile({ image: [short(0x0112, 1), ascii(0x0131, "Tests")] }),
  xmp: xmpPacket('xmp:Rating="5"'),
} as const satisfies Metadata;

function fileOf(format: Format): Uint8Array {
  const file = FILES.get(format);
  if (file === undefined) throw new Error(`There is no ${format}`);
  return file;
}

function read(file: Uint8Array, format: Format): ReturnType<typeof readMetadata> {
  return readMetadata(file, format, { choice: "keep", output: PICTURE });
}

function write(file: Uint8Array, format: Format, metadata: Metadata): Uint8Array {
  const { bytes, notes } = writeMetadata(file, format, { metadata, notes: [] });
  assertEquals(notes, []);
  return bytes;
}

for (const format of FORMATS) {
  const kinds: readonly MetadataKind[] = format === "avif" ? ["icc"] : ["icc", "exif", "xmp"];
  const whole: Metadata = Object.fromEntries(kinds.map((kind) => [kind, METADATA[kind]]));

  Deno.test(`readMetadata() reads from ${format} what writeMetadata() wrote, for any lengths and kinds`, () => {
    const metadata = fc.record({
      icc: fc.nat(200_000).map((filler) => profile({ filler })),
      exif: fc.nat(30_000).map((count) =>
        exifFile({ image: [opaque(0xc123, noise(2 * count + 6))] })
      ),
      xmp: fc.nat(60_000).map((count) => xmpPacket("", `<dc:x>${"é".repeat(count >> 1)}</dc:x>`)),
    }, { requiredKeys: [] });
    fc.assert(
      fc.property(metadata, (found) => {
        const some = Object.fromEntries(
          Object.entries(found).filter(([kind]) => kinds.includes(kind as MetadataKind)),
        );
        assertSame(read(write(fileOf(format), format, some), format), some);
      }),
      { numRuns: 25 },
    );
  });

  Deno.test(`writeMetadata() gives a ${format} back as it is when there is nothing to write`, () => {
    assertEquals(write(fileOf(format), format, {}), fileOf(format));
  });

  Deno.test(`writeMetadata() leaves header and pixels of a ${format} alone`, async () => {
    const written = write(fileOf(format), format, whole);
    const { width, height, hasAlpha, orientation } = sniff(written);
    const before = sniff(fileOf(format));
    assertEquals({ width, height, hasAlpha, orientation }, {
      width: before.width,
      height: before.height,
      hasAlpha: before.hasAlpha,
      orientation: 1,
    });
    const decoder = await decoderFor(format);
    assertEquals(await decoder.decode(written), await decoder.decode(fileOf(format)));
  });

  Deno.test(`readMetadata() finds nothing in a ${format} as an encoder gave it`, () => {
    assertEquals(read(fileOf(format), format), { metadata: {}, notes: [] });
  });

  Deno.test(`readMetadata() takes from a ${format} what is asked for`, () => {
    const file = write(fileOf(format), format, whole);
    const output = PICTURE;
    assertEquals(readMetadata(file, format, { choice: "strip", output }).metadata, {});
    assertEquals(readMetadata(file, format, { choice: "icc", output }).metadata, {
      icc: METADATA.icc,
    });
    assertEquals(readMetadata(file, format, { choice: "keep", output }).metadata, whole);
  });

  Deno.test(`readMetadata() gives memory of its own, not the whole ${format}`, () => {
    const { metadata } = read(write(fileOf(format), format, whole), format);
    for (const kind of kinds) {
      const part = metadata[kind];
      assertEquals(part?.buffer.byteLength, part?.byteLength);
    }
  });
}

for (const format of ["jpeg", "png", "webp"] as const) {
  Deno.test(`writeMetadata() takes the place of what a ${format} holds`, () => {
    const once = write(fileOf(format), format, METADATA);
    const icc = profile({ filler: 9 });
    assertSame(read(write(once, format, { icc }), format), { icc });
    assertEquals(write(once, format, METADATA), once);
  });
}

for (const [what, file] of [["lossless", LOSSLESS], ["opaque", OPAQUE]] as const) {
  Deno.test(`writeMetadata() gives a WebP that is ${what} a head of its size`, async () => {
    const written = write(file, "webp", METADATA);
    assertEquals(sniff(written), sniff(file));
    const decoder = await decoderFor("webp");
    assertEquals(await decoder.decode(written), await decoder.decode(file));
    assertEquals(read(written, "webp").metadata.icc, METADATA.icc);
  });
}

Deno.test("every format but AVIF holds the longest EXIF and XMP", () => {
  const empty = xmpPacket("", "<dc:x></dc:x>").length;
  const longest = {
    exif: concat([METADATA.exif, new Uint8Array(METADATA_BYTES.exif - METADATA.exif.length)]),
    xmp: xmpPacket("", `<dc:x>${"x".repeat(METADATA_BYTES.xmp - empty)}</dc:x>`),
  };
  for (const format of ["jpeg", "png", "webp"] as const) {
    const found = read(write(fileOf(format), format, longest), format);
    assertSame(found, { exif: METADATA.exif, xmp: longest.xmp });
  }
});

Deno.test("every format holds a profile of 4 MiB", () => {
  const icc = profile({ filler: METADATA_BYTES.icc - profile({ filler: 1 }).length + 1 });
  for (const format of FORMATS) {
    assertSame(read(write(fileOf(format), format, { icc }), format), { icc });
  }
});

Deno.test("writeMetadata() says what an AVIF cannot hold, and writes the rest", () => {
  const { bytes, notes } = writeMetadata(fileOf("avif"), "avif", {
    metadata: METADATA,
    notes: ["before"],
  });
  assertEquals(notes, [
    "before",
    "The EXIF data was left out as it is not written into AVIF",
    "The XMP data was left out as it is not written into AVIF",
  ]);
  assertEquals(read(bytes, "avif").metadata, { icc: METADATA.icc });
});

Deno.test("writeMetadata() leaves a profile out of an AVIF that is laid out in an unknown way", () => {
  // Renamed, the box of places is not found.
  const file = fileOf("avif").slice();
  const at = String.fromCharCode(...file.subarray(0, 400)).indexOf("iloc");
  file[at] = 0x6a;
  const { bytes, notes } = writeMetadata(file, "avif", {
    metadata: { icc: METADATA.icc },
    notes: [],
  });
  assertEquals(bytes, file);
  assertEquals(notes, [
    "The colour profile was left out as the result is laid out in an unknown way",
  ]);
});

/** As `assertEquals`, which takes seconds for long arrays. */
function assertSame({ metadata, notes }: FoundMetadata, expected: Metadata): void {
  assertEquals(notes, []);
  assertEquals(Object.keys(metadata).sort(), Object.keys(expected).sort());
  for (const [kind, bytes] of Object.entries(expected)) {
    const found = Buffer.from(metadata[kind as MetadataKind] ?? []);
    assert(found.equals(bytes), `${kind}: ${found.length} bytes differ from ${bytes.length}`);
  }
}

function translucent({ width, height, data }: RgbaImage): RgbaImage {
  const copy = data.slice();
  for (let i = 3; i < copy.length; i += 4) copy[i] = 255 - (i >> 2) % 100;
  return { width, height, data: copy };
}
