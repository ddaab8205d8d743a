/** Metadata through whole tasks: every mode, every provider, from format to format. @module */
import { assertEquals, assertRejects } from "@std/assert";
import type { Format } from "../../../codecs/codec.ts";
import type { Metadata } from "../../../codecs/metadata/metadata.ts";
import { readMetadata } from "../../../codecs/metadata/read_metadata.ts";
import { writeMetadata } from "../../../codecs/metadata/write_metadata.ts";
import { codecFor } from "../../../codecs/registry.ts";
import { sniff } from "../../../codecs/sniff.ts";
import { convert, type ConvertOptions, type ConvertResult, createExecutor } from "../../../mod.ts";
import { ENCODING, samplePicture } from "../jpeg_file.ts";
import {
  ascii,
  exifFile,
  P3_PROFILE,
  profile,
  readExif,
  short,
  SRGB_PROFILE,
  valueOf,
  xmpPacket,
} from "./metadata_files.ts";

/** A camera's picture, on its side. */
const METADATA: Metadata = {
  icc: P3_PROFILE,
  exif: exifFile({
    image: [short(0x0112, 6), ascii(0x010f, "Maker of cameras")],
    photo: [short(0xa002, 48), short(0xa003, 32)],
    place: [ascii(0x0001, "N")],
    thumbnail: new Uint8Array([0xff, 0xd8, 0xff, 1, 2, 3]),
  }),
  xmp: xmpPacket('tiff:Orientation="6" xmp:Rating="4"'),
};

const SOURCE = await sourceWith(METADATA);

async function sourceWith(metadata: Metadata): Promise<Uint8Array> {
  const encoded = await (await codecFor("jpeg")).encode(samplePicture(48, 32), ENCODING);
  return writeMetadata(encoded, "jpeg", { metadata, notes: [] }).bytes;
}

/** What a result holds, as it is. */
function metadataOf({ bytes, format, output }: ConvertResult): Metadata {
  return readMetadata(bytes, format, { choice: "keep", output }).metadata;
}

const RECIPE = "resize:width=24,sharpen";

Deno.test("convert() carries the profile and nothing else unless told otherwise", async () => {
  const result = await convert(SOURCE, RECIPE);
  assertEquals(metadataOf(result), { icc: P3_PROFILE });
  assertEquals(result.warnings, []);
});

Deno.test("convert() carries nothing with metadata: strip, which gives the encoder's own bytes", async () => {
  const stripped = await convert(SOURCE, RECIPE, { metadata: "strip" });
  const { exif = new Uint8Array() } = METADATA;
  const bare = await convert(await sourceWith({ exif }), RECIPE);
  assertEquals(metadataOf(stripped), {});
  assertEquals(stripped.bytes, bare.bytes);
});

Deno.test("convert() carries EXIF upright and of the result's size with metadata: keep", async () => {
  const result = await convert(SOURCE, RECIPE, { metadata: "keep" });
  assertEquals(result.output, { width: 24, height: 36 });
  const { icc, exif = new Uint8Array(), xmp } = metadataOf(result);
  assertEquals(icc, P3_PROFILE);
  assertEquals(xmp, xmpPacket('tiff:Orientation="1" xmp:Rating="4"'));
  const { image, photo, place } = readExif(exif);
  assertEquals(valueOf(image.get(0x0112)), 1);
  assertEquals([valueOf(photo.get(0xa002)), valueOf(photo.get(0xa003))], [24, 36]);
  assertEquals(place.size, 1);
  assertEquals(image.has(-1), false);
  assertEquals(sniff(result.bytes).orientation, 1);
});

for (const mode of ["sync", "workers", "bands"] as const) {
  Deno.test(`convert() gives the same bytes with metadata in ${mode} mode, in the sandbox`, async () => {
    await using executor = await createExecutor(mode, { workers: 2, sandbox: true });
    // Into a PNG and out of it: its profile is inflated in the worker.
    let bytes = SOURCE;
    for (const format of ["png", "jpeg"] as const) {
      const options: ConvertOptions = { format, metadata: "keep" };
      const expected = await convert(bytes, RECIPE, options);
      const result = await convert(bytes, RECIPE, { ...options, executor });
      bytes = expected.bytes;
      assertEquals(Object.keys(metadataOf(result)).sort(), ["exif", "icc", "xmp"]);
      assertEquals(result.bytes, expected.bytes);
      assertEquals(result.warnings, expected.warnings);
    }
  });

  Deno.test(`convert() warns of a profile that is left out in ${mode} mode`, async () => {
    await using executor = await createExecutor(mode, { workers: 2 });
    const source = await sourceWith({ icc: profile({ space: "CMYK" }) });
    const { warnings } = await convert(source, RECIPE, { executor });
    assertEquals(warnings, [
      "The colour profile was left out as it describes CMYK colours and the result is RGB",
    ]);
  });
}

Deno.test("convert() carries metadata into what imagescript wrote", async () => {
  const options = { codec: "imagescript", format: "png", metadata: "keep" } as const;
  const result = await convert(SOURCE, RECIPE, options);
  assertEquals(Object.keys(metadataOf(result)).sort(), ["exif", "icc", "xmp"]);
});

for (const [name, icc] of [["sRGB", SRGB_PROFILE], ["Display P3", P3_PROFILE]] as const) {
  Deno.test(`a profile of ${name} survives JPEG, PNG, WebP, AVIF and JPEG byte by byte`, async () => {
    let bytes = await sourceWith({ icc });
    for (const format of ["png", "webp", "avif", "jpeg"] as const satisfies Format[]) {
      const result = await convert(bytes, "brightness:1.1", { format });
      assertEquals(metadataOf(result), { icc });
      bytes = result.bytes;
    }
  });
}

Deno.test("convert() refuses a choice that there is none of", async () => {
  await assertRejects(
    () => convert(SOURCE, RECIPE, { metadata: "all" as "keep" }),
    RangeError,
    "Cannot convert as 'metadata' must be one of icc, keep, strip: current value is all",
  );
});
