import { assertEquals, assertGreater, assertLess } from "@std/assert";
import { openAvif } from "../../codecs/avif.ts";
import { avifConfig } from "../../codecs/avif_options.ts";
import { SCENES } from "../../fixtures/render/scenes.ts";
import { sniff } from "../../codecs/sniff.ts";
import { DEFAULT_LIMITS as limits } from "../../config.ts";
import { runTask } from "../../task/run_task.ts";
import { type AvifTurn, turnedAvif } from "./avif_file.ts";
import { ENCODING, samplePicture } from "./jpeg_file.ts";
import { psnr, secondDecoding } from "./second_decoder.ts";

const { background } = ENCODING;

Deno.test("avifConfig() counts effort from 0 to 9 as speeds from 9 to 0", () => {
  const speeds = Array.from(
    { length: 10 },
    (_, effort) => avifConfig({ background, effort }).speed,
  );
  assertEquals(speeds, [9, 8, 7, 6, 5, 4, 3, 2, 1, 0]);
  assertEquals(avifConfig({ background }).speed, 7);
});

Deno.test("avifConfig() stores chroma whole without loss, and halved with it", () => {
  const { quality, subsample, lossless } = avifConfig({ background, lossless: true, quality: 10 });
  assertEquals([quality, subsample, lossless], [100, 3, true]);
  assertEquals(avifConfig({ background, quality: 10 }).subsample, 1);
});

Deno.test("AVIF encode() makes more of the same bytes with more effort", async () => {
  const codec = openAvif();
  const photo = SCENES.forest(160, 100, 5);
  const [quick, slow] = await Promise.all(
    [0, 3].map((effort) => codec.encode(photo, { background, effort, quality: 50 })),
  );
  assertLess(slow.length, 1.1 * quick.length);
  assertGreater(psnr(photo, await secondDecoding(slow)), psnr(photo, await secondDecoding(quick)));
});

for (
  const turns of [
    [{ type: "irot", value: 1 }],
    [{ type: "irot", value: 2 }],
    [{ type: "irot", value: 3 }],
    [{ type: "imir", value: 0 }],
    [{ type: "imir", value: 1 }],
    [{ type: "irot", value: 1 }, { type: "imir", value: 0 }],
  ] satisfies AvifTurn[][]
) {
  const what = turns.map(({ type, value }) => `${type} ${value}`).join(" and ");

  Deno.test(`AVIF with ${what} comes out upright, as a second decoder shows it`, async () => {
    const codec = openAvif();
    const still = await codec.encode(samplePicture(21, 12), {
      background,
      lossless: true,
      effort: 0,
    });
    const file = turnedAvif(still, turns);
    assertEquals(await codec.decode(file), samplePicture(21, 12));
    assertEquals([sniff(file).width, sniff(file).height], [21, 12]);
    const { bytes } = await runTask({
      kind: "convert",
      bytes: file,
      steps: [],
      format: "png",
      encode: { background },
      limits,
      codec: undefined,
    }, { checkpoint: () => {} });
    const expected = await secondDecoding(file);
    assertEquals(await secondDecoding(bytes), expected);
  });
}
