import { assertEquals, assertRejects } from "@std/assert";
import { riffChunks, riffFile } from "../../codecs/metadata/riff_chunks.ts";
import { sniff } from "../../codecs/sniff.ts";
import { openWebp } from "../../codecs/webp.ts";
import { webpConfig } from "../../codecs/webp_options.ts";
import { webpStill } from "../../codecs/webp_still.ts";
import { DecodeError } from "../../errors.ts";
import { createImage, type RgbaImage } from "../../image/rgba_image.ts";
import { ENCODING, samplePicture } from "./jpeg_file.ts";
import { fadingPicture, secondDecoding } from "./second_decoder.ts";

const codec = openWebp();
const { background } = ENCODING;
const LOSSLESS = { background, lossless: true, effort: 0 } as const;

function types(file: Uint8Array): string[] {
  return [...riffChunks(file)].map(({ type }) => type);
}

function uint24(value: number): number[] {
  return [value & 255, (value >> 8) & 255, value >> 16];
}

/** An animation of frames at places on a canvas. */
async function animation(
  canvas: { width: number; height: number },
  frames: readonly { image: RgbaImage; left: number; top: number }[],
): Promise<Uint8Array> {
  const header = [0x12, 0, 0, 0, ...uint24(canvas.width - 1), ...uint24(canvas.height - 1)];
  const chunks = [
    { type: "VP8X", data: new Uint8Array(header) },
    { type: "ANIM", data: new Uint8Array(6) },
  ];
  for (const { image, left, top } of frames) {
    const still = riffFile("WEBP", [...riffChunks(await codec.encode(image, LOSSLESS))]);
    const { width, height } = image;
    const head = [
      ...[...uint24(left / 2), ...uint24(top / 2), ...uint24(width - 1), ...uint24(height - 1)],
      ...[...uint24(100), 0],
    ];
    chunks.push({ type: "ANMF", data: new Uint8Array([...head, ...still.subarray(12)]) });
  }
  return riffFile("WEBP", chunks);
}

Deno.test("WebP encode() writes pixels and nothing else", async () => {
  assertEquals(types(await codec.encode(samplePicture(20, 10), ENCODING)), ["VP8 "]);
  assertEquals(types(await codec.encode(samplePicture(20, 10), LOSSLESS)), ["VP8L"]);
  const fading = await codec.encode(fadingPicture(20, 10), ENCODING);
  assertEquals(types(fading), ["VP8X", "ALPH", "VP8 "]);
});

Deno.test("WebP decode() gives the first frame on its transparent canvas, as a second decoder does", async () => {
  const first = fadingPicture(10, 6);
  const frames = [{ image: first, left: 4, top: 2 }, {
    image: samplePicture(20, 12),
    left: 0,
    top: 0,
  }];
  const file = await animation({ width: 20, height: 12 }, frames);
  assertEquals(sniff(file).frames, 2);
  const expected = createImage(20, 12);
  for (let y = 0; y < 6; y++) {
    expected.data.set(first.data.subarray(y * 40, y * 40 + 40), ((y + 2) * 20 + 4) * 4);
  }
  const decoded = await codec.decode(file);
  assertEquals(decoded, expected);
  const theirs = await secondDecoding(file);
  for (let i = 0; i < theirs.data.length; i += 4) {
    // Colours under alpha 0 are nobody's.
    if (expected.data[i + 3] === 0) assertEquals(theirs.data[i + 3], 0);
    else assertEquals(theirs.data.subarray(i, i + 4), expected.data.subarray(i, i + 4));
  }
});

Deno.test("WebP decode() refuses a frame that reaches beyond its canvas", async () => {
  const file = await animation({ width: 9, height: 9 }, [{
    image: samplePicture(8, 8),
    left: 2,
    top: 2,
  }]);
  await assertRejects(() => codec.decode(file), DecodeError);
});

Deno.test("webpStill() leaves out metadata, and the flags that announce it", async () => {
  const fading = [...riffChunks(await codec.encode(fadingPicture(20, 10), ENCODING))];
  const [header, ...rest] = fading;
  const announced = header.data.slice();
  announced[0] |= 0x2c;
  const file = riffFile("WEBP", [
    { type: "VP8X", data: announced },
    { type: "ICCP", data: new Uint8Array(40) },
    ...rest,
    { type: "EXIF", data: new Uint8Array(20) },
    { type: "XMP ", data: new Uint8Array(20) },
  ]);
  const { file: still, place } = webpStill(file);
  assertEquals(types(still), ["VP8X", "ALPH", "VP8 "]);
  assertEquals([...riffChunks(still)][0].data[0], 0x10);
  assertEquals(place, undefined);
  assertEquals(await codec.decode(file), await codec.decode(riffFile("WEBP", fading)));
});

Deno.test("webpConfig() maps effort to methods from 0 to 6, and without loss to libwebp's presets", () => {
  const methods = Array.from(
    { length: 10 },
    (_, effort) => webpConfig({ background, effort }).method,
  );
  assertEquals(methods, [0, 1, 1, 2, 3, 3, 4, 5, 5, 6]);
  assertEquals(webpConfig({ background }).method, 4);
  const { method, quality, lossless, exact } = webpConfig({
    background,
    lossless: true,
    quality: 3,
  });
  assertEquals([method, quality, lossless, exact], [4, 75, 1, 1]);
  const last = webpConfig({ background, lossless: true, effort: 9 });
  assertEquals([last.method, last.quality], [6, 100]);
});
