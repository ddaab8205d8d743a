import { assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { encoderFor } from "../../codecs/registry.ts";
import { sniff } from "../../codecs/sniff.ts";
import { DecodeError } from "../../errors.ts";
import { bmpFile } from "./bmp/bmp_file.ts";
import { YCCK_JPEG } from "./cmyk_file.ts";
import { frameBlock, gifFile } from "./gif/gif_file.ts";
import { ENCODING, sampleJpeg, samplePicture } from "./jpeg_file.ts";
import { pngFile } from "./png_file.ts";
import { tiffFile } from "./tiff/tiff_file.ts";

Deno.test("sniff() names the format that it does not read", () => {
  const psd = new TextEncoder().encode("8BPS\0\x01");
  const error = assertThrows(() => sniff(psd), DecodeError);
  assertEquals(error.code, "unsupported_format");
  assertEquals(
    error.message,
    "Cannot read image as it is Photoshop: supported formats are " +
      "JPEG, PNG, WebP, AVIF, GIF, BMP and TIFF",
  );
});

Deno.test("sniff() says that a text is no known format", () => {
  const error = assertThrows(() => sniff(new TextEncoder().encode("hello")), DecodeError);
  assertEquals(error.code, "unsupported_format");
  assertEquals(
    error.message,
    "Cannot read image as its content is no known format: supported formats are " +
      "JPEG, PNG, WebP, AVIF, GIF, BMP and TIFF",
  );
});

Deno.test("sniff() says that a file is empty", () => {
  const error = assertThrows(() => sniff(new Uint8Array()), DecodeError);
  assertEquals(error.code, "unsupported_format");
  assertEquals(error.message, "Cannot read image as the file is empty");
});

Deno.test("sniff() reads a view into a larger buffer as it reads a file of its own", async () => {
  for (const file of [await sampleJpeg(), ...dots()]) {
    const padded = new Uint8Array(file.length + 14);
    padded.set(file, 7);
    assertEquals(sniff(padded.subarray(7, 7 + file.length)), sniff(file));
  }
});

Deno.test("sniff() refuses every prefix of a sound file", async () => {
  // Pixels of a BMP and the last pointer of a TIFF are not looked at here.
  const ends = [8, 4, 0, 0, 0];
  for (const [i, file] of [...dots(), await sampleJpeg(16, 16)].entries()) {
    for (let end = 0; end < file.length - ends[i]; end++) {
      assertThrows(() => sniff(file.subarray(0, end)), DecodeError);
    }
  }
});

Deno.test("sniff() gives a size or a DecodeError for any damage", async () => {
  const files = [
    await sampleJpeg(16, 16),
    YCCK_JPEG,
    ...dots(),
    await encoded("webp"),
    await encoded("avif"),
  ];
  const damage = fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 8 });
  fc.assert(fc.property(fc.constantFrom(...files), damage, (file, changes) => {
    const bytes = file.slice();
    for (const [at, value] of changes) bytes[at % bytes.length] = value;
    try {
      const { width, height, orientation } = sniff(bytes);
      assertEquals(width >= 1 && height >= 1 && orientation >= 1 && orientation <= 8, true);
    } catch (error) {
      if (!(error instanceof DecodeError)) throw error;
    }
  }));
});

/** The smallest of some formats, built by hand. */
function dots(): Uint8Array[] {
  const frame = frameBlock({ width: 1, height: 1, indices: [1] });
  return [
    bmpFile({ width: 1, height: 1, bits: 24, data: [1, 2, 3, 0, 0, 0, 0, 0] }),
    tiffFile({ width: 1, height: 1, pieces: [[7]] }),
    gifFile({ width: 1, height: 1, blocks: [frame] }),
    pngFile({ width: 1, height: 1, depth: 8, colourType: 0, rows: [[0, 200]] }),
  ];
}

async function encoded(format: "webp" | "avif"): Promise<Uint8Array> {
  const encoder = await encoderFor(format);
  return await encoder.encode(samplePicture(16, 16), { ...ENCODING, effort: 0 });
}
