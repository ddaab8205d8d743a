import { assert, assertEquals, assertGreater, assertRejects, assertThrows } from "@std/assert";
import { canShrink } from "../../codecs/can_shrink.ts";
import { JpegShrinker } from "../../codecs/jpeg_shrink.ts";
import { openJpegTurbo } from "../../codecs/jpeg_turbo.ts";
import { sniff } from "../../codecs/sniff.ts";
import { DecodeError } from "../../errors.ts";
import { SCENES } from "../../fixtures/render/scenes.ts";
import { createImage, type RgbaImage } from "../../image/rgba_image.ts";
import { ENCODING, sampleJpeg } from "./jpeg_file.ts";
import { psnr } from "./second_decoder.ts";
import { GREY_JPEG, PROGRESSIVE_JPEG } from "./tiny_jpegs.ts";

const codec = openJpegTurbo();

/** Means of whole blocks; those at the far borders are means of what is there. */
function blockMeans(image: RgbaImage, side: number): RgbaImage {
  const [width, height] = [Math.ceil(image.width / side), Math.ceil(image.height / side)];
  const result = createImage(width, height);
  for (let at = 0; at < result.data.length; at++) {
    const [x, y] = [(at >> 2) % width, Math.floor((at >> 2) / width)];
    let sum = 0;
    let count = 0;
    for (let row = y * side; row < Math.min(image.height, (y + 1) * side); row++) {
      for (let column = x * side; column < Math.min(image.width, (x + 1) * side); column++) {
        sum += image.data[(row * image.width + column) * 4 + (at & 3)];
        count++;
      }
    }
    result.data[at] = Math.round(sum / count);
  }
  return result;
}

for (const shrink of [2, 4, 8] as const) {
  for (const [width, height] of [[160, 96], [161, 99], [8, 8], [1, 1], [7, 300]] as const) {
    Deno.test(`JPEG decode() by ${shrink} of ${width}x${height} is near the means of its blocks`, async () => {
      const bytes = await codec.encode(SCENES.city(width, height, 4), { ...ENCODING, quality: 95 });
      const decoded = await codec.decode(bytes, { shrink });
      const expected = blockMeans(await codec.decode(bytes), shrink);
      assertEquals([decoded.width, decoded.height], [expected.width, expected.height]);
      assertGreater(psnr(decoded, expected), 30);
      assert(decoded.data.every((value, i) => i % 4 !== 3 || value === 255));
    });
  }
}

Deno.test("JPEG decode() by 2 reads progressive files and leaves its input as it was", async () => {
  const photo = SCENES.mountains(130, 70, 1);
  const bytes = await codec.encode(photo, { ...ENCODING, progressive: true });
  assertGreater(sniff(bytes).scans, 1);
  const copy = bytes.slice();
  const decoded = await codec.decode(bytes, { shrink: 2 });
  assertEquals(bytes, copy);
  const baseline = await codec.encode(photo, ENCODING);
  assertEquals(decoded, await codec.decode(baseline, { shrink: 2 }));
});

Deno.test("JPEG decode() by 1 is decode() itself", async () => {
  const bytes = await sampleJpeg();
  assertEquals(await codec.decode(bytes, { shrink: 1 }), await codec.decode(bytes));
});

Deno.test("JPEG decode() by 2 refuses every prefix, and the next file is read", async () => {
  const bytes = await sampleJpeg(64, 64);
  const expected = await codec.decode(bytes, { shrink: 2 });
  for (let length = 0; length < bytes.length; length += 37) {
    const broken = bytes.slice(0, length);
    await assertRejects(() => codec.decode(broken, { shrink: 2 }), DecodeError);
  }
  assertEquals(await codec.decode(bytes, { shrink: 2 }), expected);
});

Deno.test("JPEG decode() by 2 gives a DecodeError for data that are none, and the next file is read", async () => {
  const bytes = await sampleJpeg(64, 64);
  const broken = bytes.slice();
  broken.fill(0xff, bytes.length - 200, bytes.length - 2);
  broken.fill(0xd3, bytes.length - 100, bytes.length - 2);
  await assertRejects(() => codec.decode(broken, { shrink: 4 }), DecodeError);
  assertEquals((await codec.decode(bytes, { shrink: 4 })).width, 16);
});

Deno.test("canShrink() is true for common sampling, false for others, formats and providers", async () => {
  assert(canShrink(sniff(await sampleJpeg())));
  assert(canShrink(sniff(GREY_JPEG)));
  assert(canShrink({ ...sniff(PROGRESSIVE_JPEG), sampling: "1x2,1x1,1x1" }));
  assert(!canShrink({ ...sniff(PROGRESSIVE_JPEG), sampling: "1x3,1x1,1x1" }));
  assert(!canShrink({ ...sniff(PROGRESSIVE_JPEG), sampling: "1x1,1x1,1x1,1x1" }));
  assert(!canShrink({ ...sniff(PROGRESSIVE_JPEG), format: "png" }));
  assert(!canShrink(sniff(PROGRESSIVE_JPEG), "imagescript"));
  assert(canShrink(sniff(PROGRESSIVE_JPEG), "libjpeg-turbo"));
});

Deno.test("JpegShrinker.decode() refuses a size that is not the one that was checked", async () => {
  const bytes = await sampleJpeg(32, 32);
  const info = { ...sniff(bytes), width: 40 };
  assertThrows(
    () => new JpegShrinker().decode(bytes, info, 2),
    DecodeError,
    "expected 40x32, got 32x32",
  );
});
