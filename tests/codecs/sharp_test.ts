/** The provider that runs sharp, against the default ones. */
import { assert, assertEquals, assertGreater, assertNotEquals, assertRejects } from "@std/assert";
import fc from "fast-check";
import sharp from "sharp";
import type { Format } from "../../codecs/codec.ts";
import { codecFor, decoderFor, encoderFor } from "../../codecs/registry.ts";
import { sniff } from "../../codecs/sniff.ts";
import { DecodeError } from "../../errors.ts";
import { SCENES } from "../../fixtures/render/scenes.ts";
import { arbitraryImage } from "../arbitrary_image.ts";
import { turnedAvif } from "./avif_file.ts";
import { ENCODING, samplePicture } from "./jpeg_file.ts";
import { psnr } from "./second_decoder.ts";

const { background } = ENCODING;

for (const format of ["png", "webp", "avif", "tiff"] as const) {
  Deno.test(`sharp's ${format} without loss is the picture`, async () => {
    const codec = await codecFor(format, "sharp");
    const lossless = { background, lossless: true, effort: 0 };
    await fc.assert(
      fc.asyncProperty(arbitraryImage(), async (image) => {
        assertEquals(await codec.decode(await codec.encode(image, lossless)), image);
      }),
      { numRuns: 12 },
    );
  });
}

for (const format of ["jpeg", "webp", "avif"] as const) {
  Deno.test(`sharp's ${format} is read by the default codec, and the other way round`, async () => {
    const photo = SCENES.mountains(200, 133, 3);
    const [ours, theirs] = [await codecFor(format), await codecFor(format, "sharp")];
    const options = { background, effort: 0 };
    assertGreater(psnr(photo, await ours.decode(await theirs.encode(photo, options))), 32);
    assertGreater(psnr(photo, await theirs.decode(await ours.encode(photo, options))), 32);
  });
}

Deno.test("sharp's JPEG lies over the background as that of the default codec does", async () => {
  const clear = { width: 16, height: 16, data: new Uint8ClampedArray(16 * 16 * 4) };
  const options = { background: [200, 100, 50], quality: 100 } as const;
  const [ours, theirs] = [await codecFor("jpeg"), await codecFor("jpeg", "sharp")];
  const [red, green, blue] = (await theirs.decode(await theirs.encode(clear, options))).data;
  assert(Math.abs(red - 200) <= 2 && Math.abs(green - 100) <= 2 && Math.abs(blue - 50) <= 2);
  assertGreater(
    psnr(
      await ours.decode(await ours.encode(clear, options)),
      await ours.decode(await theirs.encode(clear, options)),
    ),
    45,
  );
});

Deno.test("sharp writes and reads GIF, which keeps a few colours exactly", async () => {
  const codec = await codecFor("gif", "sharp");
  const data = new Uint8ClampedArray(12 * 8 * 4);
  for (let i = 0; i < 96; i++) data.set(i % 12 < 6 ? [255, 0, 0, 255] : [0, 0, 0, 0], i * 4);
  const picture = { width: 12, height: 8, data };
  const file = await codec.encode(picture, { background });
  assertEquals(await codec.decode(file), picture);
  assertEquals(await (await decoderFor("gif")).decode(file), picture);
});

for (const format of ["jpeg", "png"] as const) {
  Deno.test(`sharp's progressive ${format} is the same picture in another order`, async () => {
    const photo = samplePicture(64, 48);
    const codec = await codecFor(format, "sharp");
    const plain = await codec.encode(photo, { background });
    const progressive = await codec.encode(photo, { background, progressive: true });
    assertEquals(await codec.decode(progressive), await codec.decode(plain));
    if (format === "jpeg") assertGreater(sniff(progressive).scans, sniff(plain).scans);
    // The last byte of IHDR before its checksum.
    else assertEquals([plain[28], progressive[28]], [0, 1]);
  });
}

Deno.test("sharp refuses a truncated file with a DecodeError", async () => {
  for (const format of ["jpeg", "png", "webp"] as const satisfies Format[]) {
    const codec = await codecFor(format, "sharp");
    const file = await codec.encode(SCENES.city(64, 64, 1), { background });
    await assertRejects(() => codec.decode(file.subarray(0, file.length >> 1)), DecodeError);
  }
});

Deno.test("sharp refuses an AVIF that it would turn by itself, by name", async () => {
  const still = await (await encoderFor("avif")).encode(samplePicture(9, 5), {
    background,
    effort: 0,
  });
  const decoder = await decoderFor("avif", "sharp");
  assertEquals((await decoder.decode(still)).width, 9);
  const error = await assertRejects(
    () => decoder.decode(turnedAvif(still, [{ type: "irot", value: 1 }])),
    DecodeError,
    "orientation",
  );
  assertEquals(error.code, "unsupported_format");
});

Deno.test("sharp leaves the orientation of a JPEG alone", async () => {
  const { withOrientation6 } = await import("../../fixtures/render/orientation.ts");
  const file = withOrientation6(
    await (await encoderFor("jpeg")).encode(samplePicture(40, 20), ENCODING),
  );
  const { width, height } = await (await decoderFor("jpeg", "sharp")).decode(file);
  assertEquals([width, height], [40, 20]);
});

Deno.test("sharp gives pixels that can move to another thread", async () => {
  const codec = await codecFor("png", "sharp");
  const { data } = await codec.decode(await codec.encode(samplePicture(3, 3), { background }));
  assertEquals([data.byteOffset, data.buffer.byteLength], [0, 36]);
});

Deno.test("sharp takes colours as they stand, whatever profile comes with them", async () => {
  const { data, width, height } = samplePicture(16, 8);
  const raw = { width, height, channels: 4 } as const;
  const file = await sharp(data, { raw }).withIccProfile("p3").png().toBuffer();
  const decoded = await (await decoderFor("png", "sharp")).decode(file);
  assertEquals(decoded, await (await decoderFor("png")).decode(file));
  assertNotEquals(decoded.data, data);
});
