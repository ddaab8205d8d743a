import { assert, assertEquals, assertLess, assertRejects } from "@std/assert";
import fc from "fast-check";
import { jpegSegments } from "../../codecs/jpeg_segments.ts";
import { openJpegTurbo } from "../../codecs/jpeg_turbo.ts";
import { sniff } from "../../codecs/sniff.ts";
import { DecodeError } from "../../errors.ts";
import { createImage, isOpaque, type RgbaImage } from "../../image/rgba_image.ts";
import {
  ENCODING,
  exifSegment,
  sampleJpeg,
  samplePicture,
  segment,
  withFrameByte,
  withoutSegments,
  withSegments,
} from "./jpeg_file.ts";
import { concat } from "./png_file.ts";
import { GREY_JPEG, PROGRESSIVE_JPEG } from "./tiny_jpegs.ts";

const EOI = new Uint8Array([0xff, 0xd9]);
const DQT = 0xdb;

const codec = openJpegTurbo();

Deno.test("JPEG decode(encode(picture)) is near the picture and opaque", async () => {
  for (const [width, height] of [[1, 1], [1, 40], [40, 1], [17, 33], [64, 64]]) {
    const picture = smooth(width, height);
    const decoded = await codec.decode(await codec.encode(picture, ENCODING));
    assertEquals([decoded.width, decoded.height], [width, height]);
    assert(isOpaque(decoded));
    assertLess(largestDifference(decoded, picture), 12, `${width}x${height}`);
  }
});

Deno.test("JPEG encode() writes baseline 4:2:0 without metadata, the same bytes each time", async () => {
  const jpeg = await codec.encode(samplePicture(40, 24), ENCODING);
  const markers = [...jpegSegments(jpeg)].map(({ marker }) => marker);
  assert(markers.includes(0xc0));
  assertEquals(markers.filter((marker) => marker > 0xe0), []);
  assertEquals(sniff(jpeg).sampling, "2x2,1x1,1x1");
  assertEquals(sniff(jpeg).orientation, 1);
  assertEquals(await codec.encode(samplePicture(40, 24), ENCODING), jpeg);
  assertEquals(await openJpegTurbo().encode(samplePicture(40, 24), ENCODING), jpeg);
});

Deno.test("JPEG encode() has room for noise of any size at quality 100", async () => {
  const options = { ...ENCODING, quality: 100 };
  for (const [width, height] of [[1, 1], [1, 9], [8, 8], [15, 17], [16, 16], [20, 20], [33, 31]]) {
    const picture = noise(width, height);
    // What is written beyond a buffer shows only when something else is there.
    const sizes = new Set<number>();
    for (let i = 0; i < 20; i++) sizes.add((await codec.encode(picture, options)).length);
    assertEquals(sizes.size, 1);
    const decoded = await codec.decode(await codec.encode(picture, options));
    assertEquals([decoded.width, decoded.height], [width, height]);
  }
});

Deno.test("JPEG encode() takes quality on libjpeg's scale", async () => {
  // ITU-T T.81, table K.1: at 50 the table stands as it is, at 75 halved, at 100 all ones.
  for (
    const [quality, first] of [[50, [16, 11, 12, 14]], [75, [8, 6, 6, 7]], [100, [
      1,
      1,
      1,
      1,
    ]]] as const
  ) {
    const options = { ...ENCODING, quality };
    const jpeg = await codec.encode(samplePicture(16, 16), options);
    const table = [...jpegSegments(jpeg)].find(({ marker }) => marker === DQT);
    assertEquals([...table?.payload.subarray(1, 5) ?? []], [...first]);
  }
});

Deno.test("JPEG encode() lays transparent pixels over the background", async () => {
  const picture = createImage(16, 16);
  picture.data.fill(77);
  for (let i = 3; i < picture.data.length; i += 4) picture.data[i] = 0;
  const options = { ...ENCODING, background: [250, 10, 30] } as const;
  const decoded = await codec.decode(await codec.encode(picture, options));
  const expected = createImage(16, 16);
  for (let i = 0; i < 256; i++) expected.data.set([250, 10, 30, 255], i * 4);
  assertLess(largestDifference(decoded, expected), 4);
});

Deno.test("JPEG decode() expands grey to equal colours", async () => {
  const { width, height, data } = await codec.decode(GREY_JPEG);
  assertEquals([width, height], [9, 5]);
  for (let i = 0; i < data.length; i += 4) {
    assertEquals([data[i + 1], data[i + 2], data[i + 3]], [data[i], data[i], 255]);
  }
  assertEquals([data[0], data[data.length - 4]], [255, 0]);
});

Deno.test("JPEG decode() reads a progressive file", async () => {
  const { width, height, data } = await codec.decode(PROGRESSIVE_JPEG);
  assertEquals([width, height], [9, 5]);
  assertEquals(sniff(PROGRESSIVE_JPEG).scans > 1, true);
  const [red, , blue] = data;
  assert(red > 200 && blue < 60, `first pixel is red: ${data.subarray(0, 4)}`);
});

Deno.test("JPEG decode() gives the same pixels with and without metadata, unturned", async () => {
  const jpeg = await sampleJpeg(48, 32);
  const full = withSegments(jpeg, exifSegment(6), segment(0xe2, Array(900).fill(7)));
  const decoded = await codec.decode(full);
  assertEquals([decoded.width, decoded.height], [48, 32]);
  assertEquals(decoded.data, (await codec.decode(jpeg)).data);
});

Deno.test("JPEG decode() leaves its input as it was", async () => {
  const jpeg = await sampleJpeg();
  const copy = jpeg.slice();
  await codec.decode(jpeg);
  assertEquals(jpeg, copy);
});

Deno.test("JPEG decode() refuses every prefix", async () => {
  for (const file of [await sampleJpeg(16, 16), GREY_JPEG, PROGRESSIVE_JPEG]) {
    for (let end = 0; end < file.length; end++) {
      await assertRejects(() => codec.decode(file.subarray(0, end)), DecodeError);
    }
  }
});

Deno.test("JPEG decode() refuses half a picture with an end marker, rather than give it a grey tail", async () => {
  const jpeg = await sampleJpeg(128, 128);
  for (const share of [0.5, 0.7, 0.9]) {
    const cut = concat([jpeg.subarray(0, Math.floor(jpeg.length * share)), EOI]);
    const error = await assertRejects(() => codec.decode(cut), DecodeError);
    assertEquals(error.code, "corrupt_image");
    assertEquals(error.message, "Cannot decode JPEG as its data is damaged");
  }
});

Deno.test("JPEG decode() refuses a chroma sampling that the library does not know", async () => {
  const odd = withFrameByte(await sampleJpeg(), 7, 0x13);
  const error = await assertRejects(() => codec.decode(odd), DecodeError);
  assertEquals(error.code, "unsupported_format");
  assertEquals(
    error.message,
    "Cannot decode JPEG as its chroma sampling is not read: current value is 1x3,1x1,1x1",
  );
});

Deno.test("JPEG decode() works after damaged files, also among calls at the same time", async () => {
  const good = await sampleJpeg(64, 48);
  const bad = withoutSegments(good, DQT);
  const expected = (await codec.decode(good)).data;
  for (let i = 0; i < 3; i++) {
    await assertRejects(() => codec.decode(bad), DecodeError);
    assertEquals((await codec.decode(good)).data, expected);
  }
  const results = await Promise.allSettled(
    [bad, good, bad, good].map((file) => codec.decode(file)),
  );
  assertEquals(results.map(({ status }) => status), [
    "rejected",
    "fulfilled",
    "rejected",
    "fulfilled",
  ]);
  for (const result of results) {
    if (result.status === "fulfilled") assertEquals(result.value.data, expected);
  }
});

Deno.test("a JPEG codec never uses an instance again that threw", async () => {
  const good = await sampleJpeg(16, 16);
  const bad = withoutSegments(good, DQT);
  const instances = await countInstances(async () => {
    const fresh = openJpegTurbo();
    // The first bad file breaks the instance that all four wait for, the second bad file the next one.
    await Promise.allSettled([bad, good, bad, good].map((file) => fresh.decode(file)));
  });
  assertEquals(instances, 3);

  const kept = await countInstances(async () => {
    const fresh = openJpegTurbo();
    for (let i = 0; i < 3; i++) await fresh.decode(good);
  });
  assertEquals(kept, 1);
});

Deno.test("JPEG decode() gives a picture or a DecodeError for any damage", async () => {
  const files = [await sampleJpeg(40, 24), GREY_JPEG, PROGRESSIVE_JPEG];
  const changes = fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 4 });
  await fc.assert(fc.asyncProperty(fc.constantFrom(...files), changes, async (file, list) => {
    const bytes = file.slice();
    for (const [at, value] of list) bytes[at % bytes.length] = value;
    try {
      const { width, height } = sniff(bytes);
      // What limits would refuse is not decoded.
      if (width * height > 4e6) return;
      const image = await codec.decode(bytes);
      assertEquals(image.data.length, width * height * 4);
    } catch (error) {
      if (!(error instanceof DecodeError)) throw error;
    }
  }));
});

Deno.test("JPEG decode() of 60 damaged files keeps no memory of each", async () => {
  const bad = withoutSegments(await sampleJpeg(1200, 900), DQT);
  const refuse = async (times: number): Promise<void> => {
    for (let i = 0; i < times; i++) await assertRejects(() => codec.decode(bad), DecodeError);
  };
  await refuse(10);
  const before = Deno.memoryUsage().rss;
  await refuse(50);
  // Each instance owns at least 16 MB: keeping them would take 800 MB.
  assertLess(Deno.memoryUsage().rss - before, 300e6);
});

/** How many instances of any WebAssembly module `work` makes. */
async function countInstances(work: () => Promise<void>): Promise<number> {
  const Original = WebAssembly.Instance;
  let count = 0;
  WebAssembly.Instance = class extends Original {
    constructor(module: WebAssembly.Module, imports?: WebAssembly.Imports) {
      super(module, imports);
      count++;
    }
  };
  try {
    await work();
  } finally {
    WebAssembly.Instance = Original;
  }
  return count;
}

function smooth(width: number, height: number): RgbaImage {
  const image = createImage(width, height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      image.data.set([60 + 2 * x, 200 - 2 * y, 100 + x + y, 255], (y * width + x) * 4);
    }
  }
  return image;
}

function noise(width: number, height: number): RgbaImage {
  const image = createImage(width, height);
  let state = 7;
  for (let i = 0; i < image.data.length; i++) {
    state = Math.imul(state, 1664525) + 1013904223;
    image.data[i] = i % 4 === 3 ? 255 : state >>> 24;
  }
  return image;
}

function largestDifference(a: RgbaImage, b: RgbaImage): number {
  return a.data.reduce((worst, value, i) => Math.max(worst, Math.abs(value - b.data[i])), 0);
}
