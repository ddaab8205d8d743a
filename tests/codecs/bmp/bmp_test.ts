import { assertEquals, assertRejects } from "@std/assert";
import fc from "fast-check";
import { openBmp } from "../../../codecs/bmp/bmp.ts";
import { sniff } from "../../../codecs/sniff.ts";
import { DEFAULT_LIMITS } from "../../../config.ts";
import { DecodeError, type ErrorCode, LimitError } from "../../../errors.ts";
import { checkSize } from "../../../image/limits.ts";
import { bmpFile, type BmpParts } from "./bmp_file.ts";

const { decode } = openBmp();

const PALETTE = [[0, 0, 255], [0, 255, 0], [255, 0, 0], [9, 8, 7]] as const;
const RED = [255, 0, 0, 255];
const GREEN = [0, 255, 0, 255];
const BLUE = [0, 0, 255, 255];
const DARK = [7, 8, 9, 255];
const BLACK = [0, 0, 0, 255];
const NOTHING = [0, 0, 0, 0];

const SOUND: readonly (readonly [string, BmpParts, number[][]])[] = [
  ["24 bits, the last row first", {
    ...{ width: 2, height: 2, bits: 24 },
    data: [0, 0, 255, 0, 255, 0, 77, 77, 255, 0, 0, 7, 7, 7, 77, 77],
  }, [BLUE, [7, 7, 7, 255], RED, GREEN]],
  ["24 bits, the first row first", {
    ...{ width: 1, height: -2, bits: 24 },
    data: [0, 0, 255, 77, 0, 255, 0, 77],
  }, [RED, GREEN]],
  ["a last row without its filling", {
    ...{ width: 1, height: 2, bits: 24 },
    data: [0, 0, 255, 77, 0, 255, 0],
  }, [GREEN, RED]],
  ["8 bits and a palette", {
    ...{ width: 3, height: 1, bits: 8, palette: PALETTE },
    data: [2, 1, 0, 0],
  }, [BLUE, GREEN, RED]],
  ["a palette that is said to be shorter", {
    ...{ width: 2, height: 1, bits: 8, palette: PALETTE.slice(0, 2), used: 2 },
    data: [1, 3, 0, 0],
  }, [GREEN, BLACK]],
  ["4 bits", {
    ...{ width: 3, height: 1, bits: 4, palette: PALETTE },
    data: [0x01, 0x2f, 0, 0],
  }, [RED, GREEN, BLUE]],
  ["2 bits", {
    ...{ width: 5, height: 1, bits: 2, palette: PALETTE },
    data: [0b00011011, 0b01000000, 0, 0],
  }, [RED, GREEN, BLUE, DARK, GREEN]],
  ["1 bit", {
    ...{ width: 9, height: 1, bits: 1, palette: PALETTE.slice(0, 2) },
    data: [0b10100000, 0b10000000, 0, 0],
  }, [GREEN, RED, GREEN, RED, RED, RED, RED, RED, GREEN]],
  ["the header of OS/2 1", {
    ...{ width: 2, height: 1, bits: 1, header: 12, palette: PALETTE.slice(0, 2) },
    data: [0b01000000, 0, 0, 0],
  }, [RED, GREEN]],
  ["the short header of OS/2 2", {
    ...{ width: 1, height: 1, bits: 24, header: 16 },
    data: [0, 255, 0, 0],
  }, [GREEN]],
  ["the long header of OS/2 2", {
    ...{ width: 1, height: 1, bits: 24, header: 64 },
    data: [255, 0, 0, 0],
  }, [BLUE]],
  ["no place of the pixels", {
    ...{ width: 1, height: 1, bits: 8, palette: PALETTE, used: 4, dataStart: 0 },
    data: [1, 0, 0, 0],
  }, [GREEN]],
  ["16 bits without masks", {
    ...{ width: 2, height: 1, bits: 16 },
    // 5 bits a channel: 31, 0, 0 and 1, 2, 3.
    data: [0x00, 0x7c, 0x43, 0x04],
  }, [RED, [8, 16, 25, 255]]],
  ["16 bits, six of them green", {
    ...{ width: 2, height: 1, bits: 16, compression: 3, masks: [0xf800, 0x7e0, 0x1f] },
    data: [0xe0, 0x07, 0x41, 0x08],
  }, [GREEN, [8, 8, 8, 255]]],
  ["32 bits without masks, whose fourth byte is no alpha", {
    ...{ width: 2, height: 1, bits: 32 },
    data: [0, 0, 255, 0, 255, 0, 0, 128],
  }, [RED, BLUE]],
  ["32 bits and an alpha mask", {
    ...{ width: 2, height: 1, bits: 32, header: 108, compression: 3 },
    masks: [0xff0000, 0xff00, 0xff, 0xff000000],
    data: [0, 0, 255, 128, 255, 0, 0, 0],
  }, [[255, 0, 0, 128], [0, 0, 255, 0]]],
  ["an alpha mask and no alpha", {
    ...{ width: 1, height: 1, bits: 32, header: 108, compression: 3 },
    masks: [0xff0000, 0xff00, 0xff, 0xff000000],
    data: [0, 0, 255, 0],
  }, [RED]],
  ["channels of ten bits, whose highest eight count", {
    ...{ width: 1, height: 1, bits: 32, compression: 3, masks: [0x3ff00000, 0xffc00, 0x3ff] },
    // Red 0x1ff, green 0x004, blue 0x3ff.
    data: [0xff, 0x13, 0xf0, 0x1f],
  }, [[127, 1, 255, 255]]],
  ["a mask for every channel, alpha among them", {
    ...{ width: 1, height: 1, bits: 16, compression: 6, masks: [0xf000, 0xf00, 0xf0, 0xf] },
    data: [0x0f, 0xf8],
  }, [[255, 136, 0, 255]]],
];

for (const [what, parts, pixels] of SOUND) {
  Deno.test(`BMP decode() reads ${what}`, async () => {
    const { width, height, data } = await decode(bmpFile(parts));
    assertEquals([width, height], [parts.width, Math.abs(parts.height)]);
    assertEquals([...data], pixels.flat());
  });
}

const RUNS: readonly (readonly [string, Pick<BmpParts, "bits" | "data">, number[][]])[] = [
  ["runs of 8 bits", { bits: 8, data: [2, 1, 1, 2, 0, 0, 3, 0, 0, 1] }, [
    ...[RED, RED, RED],
    ...[GREEN, GREEN, BLUE],
  ]],
  ["literal pixels, filled up to two bytes", {
    bits: 8,
    data: [0, 3, 0, 1, 2, 99, 0, 0, 3, 1, 0, 1],
  }, [
    ...[GREEN, GREEN, GREEN],
    ...[RED, GREEN, BLUE],
  ]],
  ["a move over pixels, which stay transparent", { bits: 8, data: [0, 2, 1, 1, 1, 2, 0, 1] }, [
    ...[NOTHING, BLUE, NOTHING],
    ...[NOTHING, NOTHING, NOTHING],
  ]],
  ["runs of 4 bits in turn", { bits: 4, data: [3, 0x01, 0, 0, 0, 3, 0x21, 0x20, 0, 1] }, [
    ...[BLUE, GREEN, BLUE],
    ...[RED, GREEN, RED],
  ]],
  ["a run beyond the end of a row", { bits: 8, data: [5, 1, 0, 0, 3, 2, 0, 1] }, [
    ...[BLUE, BLUE, BLUE],
    ...[GREEN, GREEN, GREEN],
  ]],
  ["a whole picture without its end", { bits: 8, data: [3, 1, 0, 0, 3, 2] }, [
    ...[BLUE, BLUE, BLUE],
    ...[GREEN, GREEN, GREEN],
  ]],
];

function runsFile({ bits, data }: Pick<BmpParts, "bits" | "data">): Uint8Array {
  const compression = bits === 8 ? 1 : 2;
  return bmpFile({ width: 3, height: 2, bits, compression, palette: PALETTE, used: 4, data });
}

for (const [what, parts, pixels] of RUNS) {
  Deno.test(`BMP decode() reads ${what}`, async () => {
    assertEquals([...(await decode(runsFile(parts))).data], pixels.flat());
  });
}

const PLAIN = { width: 1, height: 1, bits: 24, data: [1, 2, 3, 0] };

const REFUSED: readonly (readonly [string, ErrorCode, Uint8Array])[] = [
  ["no width", "corrupt_image", bmpFile({ ...PLAIN, width: 0 })],
  ["a width below 0", "corrupt_image", bmpFile({ ...PLAIN, width: -1 })],
  ["no height", "corrupt_image", bmpFile({ ...PLAIN, height: 0 })],
  ["3 bits a pixel", "corrupt_image", bmpFile({ ...PLAIN, bits: 3 })],
  ["runs of 24 bits", "corrupt_image", bmpFile({ ...PLAIN, compression: 1 })],
  [
    "runs from the top",
    "corrupt_image",
    bmpFile({ ...PLAIN, height: -1, bits: 8, compression: 1 }),
  ],
  ["a JPEG inside", "unsupported_format", bmpFile({ ...PLAIN, compression: 4 })],
  [
    "a PNG inside and no bits",
    "unsupported_format",
    bmpFile({ ...PLAIN, bits: 0, compression: 5 }),
  ],
  [
    "Huffman codes",
    "unsupported_format",
    bmpFile({ ...PLAIN, bits: 1, header: 64, compression: 3 }),
  ],
  ["a header of 44 bytes", "corrupt_image", bmpFile({ ...PLAIN, header: 44 })],
  ["four billion colours", "corrupt_image", bmpFile({ ...PLAIN, bits: 8, used: 0xff000006 })],
  [
    "a mask with a gap",
    "corrupt_image",
    bmpFile({
      ...PLAIN,
      ...{ bits: 32, compression: 3, masks: [0xff0000, 0xf0f0, 0xff] },
    }),
  ],
  ["a row too few", "truncated_image", bmpFile({ ...PLAIN, height: 2 })],
  ["pixels behind its end", "truncated_image", bmpFile({ ...PLAIN, dataStart: 5000 })],
  ["runs that end early", "truncated_image", runsFile({ bits: 8, data: [3, 1, 0, 0, 1, 1] })],
  [
    "runs below the picture",
    "corrupt_image",
    runsFile({ bits: 8, data: [0, 0, 0, 0, 1, 1, 0, 1] }),
  ],
];

for (const [what, code, file] of REFUSED) {
  Deno.test(`BMP decode() refuses a file with ${what} as ${code}`, async () => {
    assertEquals((await assertRejects(() => decode(file), DecodeError)).code, code);
  });
}

Deno.test("BMP decode() gives a picture or an error with a code for any damage", async () => {
  const files = [
    ...SOUND.map(([, parts]) => bmpFile(parts)),
    ...RUNS.map(([, parts]) => runsFile(parts)),
  ];
  const damage = fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 4 });
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...files), damage, async (file, changes) => {
      const damaged = file.slice();
      for (const [at, value] of changes) damaged[2 + at % (file.length - 2)] = value;
      try {
        // Without limits a damaged size would ask for gigabytes: they come before a decoder.
        checkSize(sniff(damaged), { ...DEFAULT_LIMITS, maxPixels: 1e6 });
        const { width, height, data } = await decode(damaged);
        assertEquals(data.length, width * height * 4);
      } catch (error) {
        if (!(error instanceof DecodeError || error instanceof LimitError)) throw error;
      }
    }),
    { numRuns: 400 },
  );
});
