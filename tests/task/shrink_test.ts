/** Pictures that are decoded smaller because their recipe begins by shrinking them. */
import { assertEquals, assertGreater, assertNotEquals } from "@std/assert";
import { codecFor, decoderFor } from "../../codecs/registry.ts";
import { sniff } from "../../codecs/sniff.ts";
import { SCENES } from "../../fixtures/render/scenes.ts";
import { HostExecutor } from "../../host/supervisor.ts";
import type { RgbaImage } from "../../image/rgba_image.ts";
import { AsyncExecutor } from "../../pool/async_executor.ts";
import { BandsExecutor } from "../../pool/bands_executor.ts";
import type { Executor } from "../../pool/executor.ts";
import { SyncExecutor } from "../../pool/sync_executor.ts";
import { WorkerPool } from "../../pool/worker_pool.ts";
import { planConvert } from "../../task/convert_plan.ts";
import { runTask } from "../../task/run_task.ts";
import type { ConvertTask } from "../../task/task.ts";
import { exifSegment, withSegments } from "../codecs/jpeg_file.ts";
import { psnr } from "../codecs/second_decoder.ts";
import { convertTask, within } from "../pool/support.ts";

const NOTHING = { checkpoint: () => {} };

/** No side is a multiple of eight, so that each turn has its filling elsewhere. */
const [WIDTH, HEIGHT] = [1003, 669];

const jpeg = await codecFor("jpeg");
const photo = await jpeg.encode(SCENES.city(WIDTH, HEIGHT, 5), {
  quality: 90,
  background: [255, 255, 255],
});

/** PNG results, so that what is compared is pixels. */
function task(recipe: string, options: Partial<ConvertTask> = {}): ConvertTask {
  return convertTask(recipe, photo.slice(), { format: "png", ...options });
}

async function pixels(bytes: Uint8Array): Promise<RgbaImage> {
  return await (await decoderFor("png")).decode(bytes);
}

for (
  const [recipe, shrink] of [
    ["resize:250", 2],
    ["resize:100", 4],
    ["resize:50:height=50", 4],
    ["resize:40", 8],
    ["resize:60:kernel=linear", 8],
    ["resize:60:height=80:fit=contain", 8],
  ] as const
) {
  Deno.test(`runTask() of ${recipe} decodes 1/${shrink} and is near the precise result`, async () => {
    assertEquals(planConvert(task(recipe)).plan.shrink, shrink);
    const quick = await runTask(task(recipe), NOTHING);
    const precise = await runTask(task(recipe, { precise: true }), NOTHING);
    assertEquals(quick.output, precise.output);
    assertEquals([quick.input, precise.input], [{ width: WIDTH, height: HEIGHT }, quick.input]);
    // Differences of one or two in 255 that nobody sees; the same samples moved by a quarter pixel are below 35.
    assertGreater(psnr(await pixels(quick.bytes), await pixels(precise.bytes)), 43);
    assertNotEquals(quick.bytes, precise.bytes);
  });
}

for (let orientation = 2; orientation <= 8; orientation++) {
  Deno.test(`runTask() turns a picture decoded smaller upright, orientation ${orientation}`, async () => {
    const bytes = withSegments(photo, exifSegment(orientation));
    assertEquals(sniff(bytes).orientation, orientation);
    const recipe = "resize:60:height=80:fit=fill";
    const quick = await runTask(convertTask(recipe, bytes, { format: "png" }), NOTHING);
    const precise = await runTask(
      convertTask(recipe, bytes, { format: "png", precise: true }),
      NOTHING,
    );
    assertEquals(quick.input, precise.input);
    assertGreater(psnr(await pixels(quick.bytes), await pixels(precise.bytes)), 43);
  });
}

Deno.test("planConvert() decodes at full size when it is asked to, or when it must", async () => {
  assertEquals(planConvert(task("resize:100")).plan.shrink, 4);
  assertEquals(planConvert(task("resize:100", { precise: true })).plan.shrink, undefined);
  assertEquals(planConvert(task("blur,resize:100")).plan.shrink, undefined);
  assertEquals(planConvert(task("resize:100", { codec: "imagescript" })).plan.shrink, undefined);
  const png = await (await codecFor("png")).encode(SCENES.city(400, 300, 1), {
    background: [0, 0, 0],
  });
  assertEquals(planConvert(convertTask("resize:40", png)).plan.shrink, undefined);
});

for (
  const [name, open] of [
    ["sync", () => new SyncExecutor()],
    ["async", () => new AsyncExecutor()],
    ["workers", () => new WorkerPool({ workers: 1 })],
    ["bands", () => new BandsExecutor({ workers: 2 })],
    ["isolated workers", () => new HostExecutor({ workers: 1 })],
  ] satisfies [string, () => Executor][]
) {
  Deno.test(`a picture decoded smaller has the same bytes in ${name}`, async () => {
    await using executor = open();
    for (const recipe of ["resize:100", "resize:60:height=80:fit=contain,sharpen"]) {
      const expected = await runTask(task(recipe), NOTHING);
      const { bytes } = await within(executor.run(task(recipe)));
      assertEquals(bytes, expected.bytes);
    }
  });
}
