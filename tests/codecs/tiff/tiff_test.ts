import { assertEquals, assertRejects } from "@std/assert";
import fc from "fast-check";
import { deflateSync } from "node:zlib";
import { sniff } from "../../../codecs/sniff.ts";
import { openTiffDecoder } from "../../../codecs/tiff/tiff.ts";
import { DEFAULT_LIMITS } from "../../../config.ts";
import { DecodeError, type ErrorCode, LimitError } from "../../../errors.ts";
import { checkSize } from "../../../image/limits.ts";
import { lzwEncode } from "../lzw_encode.ts";
import { type Field, tiffFile, type TiffParts } from "./tiff_file.ts";

const { decode } = openTiffDecoder();

const LZW = { literalBits: 8, bitOrder: "high", early: true } as const;

/** Tags by name. */
const [BITS, COMPRESSION, PHOTOMETRIC, FILL_ORDER, SAMPLES, ROWS] = [258, 259, 262, 266, 277, 278];
const [PLANAR, PREDICTOR, PALETTE, EXTRA] = [284, 317, 320, 338];

const RGB: readonly Field[] = [[PHOTOMETRIC, 2], [SAMPLES, 3], [BITS, [8, 8, 8]]];
const TILES: readonly Field[] = [[322, 2], [323, 2]];

function grey(...values: number[]): number[] {
  return values.flatMap((value) => [value, value, value, 255]);
}

const SOUND: readonly (readonly [string, TiffParts, number[]])[] = [
  ["grey of 8 bits", { width: 2, height: 2, pieces: [[1, 2, 3, 4]] }, grey(1, 2, 3, 4)],
  ["grey with white as 0", {
    ...{ width: 2, height: 1, pieces: [[0, 200]] },
    fields: [[PHOTOMETRIC, 0]],
  }, grey(255, 55)],
  ["grey of 16 bits, low byte first", {
    ...{ width: 2, height: 1, pieces: [[0xff, 0x12, 0x00, 0xfe]] },
    fields: [[BITS, 16]],
  }, grey(0x12, 0xfe)],
  ["grey of 16 bits, high byte first", {
    ...{ order: "MM", width: 2, height: 1, pieces: [[0x12, 0xff, 0xfe, 0x00]] },
    fields: [[BITS, 16]],
  }, grey(0x12, 0xfe)],
  ["grey of 4 bits", {
    ...{ width: 3, height: 1, pieces: [[0x0f, 0x50]] },
    fields: [[BITS, 4]],
  }, grey(0, 255, 85)],
  ["grey of 2 bits", {
    ...{ width: 5, height: 1, pieces: [[0b00011011, 0b11000000]] },
    fields: [[BITS, 2]],
  }, grey(0, 85, 170, 255, 255)],
  ["one bit, rows on whole bytes", {
    ...{ width: 3, height: 2, pieces: [[0b10100000, 0b01000000]] },
    fields: [[BITS, 1]],
  }, grey(255, 0, 255, 0, 255, 0)],
  ["one bit, the lowest first", {
    ...{ width: 3, height: 1, pieces: [[0b00000011]] },
    fields: [[BITS, 1], [FILL_ORDER, 2]],
  }, grey(255, 255, 0)],
  ["a palette of 16 bits", {
    ...{ width: 2, height: 1, pieces: [[0b01000000]] },
    fields: [[PHOTOMETRIC, 3], [BITS, 2], [PALETTE, [
      256,
      512,
      0,
      0,
      65535,
      0,
      0,
      0,
      0,
      300,
      0,
      0,
    ]]],
  }, [2, 0, 1, 255, 1, 255, 0, 255]],
  ["a palette of 8 bits", {
    ...{ width: 1, height: 1, pieces: [[0b10000000]] },
    fields: [[PHOTOMETRIC, 3], [BITS, 1], [PALETTE, [0, 200, 0, 100, 0, 50]]],
  }, [200, 100, 50, 255]],
  ["RGB", { width: 2, height: 1, pieces: [[1, 2, 3, 4, 5, 6]], fields: RGB }, [
    1,
    2,
    3,
    255,
    4,
    5,
    6,
    255,
  ]],
  ["RGB in planes", {
    ...{ width: 2, height: 1, pieces: [[1, 4], [2, 5], [3, 6]] },
    fields: [...RGB, [PLANAR, 2]],
  }, [1, 2, 3, 255, 4, 5, 6, 255]],
  ["RGB and straight alpha", {
    ...{ width: 1, height: 1, pieces: [[10, 20, 30, 128]] },
    fields: [[PHOTOMETRIC, 2], [SAMPLES, 4], [BITS, [8, 8, 8, 8]], [EXTRA, 2]],
  }, [10, 20, 30, 128]],
  ["RGB multiplied by alpha", {
    ...{ width: 2, height: 1, pieces: [[64, 32, 0, 128, 9, 9, 9, 0]] },
    fields: [[PHOTOMETRIC, 2], [SAMPLES, 4], [BITS, [8, 8, 8, 8]], [EXTRA, 1]],
  }, [128, 64, 0, 128, 0, 0, 0, 0]],
  ["a channel that is no alpha", {
    ...{ width: 1, height: 1, pieces: [[10, 20, 30, 0]] },
    fields: [[PHOTOMETRIC, 2], [SAMPLES, 4], [BITS, [8, 8, 8, 8]], [EXTRA, 0]],
  }, [10, 20, 30, 255]],
  ["grey and alpha", {
    ...{ width: 1, height: 1, pieces: [[10, 20]] },
    fields: [[SAMPLES, 2], [BITS, [8, 8]], [EXTRA, 2]],
  }, [10, 10, 10, 20]],
  ["CMYK", {
    ...{ width: 2, height: 1, pieces: [[255, 0, 0, 0, 20, 200, 90, 40]] },
    fields: [[PHOTOMETRIC, 5], [SAMPLES, 4], [BITS, [8, 8, 8, 8]]],
  }, [0, 255, 255, 255, 198, 46, 139, 255]],
  ["YCbCr", {
    ...{ width: 2, height: 1, pieces: [[200, 128, 128, 76, 85, 255]] },
    fields: [[PHOTOMETRIC, 6], [SAMPLES, 3], [BITS, [8, 8, 8]], [530, [1, 1]]],
  }, [200, 200, 200, 255, 254, 0, 0, 255]],
  ["YCbCr whose chroma two by two pixels share", {
    // Two units side by side; the second has one column in the picture.
    ...{ width: 3, height: 2, pieces: [[1, 2, 3, 4, 128, 128, 5, 0, 6, 0, 128, 128]] },
    fields: [[PHOTOMETRIC, 6], [SAMPLES, 3], [BITS, [8, 8, 8]], [530, [2, 2]]],
  }, grey(1, 2, 5, 3, 4, 6)],
  ["YCbCr whose last row has chroma of its own", {
    ...{ width: 1, height: 3, pieces: [[1, 0, 2, 0, 128, 128, 3, 0, 0, 0, 128, 128]] },
    fields: [[PHOTOMETRIC, 6], [SAMPLES, 3], [BITS, [8, 8, 8]], [530, [2, 2]]],
  }, grey(1, 2, 3)],
  ["differences of YCbCr with chroma for each pixel, and a fourth sample", {
    ...{ width: 2, height: 1, pieces: [deflateSync(Uint8Array.of(200, 128, 128, 9, 10, 0, 0, 5))] },
    fields: [
      ...[[PHOTOMETRIC, 6], [SAMPLES, 4], [BITS, [8, 8, 8, 8]], [EXTRA, 0]] as const,
      ...[[COMPRESSION, 8], [PREDICTOR, 2], [530, [1, 1]]] as const,
    ],
  }, grey(200, 210)],
  ["strips, the last one shorter", {
    ...{ width: 1, height: 3, pieces: [[1, 2], [3]] },
    fields: [[ROWS, 2]],
  }, grey(1, 2, 3)],
  ["tiles, which reach beyond the picture", {
    ...{ width: 3, height: 3, tiled: true, fields: TILES },
    pieces: [[1, 2, 4, 5], [3, 0, 6, 0], [7, 8, 0, 0], [9, 0, 0, 0]],
  }, grey(1, 2, 3, 4, 5, 6, 7, 8, 9)],
  ["PackBits", {
    ...{ width: 5, height: 1, pieces: [[254, 7, 128, 1, 8, 9]] },
    fields: [[COMPRESSION, 32773]],
  }, grey(7, 7, 7, 8, 9)],
  ["LZW", {
    ...{ width: 4, height: 1, pieces: [lzwEncode(Uint8Array.of(5, 5, 5, 6), LZW)] },
    fields: [[COMPRESSION, 5]],
  }, grey(5, 5, 5, 6)],
  ["deflate", {
    ...{ width: 3, height: 1, pieces: [deflateSync(Uint8Array.of(1, 2, 3))] },
    fields: [[COMPRESSION, 8]],
  }, grey(1, 2, 3)],
  ["deflate by its old number, with more than the pixels", {
    ...{ width: 3, height: 1, pieces: [deflateSync(Uint8Array.of(1, 2, 3, 4, 5))] },
    fields: [[COMPRESSION, 32946]],
  }, grey(1, 2, 3)],
  ["differences of RGB, each row by itself", {
    ...{ width: 2, height: 2 },
    pieces: [deflateSync(Uint8Array.of(1, 2, 3, 10, 20, 255, 7, 7, 7, 1, 1, 1))],
    fields: [...RGB, [COMPRESSION, 8], [PREDICTOR, 2]],
  }, [1, 2, 3, 255, 11, 22, 2, 255, 7, 7, 7, 255, 8, 8, 8, 255]],
  ["differences of 16 bits, with a carry", {
    ...{ order: "MM", width: 2, height: 1, pieces: [deflateSync(Uint8Array.of(1, 0xff, 1, 1))] },
    fields: [[BITS, 16], [COMPRESSION, 8], [PREDICTOR, 2]],
  }, grey(1, 3)],
];

for (const [what, parts, pixels] of SOUND) {
  Deno.test(`TIFF decode() reads ${what}`, async () => {
    const { width, height, data } = await decode(tiffFile(parts));
    assertEquals([width, height], [parts.width, parts.height]);
    assertEquals([...data], pixels);
  });
}

const DOT: TiffParts = { width: 1, height: 1, pieces: [[7]] };

function dotWith(...fields: Field[]): Uint8Array {
  return tiffFile({ ...DOT, fields });
}

const REFUSED: readonly (readonly [string, ErrorCode, Uint8Array])[] = [
  ["no width", "corrupt_image", dotWith([256, 0])],
  ["no rows in a strip", "corrupt_image", dotWith([ROWS, 0])],
  ["too few strips", "corrupt_image", tiffFile({ ...DOT, height: 2, fields: [[ROWS, 1]] })],
  ["a strip beyond its end", "truncated_image", dotWith([279, 60000])],
  ["too few pixels", "truncated_image", tiffFile({ ...DOT, height: 2 })],
  [
    "a short PackBits strip",
    "truncated_image",
    tiffFile({
      ...{ width: 9, height: 1, pieces: [[254, 7]], fields: [[COMPRESSION, 32773]] },
    }),
  ],
  [
    "a short deflate strip",
    "truncated_image",
    tiffFile({
      ...{
        width: 9,
        height: 1,
        pieces: [deflateSync(new Uint8Array(8))],
        fields: [[COMPRESSION, 8]],
      },
    }),
  ],
  [
    "a deflate strip of noise",
    "corrupt_image",
    tiffFile({
      ...{ width: 9, height: 1, pieces: [[1, 2, 3, 4]], fields: [[COMPRESSION, 8]] },
    }),
  ],
  [
    "a deflate strip that never ends",
    "corrupt_image",
    tiffFile({
      ...{
        width: 9,
        height: 1,
        pieces: [deflateSync(new Uint8Array(10_000_000))],
        fields: [[COMPRESSION, 8]],
      },
    }),
  ],
  [
    "a deflate strip of one pixel that goes on for a thousand more",
    "corrupt_image",
    tiffFile({
      ...{
        width: 1,
        height: 1,
        pieces: [deflateSync(new Uint8Array(2000))],
        fields: [[COMPRESSION, 8]],
      },
    }),
  ],
  [
    "a short LZW strip",
    "truncated_image",
    tiffFile({
      ...{
        width: 9,
        height: 1,
        pieces: [lzwEncode(new Uint8Array(8), LZW)],
        fields: [[COMPRESSION, 5]],
      },
    }),
  ],
  [
    "LZW in the bit order of 1988",
    "corrupt_image",
    tiffFile({
      ...{ width: 9, height: 1, pieces: [[0, 1, 2, 3]], fields: [[COMPRESSION, 5]] },
    }),
  ],
  [
    "tiles larger than any picture",
    "corrupt_image",
    tiffFile({
      ...{ ...DOT, tiled: true, fields: [[322, 60000], [323, 60000]] },
    }),
  ],
  ["a kind of colour that needs more samples", "corrupt_image", dotWith([PHOTOMETRIC, 2])],
  ["old JPEG", "unsupported_format", dotWith([COMPRESSION, 6])],
  ["an unknown compression", "unsupported_format", dotWith([COMPRESSION, 4711])],
  ["CIE Lab", "unsupported_format", dotWith([PHOTOMETRIC, 8], [SAMPLES, 3], [BITS, [8, 8, 8]])],
  ["floating-point samples", "unsupported_format", dotWith([BITS, 32], [339, 3])],
  ["32 bits a sample", "unsupported_format", dotWith([BITS, 32])],
  ["samples of different bits", "unsupported_format", dotWith([SAMPLES, 2], [BITS, [8, 16]])],
  ["forty samples a pixel", "unsupported_format", dotWith([SAMPLES, 40])],
  ["floating-point differences", "unsupported_format", dotWith([PREDICTOR, 3])],
  [
    "inks of its own",
    "unsupported_format",
    dotWith(
      ...[[PHOTOMETRIC, 5], [SAMPLES, 4], [BITS, [8, 8, 8, 8]], [332, 2]] as const,
    ),
  ],
  ["fax compression of 8 bits", "corrupt_image", dotWith([COMPRESSION, 4])],
];

for (const [what, code, file] of REFUSED) {
  Deno.test(`TIFF decode() refuses a file with ${what} as ${code}`, async () => {
    assertEquals((await assertRejects(() => decode(file), DecodeError)).code, code);
  });
}

Deno.test("TIFF decode() refuses every prefix of a sound file", async () => {
  const file = tiffFile({ width: 2, height: 2, fields: RGB, pieces: [Array(12).fill(9)] });
  // The pointer to the next directory may be missing.
  for (let end = 4; end < file.length - 4; end++) {
    await assertRejects(() => decode(file.subarray(0, end)), DecodeError);
  }
});

Deno.test("TIFF decode() gives a picture or an error with a code for any damage", async () => {
  const files = SOUND.map(([, parts]) => tiffFile(parts));
  const damage = fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 4 });
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...files), damage, async (file, changes) => {
      const damaged = file.slice();
      for (const [at, value] of changes) damaged[4 + at % (file.length - 4)] = value;
      try {
        // Without limits a damaged size would ask for gigabytes: they come before a decoder.
        checkSize(sniff(damaged), { ...DEFAULT_LIMITS, maxPixels: 1e6 });
        const { width, height, data } = await decode(damaged);
        assertEquals(data.length, width * height * 4);
      } catch (error) {
        if (!(error instanceof DecodeError || error instanceof LimitError)) throw error;
      }
    }),
    { numRuns: 600 },
  );
});
