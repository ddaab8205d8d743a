/** What WebP and AVIF have in common, each checked by a second library. @module */
import { assert, assertEquals, assertGreater, assertLess, assertRejects } from "@std/assert";
import fc from "fast-check";
import { openAvif } from "../../codecs/avif.ts";
import type { Codec, EncodeOptions } from "../../codecs/codec.ts";
import { openWebp } from "../../codecs/webp.ts";
import { sniff } from "../../codecs/sniff.ts";
import { DecodeError } from "../../errors.ts";
import { SCENES } from "../../fixtures/render/scenes.ts";
import { arbitraryImage } from "../arbitrary_image.ts";
import { ENCODING, samplePicture } from "./jpeg_file.ts";
import { alphaDifference, fadingPicture, psnr, secondDecoding } from "./second_decoder.ts";

/** Effort 0 for AVIF: the tests are about pixels, not about bytes saved. */
const FORMATS = [
  { name: "WebP", open: openWebp, effort: 4, least: 33, runs: 40 },
  { name: "AVIF", open: openAvif, effort: 0, least: 33, runs: 15 },
] as const;

const { background } = ENCODING;

for (const { name, open, effort, least, runs } of FORMATS) {
  const codec: Codec = open();
  const lossy: EncodeOptions = { background, effort };
  const lossless: EncodeOptions = { background, effort, lossless: true };

  Deno.test(`${name} decode(encode(picture)) without loss is the picture, also to a second decoder`, async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryImage(), async (image) => {
        const file = await codec.encode(image, lossless);
        assertEquals(await codec.decode(file), image);
        assertEquals((await secondDecoding(file)).data, image.data);
      }),
      { numRuns: runs },
    );
  });

  Deno.test(`${name} encode() with loss stays near a photo, also to a second decoder`, async () => {
    const photo = SCENES.mountains(240, 161, 7);
    const file = await codec.encode(photo, lossy);
    const [ours, theirs] = [await codec.decode(file), await secondDecoding(file)];
    assertEquals([ours.width, ours.height, theirs.width, theirs.height], [240, 161, 240, 161]);
    assertGreater(psnr(photo, ours), least);
    assertGreater(psnr(photo, theirs), least);
    // Upsampling of chroma is the decoder's own business, and the only difference.
    assertGreater(psnr(ours, theirs), 38);
  });

  Deno.test(`${name} encode() with loss keeps alpha`, async () => {
    const picture = fadingPicture(97, 31);
    const file = await codec.encode(picture, lossy);
    assert(sniff(file).hasAlpha);
    assertLess(alphaDifference(await codec.decode(file), picture), 2);
    assertLess(alphaDifference(await secondDecoding(file), picture), 2);
  });

  Deno.test(`${name} encode() gives a better picture for a higher quality, and a larger file`, async () => {
    const photo = SCENES.city(200, 120, 3);
    const [poor, good] = await Promise.all(
      [20, 90].map((quality) => codec.encode(photo, { ...lossy, quality })),
    );
    assertGreater(good.length, 2 * poor.length);
    assertGreater(
      psnr(photo, await secondDecoding(good)),
      psnr(photo, await secondDecoding(poor)) + 5,
    );
  });

  Deno.test(`${name} encode() of the default quality is not that of another one`, async () => {
    const photo = SCENES.city(120, 80, 3);
    const standard = await codec.encode(photo, lossy);
    const quality = name === "WebP" ? 80 : 60;
    assertEquals(await codec.encode(photo, { ...lossy, quality }), standard);
    assertLess(
      (await codec.encode(photo, { ...lossy, quality: quality - 20 })).length,
      standard.length,
    );
  });

  for (const [width, height] of [[1, 1], [1, 9], [9, 1], [2, 3], [17, 15]] as const) {
    Deno.test(`${name} holds ${width}x${height} pixels`, async () => {
      const picture = samplePicture(width, height);
      const file = await codec.encode(picture, lossy);
      const { format, orientation, frames, ...info } = sniff(file);
      assertEquals([info.width, info.height, orientation, frames], [width, height, 1, 1]);
      assertEquals(format, name.toLowerCase());
      assertEquals((await codec.decode(file)).data.length, width * height * 4);
      const theirs = await secondDecoding(file);
      assertEquals([theirs.width, theirs.height], [width, height]);
    });
  }

  Deno.test(`${name} encode() writes the same bytes each time, in a fresh instance too`, async () => {
    const file = await codec.encode(samplePicture(40, 24), lossy);
    assertEquals(await codec.encode(samplePicture(40, 24), lossy), file);
    assertEquals(await open().encode(samplePicture(40, 24), lossy), file);
  });

  Deno.test(`${name} encode() and decode() leave what they are given as it was`, async () => {
    const picture = fadingPicture(20, 20);
    const copy = picture.data.slice();
    const file = await codec.encode(picture, lossy);
    assertEquals(picture.data, copy);
    const bytes = file.slice();
    await codec.decode(file);
    assertEquals(file, bytes);
  });

  Deno.test(`${name} decode() gives pixels that can move to another thread`, async () => {
    const decoded = await codec.decode(await codec.encode(samplePicture(8, 8), lossy));
    assertEquals(decoded.data.byteOffset, 0);
    assertEquals(decoded.data.buffer.byteLength, 8 * 8 * 4);
    assertEquals(Object.getPrototypeOf(decoded), Object.prototype);
  });

  Deno.test(`${name} decode() refuses every prefix with a DecodeError`, async () => {
    const file = await codec.encode(SCENES.city(48, 32, 1), lossy);
    for (let length = 0; length < file.length; length += Math.ceil(file.length / 60)) {
      await assertRejects(() => codec.decode(file.subarray(0, length)), DecodeError);
    }
  });

  Deno.test(`${name} decode() gives a picture or a DecodeError for any damage, and the next one is right`, async () => {
    const file = await codec.encode(SCENES.city(32, 32, 1), lossy);
    const expected = await codec.decode(file);
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(file.length - 1), fc.integer({ min: 0, max: 255 })), {
          minLength: 1,
          maxLength: 4,
        }),
        async (changes) => {
          const damaged = file.slice();
          for (const [at, value] of changes) damaged[at] = value;
          try {
            const { width, height } = sniff(damaged);
            // What the limits would have refused before.
            if (width * height > 1e6) return;
            const { data } = await codec.decode(damaged);
            assertEquals(data.length, width * height * 4);
          } catch (error) {
            assert(error instanceof DecodeError, String(error));
          }
          assertEquals(await codec.decode(file), expected);
        },
      ),
      { numRuns: runs },
    );
  });

  Deno.test(`${name} decode() of 160 damaged files keeps no memory of each`, async () => {
    const photo = SCENES.city(400, 300, 1);
    const sound = await codec.encode(photo, lossy);
    const broken = sound.slice();
    // Its header stays whole, and the data of its pixels do not.
    broken.fill(0xff, Math.floor(sound.length / 2), sound.length);
    const lowest = async (): Promise<number> => {
      let least = Infinity;
      for (let i = 0; i < 80; i++) {
        await codec.decode(broken).catch((error) => assert(error instanceof DecodeError));
        least = Math.min(least, Deno.memoryUsage().rss);
      }
      return least;
    };
    // New instances come and go by tens of megabytes in between: only the lows tell a leak from garbage. Each picture
    // would leave half a megabyte of pixels and as much again of the library's.
    const before = await lowest();
    assertLess(await lowest() - before, 60e6);
    assertEquals(await codec.decode(sound), await open().decode(sound));
  });

  Deno.test(`${name} leaves no location behind that others would take for a page's`, async () => {
    await open().encode(samplePicture(2, 2), lossy);
    assertEquals(globalThis.location, undefined);
  });
}
