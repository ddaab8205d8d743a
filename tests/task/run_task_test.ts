import { assert, assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import { codecFor } from "../../codecs/registry.ts";
import { DEFAULT_LIMITS as limits } from "../../config.ts";
import { DecodeError, LimitError } from "../../errors.ts";
import type { RgbaImage } from "../../image/rgba_image.ts";
import { makePlan } from "../../pipeline/plan.ts";
import { parseRecipe } from "../../pipeline/recipe.ts";
import { runTask } from "../../task/run_task.ts";
import { type ConvertTask, taskBytes } from "../../task/task.ts";

const NOTHING = { checkpoint: () => {} };

function gradient(width: number, height: number): RgbaImage {
  const data = new Uint8ClampedArray(width * height * 4);
  for (let i = 0; i < width * height; i++) {
    data.set([(i % width) * 4, Math.floor(i / width) * 4, 128, 255], i * 4);
  }
  return { width, height, data };
}

async function png(image: RgbaImage): Promise<Uint8Array> {
  return await (await codecFor("png")).encode(image, { quality: 85, background: [0, 0, 0] });
}

async function convertTask(
  recipe: string,
  options: Partial<ConvertTask> = {},
): Promise<ConvertTask> {
  return {
    kind: "convert",
    bytes: await png(gradient(48, 32)),
    steps: parseRecipe(recipe),
    format: undefined,
    encode: { quality: 85, background: [255, 255, 255] },
    limits,
    codec: undefined,
    ...options,
  };
}

Deno.test("runTask() converts: the pixels are those of the plan on the decoded picture", async () => {
  const task = await convertTask("resize:24,sharpen");
  const result = await runTask(task, NOTHING);
  const image = await (await codecFor("png")).decode(result.bytes);
  const source = gradient(48, 32);
  const plan = makePlan(task.steps, source, { limits });
  const expected = await runTask({ kind: "apply", image: source, plan }, NOTHING);
  assertEquals(image, expected.image);
  assertEquals([result.format, result.output, result.input], [
    "png",
    { width: 24, height: 16 },
    { width: 48, height: 32 },
  ]);
});

Deno.test("runTask() writes the format it is asked for and times every part", async () => {
  const result = await runTask(await convertTask("blur", { format: "jpeg" }), NOTHING);
  assertEquals([...result.bytes.subarray(0, 2)], [0xff, 0xd8]);
  const { decode, filter, encode, total } = result.timings;
  assert(decode > 0 && filter > 0 && encode > 0);
  assertEquals(total, decode + filter + encode);
});

Deno.test("runTask() refuses by the limits before it decodes", async () => {
  for (
    const [change, code] of [
      [{ maxPixels: 48 * 32 - 1 }, "too_many_pixels"],
      [{ maxSide: 47 }, "too_many_pixels"],
      [{ maxBytes: 10 }, "too_many_bytes"],
    ] as const
  ) {
    const task = await convertTask("blur", { limits: { ...limits, ...change } });
    const error = await assertRejects(() => runTask(task, NOTHING), LimitError);
    assertEquals(error.code, code);
  }
});

Deno.test("runTask() names a format that it does not read", async () => {
  const bytes = new TextEncoder().encode("8BPS\0" + "\0".repeat(20));
  const task = await convertTask("blur", { bytes });
  const error = await assertRejects(() => runTask(task, NOTHING), DecodeError);
  assertEquals(error.code, "unsupported_format");
  assertStringIncludes(error.message, "Photoshop");
});

Deno.test("runTask() stops at the checkpoint that throws", async () => {
  let calls = 0;
  const context = {
    bandMs: 0.001,
    checkpoint: () => {
      if (++calls === 5) throw new DOMException("stop", "AbortError");
    },
  };
  const task = await convertTask("heavy_sharpen");
  await assertRejects(() => runTask(task, context), DOMException, "stop");
  assertEquals(calls, 5);
});

Deno.test("taskBytes() is what a task holds while it waits", async () => {
  const task = await convertTask("blur");
  assertEquals(taskBytes(task), task.bytes.byteLength);
  const image = gradient(10, 10);
  const plan = makePlan([], image, { limits });
  assertEquals(taskBytes({ kind: "apply", image, plan }), 400);
});
