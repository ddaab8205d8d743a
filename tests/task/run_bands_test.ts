import { assertEquals, assertRejects } from "@std/assert";
import fc from "fast-check";
import { codecFor, WRITE_FORMATS } from "../../codecs/registry.ts";
import { DecodeError } from "../../errors.ts";
import type { RowRange } from "../../pipeline/run_stage.ts";
import { BandWords, createBandWords } from "../../task/band_words.ts";
import { createArena, frameBytes, frameImage } from "../../task/frame.ts";
import { runTask } from "../../task/run_task.ts";
import { type BandTask, taskBytes } from "../../task/task.ts";
import { arbitraryImage } from "../arbitrary_image.ts";
import { runStage } from "../kernels/run_stage.ts";
import { stagesOf } from "../filters/apply_filter.ts";

const NOTHING = { checkpoint: () => {} };

Deno.test("runTask() fills each row once when several share the bands of a stage", async () => {
  await fc.assert(
    fc.asyncProperty(
      arbitraryImage(),
      fc.integer({ min: 1, max: 4 }),
      fc.integer({ min: 1, max: 9 }),
      async (image, sharers, rows) => {
        const [stage] = stagesOf("sharpen:2", image);
        const size = frameBytes(image);
        const arena = createArena(2 * size);
        const { width, height } = image;
        const source = { width, height, offset: 0 };
        const target = { width, height, offset: size };
        frameImage(arena, source).data.set(image.data);
        const bands: RowRange[] = [];
        for (let from = 0; from < height; from += rows) {
          bands.push([from, Math.min(from + rows, height)]);
        }
        const task: BandTask = { kind: "band", stage, arena, source, target, bands };
        // A turn after every band lets the others take the next one.
        const context = { checkpoint: () => Promise.resolve() };
        await Promise.all(Array.from({ length: sharers }, () => runTask(task, context)));
        assertEquals([...frameImage(arena, target).data], [...runStage(stage, image).data]);
        assertEquals(new BandWords(arena.words).rows, height);
      },
    ),
    { numRuns: 40 },
  );
});

Deno.test("runTask() does nothing when no band is left", async () => {
  const arena = createArena(32);
  const frame = { width: 2, height: 2, offset: 0 };
  const task: BandTask = {
    kind: "band",
    stage: { kind: "luma" },
    arena,
    source: frame,
    target: { ...frame, offset: 16 },
    bands: [[0, 2]],
  };
  assertEquals(taskBytes(task), 0);
  frameImage(arena, frame).data.fill(255);
  new BandWords(arena.words).take();
  await runTask(task, NOTHING);
  assertEquals([...frameImage(arena, task.target).data], new Array(16).fill(0));
});

Deno.test("BandWords.reset() begins again with the first band and no rows", () => {
  const words = new BandWords(createBandWords());
  assertEquals([words.take(), words.take()], [0, 1]);
  words.advance(7);
  assertEquals(words.rows, 7);
  words.reset();
  assertEquals([words.take(), words.rows], [0, 0]);
});

for (
  const [codec, formats] of [
    [undefined, WRITE_FORMATS],
    ["imagescript", ["png", "jpeg"]],
    ["sharp", ["png", "jpeg", "webp", "avif"]],
  ] as const
) {
  for (const format of formats) {
    Deno.test(`runTask() decodes into a frame and encodes from it: ${format}, ${codec ?? "default codec"}`, async () => {
      const image = { width: 24, height: 16, data: new Uint8ClampedArray(24 * 16 * 4) };
      image.data.forEach((_, i) => image.data[i] = (i * 37) & 255);
      const { decode, encode } = await codecFor(format, codec);
      const options = { quality: 90, background: [9, 99, 199], effort: 0 } as const;
      const file = await encode(image, options);
      const arena = createArena(64 + frameBytes(image));
      const frame = { width: 24, height: 16, offset: 64 };
      const read = { kind: "decode", bytes: file, format, codec, arena, target: frame } as const;
      await runTask(read, NOTHING);
      const pixels = await decode(file);
      assertEquals([...frameImage(arena, frame).data], [...pixels.data]);
      const write = {
        kind: "encode",
        arena,
        source: frame,
        format,
        codec,
        encode: options,
      } as const;
      const { bytes } = await runTask(write, NOTHING);
      assertEquals(bytes, await encode(pixels, options));
    });
  }
}

Deno.test("runTask() refuses a picture of another size than its frame, and leaves the frame alone", async () => {
  const { encode } = await codecFor("png");
  const image = { width: 3, height: 2, data: new Uint8ClampedArray(24).fill(80) };
  const bytes = await encode(image, { quality: 85, background: [0, 0, 0] });
  const arena = createArena(64);
  const target = { width: 2, height: 3, offset: 0 };
  const task = { kind: "decode", bytes, format: "png", codec: undefined, arena, target } as const;
  await assertRejects(() => runTask(task, NOTHING), DecodeError, "header and data differ");
  const whole = { width: 4, height: 4, offset: 0 };
  assertEquals([...frameImage(arena, whole).data], new Array(64).fill(0));
});
