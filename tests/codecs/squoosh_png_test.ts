import { assertEquals, assertLess, assertMatch, assertRejects } from "@std/assert";
import fc from "fast-check";
import { pngChunks } from "../../codecs/png_chunks.ts";
import { openSquooshPng } from "../../codecs/squoosh_png.ts";
import { DecodeError } from "../../errors.ts";
import { arbitraryImage } from "../arbitrary_image.ts";
import { ENCODING, samplePicture } from "./jpeg_file.ts";
import { type Chunk, chunkFile, headerOf, pngFile, type PngParts, uint32 } from "./png_file.ts";

const codec = openSquooshPng();

async function decode(parts: PngParts): Promise<number[][]> {
  const { data } = await codec.decode(pngFile(parts));
  return Array.from({ length: data.length / 4 }, (_, i) => [...data.subarray(i * 4, i * 4 + 4)]);
}

Deno.test("PNG decode(encode(picture)) is the picture, colours under alpha 0 too", async () => {
  await fc.assert(fc.asyncProperty(arbitraryImage(), async (image) => {
    const decoded = await codec.decode(await codec.encode(image, ENCODING));
    assertEquals([decoded.width, decoded.height], [image.width, image.height]);
    assertEquals(decoded.data, image.data);
  }));
});

Deno.test("PNG encode() writes no metadata and the same bytes each time", async () => {
  const png = await codec.encode(samplePicture(40, 24), ENCODING);
  const types = new Set([...pngChunks(png)].map(({ type }) => type));
  assertEquals([...types], ["IHDR", "IDAT", "IEND"]);
  assertEquals(await codec.encode(samplePicture(40, 24), ENCODING), png);
  assertEquals(await openSquooshPng().encode(samplePicture(40, 24), ENCODING), png);
});

Deno.test("PNG decode() keeps the high byte of 16 bits", async () => {
  const rows = [[0, 0x12, 0xff, 0xab, 0x80]];
  assertEquals(await decode({ width: 2, height: 1, depth: 16, colourType: 0, rows }), [
    [0x12, 0x12, 0x12, 255],
    [0xab, 0xab, 0xab, 255],
  ]);
  const rgba = [[0, 1, 255, 2, 255, 3, 255, 4, 255]];
  assertEquals(await decode({ width: 1, height: 1, depth: 16, colourType: 6, rows: rgba }), [
    [1, 2, 3, 4],
  ]);
});

Deno.test("PNG decode() reads grey with alpha", async () => {
  const rows = [[0, 10, 20, 30, 40]];
  assertEquals(await decode({ width: 2, height: 1, depth: 8, colourType: 4, rows }), [
    [10, 10, 10, 20],
    [30, 30, 30, 40],
  ]);
});

Deno.test("PNG decode() reads a palette with transparency", async () => {
  const before: Chunk[] = [
    ["PLTE", new Uint8Array([1, 2, 3, 4, 5, 6, 7, 8, 9])],
    ["tRNS", new Uint8Array([100, 0])],
  ];
  const rows = [[0, 0b00_01_10_00]];
  assertEquals(await decode({ width: 4, height: 1, depth: 2, colourType: 3, before, rows }), [
    [1, 2, 3, 100],
    [4, 5, 6, 0],
    [7, 8, 9, 255],
    [1, 2, 3, 100],
  ]);
});

Deno.test("PNG decode() reads interlaced rows", async () => {
  // Adam7 of 2x2 pixels: pass 1 holds the first pixel, pass 6 the one to its right, pass 7 the lower row.
  const rows = [[0, 10], [0, 20], [0, 30, 40]];
  const pixels = await decode({ width: 2, height: 2, depth: 8, colourType: 0, interlace: 1, rows });
  assertEquals(pixels.map(([grey]) => grey), [10, 20, 30, 40]);
});

for (
  const [depth, row, key, greys] of [
    [1, [0, 0b01_000000], [0, 1], [0, 255]],
    [2, [0, 0b01_10_0000], [0, 1], [85, 170]],
    [4, [0, 0x3a], [0, 3], [51, 170]],
    [8, [0, 3, 5], [0, 5], [3, 5]],
    [16, [0, 3, 9, 5, 9], [3, 9], [3, 5]],
  ] as const
) {
  Deno.test(`PNG decode() makes the key colour of ${depth}-bit grey transparent`, async () => {
    const pixels = await decode({
      width: 2,
      height: 1,
      depth,
      colourType: 0,
      before: [["tRNS", new Uint8Array(key)]],
      rows: [[...row]],
    });
    // The two pixels differ, and the key is one of them.
    const transparent = pixels.findIndex(([, , , alpha]) => alpha === 0);
    assertEquals(pixels.filter(([, , , alpha]) => alpha === 0).length, 1);
    const opaque = 1 - transparent;
    assertEquals(pixels[opaque], [greys[opaque], greys[opaque], greys[opaque], 255]);
    assertEquals(transparent, depth === 1 || depth === 8 ? 1 : 0);
  });
}

Deno.test("PNG decode() gives the default picture of an animation, not a frame", async () => {
  const control = new Uint8Array(26);
  control.set([...uint32(0), ...uint32(1), ...uint32(1)]);
  const file = pngFile({
    width: 1,
    height: 1,
    depth: 8,
    colourType: 0,
    rows: [[0, 200]],
    before: [["acTL", new Uint8Array([...uint32(1), ...uint32(0)])]],
    after: [["fcTL", control], ["fdAT", new Uint8Array([...uint32(1), 1, 2, 3])]],
  });
  assertEquals([...(await codec.decode(file)).data], [200, 200, 200, 255]);
});

Deno.test("PNG decode() leaves its input as it was", async () => {
  const png = await codec.encode(samplePicture(9, 9), ENCODING);
  const copy = png.slice();
  await codec.decode(png);
  assertEquals(png, copy);
});

Deno.test("PNG decode() refuses every prefix", async () => {
  const file = await codec.encode(samplePicture(16, 16), ENCODING);
  for (let end = 0; end < file.length; end++) {
    await assertRejects(() => codec.decode(file.subarray(0, end)), DecodeError);
  }
});

const DAMAGED: readonly (readonly [string, Uint8Array])[] = [
  ["pixels that are no zlib stream", withIdat(new Uint8Array([1, 2, 3, 4]))],
  ["no pixel data at all", withIdat(new Uint8Array())],
  [
    "fewer rows than its header says",
    pngFile({ width: 2, height: 9, depth: 8, colourType: 0, rows: [[0, 1, 2]] }),
  ],
  [
    "a palette picture without palette",
    pngFile({ width: 1, height: 1, depth: 8, colourType: 3, rows: [[0, 0]] }),
  ],
];

for (const [what, bytes] of DAMAGED) {
  Deno.test(`PNG decode() refuses ${what}, and works afterwards`, async () => {
    const error = await assertRejects(() => codec.decode(bytes), DecodeError);
    assertEquals(error.code, "corrupt_image");
    assertEquals(error.message, "Cannot decode PNG as its data is damaged");
    const picture = samplePicture(20, 10);
    assertEquals((await codec.decode(await codec.encode(picture, ENCODING))).data, picture.data);
  });
}

Deno.test("PNG decode() refuses every single wrong byte after the signature", async () => {
  const file = await codec.encode(samplePicture(16, 16), ENCODING);
  for (let at = 8; at < file.length; at++) {
    const bytes = file.slice();
    bytes[at] ^= 0x10;
    await assertRejects(() => codec.decode(bytes), DecodeError, "Cannot", `byte ${at}`);
  }
});

Deno.test("PNG decode() says which checksum is wrong", async () => {
  const bytes = pngFile({ width: 1, height: 1, depth: 8, colourType: 0, rows: [[0, 200]] });
  // The last byte of IDAT's checksum; IEND takes 12 bytes.
  bytes[bytes.length - 13] ^= 1;
  const error = await assertRejects(() => codec.decode(bytes), DecodeError);
  assertEquals(error.code, "corrupt_image");
  assertMatch(
    error.message,
    /^Cannot decode PNG as the checksum of chunk IDAT is wrong: expected [0-9a-f]{8}, got [0-9a-f]{8}$/,
  );
});

Deno.test("PNG decode() does not mind a wrong checksum of metadata", async () => {
  const file = pngFile({
    width: 1,
    height: 1,
    depth: 8,
    colourType: 0,
    before: [["tEXt", new Uint8Array([65, 0, 66])]],
    rows: [[0, 200]],
  });
  // Signature, IHDR, then length, type and data of the text.
  file[8 + 25 + 8 + 3] ^= 1;
  assertEquals([...(await codec.decode(file)).data], [200, 200, 200, 255]);
});

Deno.test("PNG decode() gives a picture or a DecodeError for damage with right checksums", async () => {
  const change = fc.tuple(fc.nat(), fc.nat(255));
  const changes = fc.array(change, { minLength: 1, maxLength: 4 });
  const file = await codec.encode(samplePicture(12, 9), ENCODING);
  const chunks: Chunk[] = [...pngChunks(file)].map(({ type, data }) => [type, data]);
  await fc.assert(fc.asyncProperty(fc.constantFrom(0, 1), changes, async (which, list) => {
    const damaged = chunks.map(([type, data]): Chunk => [type, data.slice()]);
    const data = damaged[which][1];
    // Sizes stay small: limits are checked by the caller.
    for (const [at, value] of list) data[which === 0 ? 8 + at % 5 : at % data.length] = value;
    try {
      const image = await codec.decode(chunkFile(damaged));
      assertEquals(image.data.length, 12 * 9 * 4);
    } catch (error) {
      if (!(error instanceof DecodeError)) throw error;
    }
  }));
});

Deno.test("PNG decode() of 60 damaged files keeps no memory of each", async () => {
  // Half of the rows are missing, which shows only after the pixels have memory.
  const rows = Array.from({ length: 450 }, () => [0, ...Array(1200 * 4).fill(9)]);
  const bad = pngFile({ width: 1200, height: 900, depth: 8, colourType: 6, rows });
  const refuse = async (times: number): Promise<void> => {
    for (let i = 0; i < times; i++) await assertRejects(() => codec.decode(bad), DecodeError);
  };
  await refuse(10);
  const before = Deno.memoryUsage().rss;
  await refuse(50);
  // Each instance holds the file and 4.3 MB of pixels: keeping them would take 250 MB and more.
  assertLess(Deno.memoryUsage().rss - before, 150e6);
});

function withIdat(data: Uint8Array): Uint8Array {
  const header = headerOf({ width: 4, height: 4, depth: 8, colourType: 0 });
  return chunkFile([["IHDR", header], ["IDAT", data], ["IEND", new Uint8Array()]]);
}
