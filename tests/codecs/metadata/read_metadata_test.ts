import { assert, assertEquals, assertLess } from "@std/assert";
import fc from "fast-check";
import type { Format } from "../../../codecs/codec.ts";
import { FORMATS } from "../../../codecs/codec.ts";
import { sniffFormat } from "../../../codecs/known_format.ts";
import type { Metadata } from "../../../codecs/metadata/metadata.ts";
import { METADATA_CHOICES } from "../../../codecs/metadata/metadata.ts";
import { readMetadata } from "../../../codecs/metadata/read_metadata.ts";
import { writeMetadata } from "../../../codecs/metadata/write_metadata.ts";
import { encoderFor } from "../../../codecs/registry.ts";
import { DecodeError } from "../../../errors.ts";
import { ENCODING, samplePicture } from "../jpeg_file.ts";
import { type Chunk, chunkFile, concat, headerOf } from "../png_file.ts";
import {
  ascii,
  exifFile,
  opaque,
  P3_PROFILE,
  profile,
  short,
  xmpPacket,
} from "./metadata_files.ts";

const OUTPUT = { width: 7, height: 5 };

const METADATA: Metadata = {
  icc: P3_PROFILE,
  exif: exifFile({ image: [short(0x0112, 6), ascii(0x0131, "Tests")], photo: [short(0xa002, 3)] }),
  xmp: xmpPacket('tiff:Orientation="6"'),
};

const KEEP = { choice: "keep", output: OUTPUT } as const;

async function fileWith(format: Format, metadata: Metadata): Promise<Uint8Array> {
  const encoded = await (await encoderFor(format)).encode(samplePicture(9, 9), ENCODING);
  return writeMetadata(encoded, format, { metadata, notes: [] }).bytes;
}

const FILES: [Format, Uint8Array][] = [];
for (const format of ["jpeg", "png", "webp", "avif"] as const) {
  FILES.push([format, await fileWith(format, METADATA)]);
}
FILES.push(["tiff", exifFile({ image: [short(0x0112, 6), opaque(0x8773, P3_PROFILE)] })]);

Deno.test("readMetadata() turns what it reads upright and gives it the size of the result", async () => {
  const { metadata } = readMetadata(await fileWith("webp", METADATA), "webp", KEEP);
  const text = new TextDecoder().decode(metadata.xmp);
  assert(text.includes('tiff:Orientation="1"'));
  const view = new DataView(metadata.exif?.buffer as ArrayBuffer);
  assertEquals(view.getUint16(8 + 2 + 8, true), 1);
});

Deno.test("readMetadata() says why it left each part out", () => {
  const file = exifFile({
    image: [opaque(0x8773, profile({ space: "GRAY" })), opaque(0x02bc, new Uint8Array(70_000))],
  });
  assertEquals(readMetadata(file, "tiff", KEEP), {
    metadata: {},
    notes: [
      "The colour profile was left out as it describes grey colours and the result is RGB",
      "The XMP data was left out as it is longer than 65504 bytes",
    ],
  });
});

Deno.test("readMetadata() says nothing of what was not asked for", () => {
  const file = exifFile({
    image: [opaque(0x8773, profile({ space: "GRAY" })), opaque(0x02bc, new Uint8Array(70_000))],
  });
  const { notes } = readMetadata(file, "tiff", { choice: "icc", output: OUTPUT });
  assertEquals(notes.length, 1);
  assertEquals(readMetadata(file, "tiff", { choice: "strip", output: OUTPUT }).notes, []);
});

for (const [format, whole] of FILES) {
  Deno.test(`readMetadata() throws nothing but what a header check throws, for any change to a ${format}`, () => {
    const change = fc.tuple(fc.nat(whole.length - 1), fc.nat(255));
    const cut = fc.integer({ min: 12, max: whole.length });
    const choice = fc.constantFrom(...METADATA_CHOICES);
    fc.assert(
      fc.property(fc.array(change, { maxLength: 12 }), cut, choice, (changes, end, choice) => {
        const file = whole.slice(0, end);
        for (const [at, value] of changes) file[at] = value;
        assertBounded(file, format, choice);
      }),
      { numRuns: 300 },
    );
  });
}

Deno.test("readMetadata() throws nothing but what a header check throws, for any bytes", () => {
  const format = fc.constantFrom(...FORMATS);
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 12, maxLength: 300 }), format, (file, format) => {
      assertBounded(file, format, "keep");
    }),
  );
});

Deno.test("readMetadata() takes no time for 100,000 tiny text chunks, of which it wants none", () => {
  const text: Chunk[] = Array.from(
    { length: 100_000 },
    () => ["tEXt", new Uint8Array([97, 0, 98])],
  );
  const header = headerOf({ width: 1, height: 1, depth: 8, colourType: 0 });
  const file = chunkFile([["IHDR", header], ...text, ["IDAT", new Uint8Array()], [
    "IEND",
    new Uint8Array(),
  ]]);
  const looks = countingLooks(file);
  assertEquals(readMetadata(looks.file, "png", KEEP), { metadata: {}, notes: [] });
  // A view of each chunk and of its type, and nothing that grows faster.
  assertLess(looks.count(), 100_003 * 3);
});

const BOMBS = new URL("../../../../shared/corpus/bombs/made/", import.meta.url);
const bombs = await namesOf(BOMBS);
const remark = bombs.length > 0 ? "" : " (SKIPPED: ../shared/corpus is not there)";

Deno.test({
  name: `readMetadata() holds less than 5 MiB of any bomb of the corpus${remark}`,
  ignore: bombs.length === 0,
  fn: async () => {
    for (const name of bombs) {
      const file = await Deno.readFile(new URL(name, BOMBS));
      const format = FORMATS.find((format) => format === sniffFormat(file));
      if (format !== undefined) assertBounded(file, format, "keep");
    }
  },
});

/** Whatever it reads is of bounded length; a file that no decoder would take may be refused as a whole. */
function assertBounded(
  file: Uint8Array,
  format: Format,
  choice: (typeof METADATA_CHOICES)[number],
): void {
  try {
    const { metadata } = readMetadata(file, format, { choice, output: OUTPUT });
    const held = Object.values(metadata).reduce((sum, { buffer }) => sum + buffer.byteLength, 0);
    assertLess(held, 5 * 1024 * 1024);
  } catch (error) {
    if (!(error instanceof DecodeError)) throw error;
  }
}

/** Counts how often a part of a file is looked at. */
function countingLooks(bytes: Uint8Array): { file: Uint8Array; count(): number } {
  let count = 0;
  const file = concat([bytes]);
  const { subarray } = file;
  file.subarray = (...range) => {
    count++;
    return subarray.apply(file, range);
  };
  return { file, count: () => count };
}

async function namesOf(folder: URL): Promise<string[]> {
  try {
    return (await Array.fromAsync(Deno.readDir(folder))).map(({ name }) => name).sort();
  } catch {
    return [];
  }
}
