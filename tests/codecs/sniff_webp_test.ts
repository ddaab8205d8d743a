import { assertEquals, assertThrows } from "@std/assert";
import { type RiffChunk, riffFile } from "../../codecs/metadata/riff_chunks.ts";
import { encoderFor } from "../../codecs/registry.ts";
import { sniff } from "../../codecs/sniff.ts";
import { DecodeError, type ErrorCode } from "../../errors.ts";
import { ENCODING, exifBlock, samplePicture } from "./jpeg_file.ts";

const WEBP = { format: "webp", orientation: 1, frames: 1, scans: 1 } as const;

function webp(...chunks: RiffChunk[]): Uint8Array {
  return riffFile("WEBP", chunks);
}

/** A lossy picture without pixels. */
function lossy(width: number, height: number): RiffChunk {
  const size = [width & 255, width >> 8, height & 255, height >> 8];
  return { type: "VP8 ", data: Uint8Array.of(0x10, 0, 0, 0x9d, 0x01, 0x2a, ...size) };
}

/** A lossless picture without pixels. */
function lossless(width: number, height: number, alpha = false): RiffChunk {
  const head = ((width - 1) | ((height - 1) << 14) | (alpha ? 1 << 28 : 0)) >>> 0;
  return {
    type: "VP8L",
    data: Uint8Array.of(0x2f, ...[0, 8, 16, 24].map((shift) => (head >>> shift) & 255)),
  };
}

function canvas(width: number, height: number, flags = 0): RiffChunk {
  return {
    type: "VP8X",
    data: Uint8Array.of(flags, 0, 0, 0, ...uint24(width - 1), ...uint24(height - 1)),
  };
}

function frame(
  left: number,
  top: number,
  width: number,
  height: number,
  picture: RiffChunk,
): RiffChunk {
  const place = [left / 2, top / 2, width - 1, height - 1, 100].flatMap(uint24);
  return { type: "ANMF", data: Uint8Array.of(...place, 0, ...webp(picture).subarray(12)) };
}

function uint24(value: number): number[] {
  return [value & 255, (value >> 8) & 255, value >> 16];
}

for (const lossless of [false, true]) {
  Deno.test(`sniff() reads the size of a ${lossless ? "lossless" : "lossy"} WebP`, async () => {
    const encoder = await encoderFor("webp");
    const file = await encoder.encode(samplePicture(67, 45), { ...ENCODING, lossless });
    assertEquals(sniff(file), { ...WEBP, width: 67, height: 45, hasAlpha: false });
  });
}

Deno.test("sniff() sees that a lossless WebP has alpha", () => {
  assertEquals(sniff(webp(lossless(9, 16_384, true))), {
    ...WEBP,
    width: 9,
    height: 16_384,
    hasAlpha: true,
  });
});

Deno.test("sniff() reads the orientation of a WebP, with and without the head of a JPEG's block", () => {
  for (const head of [[], [0x45, 0x78, 0x69, 0x66, 0, 0]]) {
    const exif = { type: "EXIF", data: Uint8Array.of(...head, ...exifBlock(7)) };
    const file = webp(canvas(8, 6, 0x18), lossy(8, 6), exif);
    assertEquals(sniff(file), { ...WEBP, width: 8, height: 6, orientation: 7, hasAlpha: true });
  }
});

Deno.test("sniff() counts the frames of an animated WebP and gives the size of its canvas", () => {
  const file = webp(
    canvas(20, 10, 2),
    frame(2, 4, 8, 6, lossy(8, 6)),
    frame(0, 0, 20, 10, lossy(20, 10)),
  );
  assertEquals(sniff(file), { ...WEBP, width: 20, height: 10, frames: 2, hasAlpha: true });
});

const REFUSED: readonly (readonly [string, ErrorCode, Uint8Array])[] = [
  ["no picture", "corrupt_image", webp({ type: "JUNK", data: new Uint8Array(8) })],
  ["a canvas and no picture", "corrupt_image", webp(canvas(8, 6))],
  ["a picture larger than its canvas", "corrupt_image", webp(canvas(8, 6), lossy(16_000, 16_000))],
  [
    "a frame larger than its canvas",
    "corrupt_image",
    webp(canvas(8, 6), frame(0, 0, 9, 6, lossy(9, 6))),
  ],
  [
    "a picture larger than its frame",
    "corrupt_image",
    webp(canvas(8, 6), frame(0, 0, 8, 6, lossy(900, 6))),
  ],
  ["a frame without a canvas", "corrupt_image", webp(frame(0, 0, 8, 6, lossy(8, 6)))],
  [
    "a frame without a picture",
    "corrupt_image",
    webp(canvas(8, 6), frame(0, 0, 8, 6, canvas(8, 6))),
  ],
  [
    "a frame that builds on another",
    "corrupt_image",
    webp({
      ...lossy(8, 6),
      data: lossy(8, 6).data.with(0, 0x11),
    }),
  ],
  ["no width", "corrupt_image", webp(lossy(0, 6))],
  ["a length beyond its end", "truncated_image", webp(lossy(8, 6)).subarray(0, -1)],
];

for (const [what, code, file] of REFUSED) {
  Deno.test(`sniff() refuses a WebP with ${what} as ${code}`, () => {
    assertEquals(assertThrows(() => sniff(file), DecodeError).code, code);
  });
}
