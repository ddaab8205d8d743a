import { assertEquals, assertLess, assertThrows } from "@std/assert";
import { deflateSync } from "node:zlib";
import { riffFile } from "../../codecs/metadata/riff_chunks.ts";
import { DEFAULT_LIMITS } from "../../config.ts";
import { DecodeError, type ErrorCode, LimitError } from "../../errors.ts";
import { planConvert } from "../../task/convert_plan.ts";
import { ENCODING, segment } from "./jpeg_file.ts";
import { bmpFile } from "./bmp/bmp_file.ts";
import { frameBlock, gifFile } from "./gif/gif_file.ts";
import { concat, pngFile } from "./png_file.ts";
import { tiffFile } from "./tiff/tiff_file.ts";

/** The most that a refusal may take, in ms and bytes. */
const MOST_MS = 50;
const MOST_BYTES = 100e6;

/** The best of so many runs counts, as others use this machine too. */
const RUNS = 12;

/**
 * A sound grey JPEG of any size in two bits a block: code 0 says that nothing changes, and code 0 again that the
 * block ends.
 */
function flatJpeg(width: number, height: number): Uint8Array {
  const size = [height >> 8, height & 255, width >> 8, width & 255];
  const oneCode = [1, ...Array(15).fill(0), 0];
  const blocks = Math.ceil(width / 8) * Math.ceil(height / 8);
  return concat([
    Uint8Array.of(0xff, 0xd8),
    segment(0xdb, [0, ...Array(64).fill(1)]),
    segment(0xc0, [8, ...size, 1, 1, 0x11, 0]),
    segment(0xc4, [0x00, ...oneCode]),
    segment(0xc4, [0x10, ...oneCode]),
    segment(0xda, [1, 1, 0, 0, 63, 0]),
    new Uint8Array(Math.ceil(blocks / 4)),
    Uint8Array.of(0xff, 0xd9),
  ]);
}

/** A thousand times as much as it seems. */
const INFLATES = deflateSync(new Uint8Array(100_000_000));

function vp8x(side: number): Uint8Array {
  const size = [side & 255, (side >> 8) & 255, side >> 16];
  const canvas = { type: "VP8X", data: Uint8Array.of(0, 0, 0, 0, ...size, ...size) };
  const frame = {
    type: "VP8 ",
    data: Uint8Array.of(0x10, 0, 0, 0x9d, 1, 0x2a, 255, 0x3f, 255, 0x3f),
  };
  return riffFile("WEBP", [canvas, frame]);
}

const dot = frameBlock({ width: 1, height: 1, indices: [0] });

const BOMBS: readonly (readonly [string, ErrorCode, Uint8Array])[] = [
  ["a sound JPEG of 280 megapixels", "too_many_pixels", flatJpeg(20_000, 14_000)],
  [
    "a JPEG that claims 65500x65500",
    "too_many_pixels",
    flatJpeg(65_500, 65_500).slice(0, 1e6).with(-2, 0xff).with(-1, 0xd9),
  ],
  [
    "a GIF with a screen of 65535x65535 and one pixel",
    "too_many_pixels",
    gifFile({
      ...{ width: 65_535, height: 65_535, palette: [[0, 0, 0], [1, 1, 1]] },
      blocks: [dot],
    }),
  ],
  [
    "a GIF whose frame is far beyond its screen",
    "too_many_pixels",
    gifFile({
      ...{ width: 1, height: 1 },
      blocks: [frameBlock({ left: 65_535, top: 65_535, width: 1, height: 1, indices: [0] })],
    }),
  ],
  [
    "a GIF of empty blocks without end",
    "truncated_image",
    gifFile({
      ...{ width: 1, height: 1 },
      blocks: Array(400_000).fill(Uint8Array.of(0x21, 0xfe, 0)),
    }).slice(0, -1),
  ],
  [
    "a BMP that claims 2147483647x2147483647",
    "too_many_pixels",
    bmpFile({
      ...{ width: 0x7fffffff, height: 0x7fffffff, bits: 1, data: [0] },
    }),
  ],
  [
    "a PNG that claims 65536x65536",
    "too_many_pixels",
    pngFile({
      ...{ width: 65_536, height: 65_536, depth: 1, colourType: 0, rows: [[0, 0]] },
    }),
  ],
  ["a PNG of 2x2 whose data inflates to 100 MB", "corrupt_image", withData(INFLATES)],
  [
    "a TIFF of 400 megapixels",
    "too_many_pixels",
    tiffFile({
      ...{ width: 20_000, height: 20_000, pieces: [INFLATES], fields: [[259, 8]] },
    }),
  ],
  [
    "a TIFF with a tile of 60000x60000",
    "corrupt_image",
    tiffFile({
      ...{ width: 9, height: 9, pieces: [INFLATES], tiled: true },
      fields: [[259, 8], [322, 60_000], [323, 60_000]],
    }),
  ],
  [
    "a TIFF of a million tiles that all are one byte of the file",
    "unsupported_format",
    tiffFile({
      ...{ width: 1000, height: 1000, pieces: [], tiled: true },
      fields: [[322, 1], [323, 1], [324, Array(1_000_000).fill(8)], [
        325,
        Array(1_000_000).fill(1),
      ]],
    }),
  ],
  ["a WebP with a canvas of 16777216 pixels a side", "corrupt_image", vp8x(0xffffff)],
];

for (const [what, code, file] of BOMBS) {
  Deno.test(`planConvert() refuses ${what} in ${MOST_MS} ms and ${MOST_BYTES / 1e6} MB`, () => {
    let best = Infinity;
    const before = Deno.memoryUsage().rss;
    for (let run = 0; run < RUNS && best >= MOST_MS / 4; run++) {
      const start = performance.now();
      assertEquals(refusalOf(file), code);
      best = Math.min(best, performance.now() - start);
    }
    assertLess(best, MOST_MS);
    assertLess(Deno.memoryUsage().rss - before, MOST_BYTES);
  });
}

function refusalOf(bytes: Uint8Array): ErrorCode {
  const error = assertThrows(() =>
    planConvert({
      ...{ kind: "convert", bytes, steps: [], encode: ENCODING, limits: DEFAULT_LIMITS },
      ...{ format: "png", codec: undefined },
    })
  );
  if (error instanceof DecodeError || error instanceof LimitError) return error.code;
  throw error;
}

/** A PNG of 2x2 grey pixels with other compressed data. */
function withData(data: Uint8Array): Uint8Array {
  const parts = { width: 2, height: 2, depth: 8, colourType: 0, rows: [] } as const;
  return pngFile({ ...parts, before: [["IDAT", data]] });
}
