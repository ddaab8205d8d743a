import { assertEquals, assertLess, assertRejects } from "@std/assert";
import { codecFor } from "../../codecs/registry.ts";
import { sniff } from "../../codecs/sniff.ts";
import { DecodeError } from "../../errors.ts";
import { createImage } from "../../image/rgba_image.ts";
import { ENCODING, sampleJpeg, samplePicture, withoutSegments } from "./jpeg_file.ts";
import { pngFile, uint32 } from "./png_file.ts";

const jpeg = await codecFor("jpeg", "imagescript");
const png = await codecFor("png", "imagescript");

Deno.test("imagescript's PNG decode(encode(picture)) is the picture", async () => {
  const picture = samplePicture(31, 17);
  // Its encoder finds no repetition in this one, which its decoder alone cannot read.
  for (let i = 3; i < picture.data.length; i += 4) picture.data[i] = i % 256;
  const decoded = await png.decode(await png.encode(picture, ENCODING));
  assertEquals([decoded.width, decoded.height], [31, 17]);
  assertEquals(decoded.data, picture.data);
});

Deno.test("imagescript's PNG is read alike by the default provider, and the other way round", async () => {
  const picture = samplePicture(20, 30);
  const other = await codecFor("png");
  assertEquals((await other.decode(await png.encode(picture, ENCODING))).data, picture.data);
  assertEquals((await png.decode(await other.encode(picture, ENCODING))).data, picture.data);
});

Deno.test("imagescript's PNG decode() gives the default picture of an animation", async () => {
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
  assertEquals([...(await png.decode(file)).data], [200, 200, 200, 255]);
});

Deno.test("imagescript's JPEG decodes like the default provider's within rounding", async () => {
  const file = await sampleJpeg(64, 48);
  const ours = await (await codecFor("jpeg")).decode(file);
  const theirs = await jpeg.decode(file);
  assertEquals([theirs.width, theirs.height], [64, 48]);
  const total = theirs.data.reduce((sum, value, i) => sum + Math.abs(value - ours.data[i]), 0);
  assertLess(total / theirs.data.length, 4);
});

Deno.test("imagescript's JPEG encode() follows quality and lays alpha over the background", async () => {
  const picture = samplePicture(64, 64);
  const size = async (quality: number): Promise<number> =>
    (await jpeg.encode(picture, { ...ENCODING, quality })).length;
  assertLess(await size(30), await size(95));

  const clear = createImage(16, 16);
  const file = await jpeg.encode(clear, { quality: 90, background: [10, 200, 30] });
  assertEquals(sniff(file).width, 16);
  const [red, green, blue, alpha] = (await jpeg.decode(file)).data;
  assertLess(Math.max(Math.abs(red - 10), Math.abs(green - 200), Math.abs(blue - 30)), 5);
  assertEquals(alpha, 255);
});

Deno.test("imagescript's failures are DecodeErrors in our words, and good files work afterwards", async () => {
  const good = await sampleJpeg(32, 32);
  const badJpeg = withoutSegments(good, 0xdb);
  const badPng = pngFile({ width: 2, height: 9, depth: 8, colourType: 0, rows: [[0, 1, 2]] });
  for (const [codec, bad, format] of [[jpeg, badJpeg, "JPEG"], [png, badPng, "PNG"]] as const) {
    const error = await assertRejects(() => codec.decode(bad), DecodeError);
    assertEquals(error.code, "corrupt_image");
    assertEquals(error.message, `Cannot decode ${format} as its data is damaged`);
  }
  assertEquals((await jpeg.decode(good)).width, 32);
});
