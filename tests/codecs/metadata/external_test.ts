/** Our metadata as other programs read it: sharp (libvips), and ImageMagick where it is installed. @module */
import { Buffer } from "node:buffer";
import { assert, assertEquals, assertLess } from "@std/assert";
import { hasImageMagick, runImageMagick } from "../image_magick.ts";
import sharp from "sharp";
import type { Format } from "../../../codecs/codec.ts";
import type { Metadata } from "../../../codecs/metadata/metadata.ts";
import { writeMetadata } from "../../../codecs/metadata/write_metadata.ts";
import { encoderFor } from "../../../codecs/registry.ts";
import { temporaryFolder } from "../../temporary_folder.ts";
import { ENCODING, samplePicture } from "../jpeg_file.ts";
import { concat } from "../png_file.ts";
import { ascii, exifFile, P3_PROFILE, profile, short, xmpPacket } from "./metadata_files.ts";

const installed = await hasImageMagick();
const remark = installed ? "" : " (SKIPPED: ImageMagick is not installed)";

const EXIF_NAME = new TextEncoder().encode("Exif\0\0");
const EXIF = exifFile({
  image: [short(0x0112, 1), ascii(0x010f, "Maker of cameras")],
  photo: [ascii(0x9003, "2026:01:02 03:04:05")],
});
const XMP = xmpPacket('xmp:Rating="5"');
const ALL: Metadata = { icc: P3_PROFILE, exif: EXIF, xmp: XMP };

for (const format of ["jpeg", "png", "webp"] as const) {
  for (const codec of [undefined, "sharp"]) {
    Deno.test(`sharp reads exact profile, EXIF and XMP from a ${format} of ${codec ?? "the default codec"}`, async () => {
      const { icc, exif, xmp, orientation } = await sharp(await fileWith(format, ALL, codec))
        .metadata();
      assertBytes(icc, P3_PROFILE);
      // The name that JPEG puts before the block belongs to it here.
      assertBytes(exif, format === "jpeg" ? concat([EXIF_NAME, EXIF]) : EXIF);
      assertBytes(xmp, XMP);
      assertEquals(orientation, 1);
    });
  }
}

for (const codec of [undefined, "sharp"]) {
  Deno.test(`sharp reads the exact profile and the pixels of an AVIF of ${codec ?? "the default codec"}`, async () => {
    const file = await fileWith("avif", { icc: P3_PROFILE }, codec);
    const { icc, width, height } = await sharp(file).metadata();
    assertBytes(icc, P3_PROFILE);
    assertEquals([width, height], [37, 23]);
    const pixels = await sharp(file, { ignoreIcc: true }).ensureAlpha().raw().toBuffer();
    const { data } = samplePicture(37, 23);
    const total = pixels.reduce((sum, value, i) => sum + Math.abs(value - data[i]), 0);
    assertLess(total / data.length, 12);
  });
}

for (const format of ["jpeg", "png", "webp"] as const) {
  Deno.test({
    name: `ImageMagick reads the exact profile of 200 KB from our ${format}${remark}`,
    ignore: !installed,
    fn: async () => {
      const icc = profile({ filler: 200_000 });
      await withFile(format, { icc }, async (path) => {
        assertBytes(await runImageMagick("convert", path, "icc:-"), icc);
      });
    },
  });
}

Deno.test({
  name: `ImageMagick reads the fields of EXIF from our jpeg${remark}`,
  ignore: !installed,
  fn: () =>
    withFile("jpeg", ALL, async (path) => {
      const fields = "%[EXIF:Orientation] %[EXIF:Make] %[EXIF:DateTimeOriginal] %wx%h";
      const said = new TextDecoder().decode(
        await runImageMagick("identify", "-format", fields, path),
      );
      assertEquals(said, "1 Maker of cameras 2026:01:02 03:04:05 37x23");
      assertBytes(await runImageMagick("convert", path, "xmp:-"), XMP);
    }),
});

function assertBytes(actual: Uint8Array | undefined, expected: Uint8Array): void {
  const found = Buffer.from(actual ?? []);
  assert(found.equals(expected), `${found.length} bytes differ from ${expected.length}`);
}

async function fileWith(format: Format, metadata: Metadata, codec?: string): Promise<Uint8Array> {
  const encoder = await encoderFor(format, codec);
  const encoded = await encoder.encode(samplePicture(37, 23), ENCODING);
  const { bytes, notes } = writeMetadata(encoded, format, { metadata, notes: [] });
  assertEquals(notes, []);
  return bytes;
}

async function withFile(
  format: Format,
  metadata: Metadata,
  use: (path: string) => Promise<void>,
): Promise<void> {
  await using folder = await temporaryFolder();
  const path = `${folder.path}/picture.${format}`;
  await Deno.writeFile(path, await fileWith(format, metadata));
  await use(path);
}
