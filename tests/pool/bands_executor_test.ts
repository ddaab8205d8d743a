import { assert, assertEquals, assertStrictEquals } from "@std/assert";
import fc from "fast-check";
import { DEFAULT_LIMITS } from "../../config.ts";
import { BandsExecutor } from "../../pool/bands_executor.ts";
import { runTask } from "../../task/run_task.ts";
import { arbitraryImage } from "../arbitrary_image.ts";
import { ALL_RECIPES } from "../filters/recipes.ts";
import { testExecutor, testResponsiveExecutor } from "./conformance.ts";
import { applyTask, convertTask, encoded, picture, within } from "./support.ts";

for (const workers of [2, 3]) {
  const name = `BandsExecutor of ${workers}`;
  testExecutor(name, (options) => new BandsExecutor({ ...options, workers }));
  testResponsiveExecutor(name, (options) => new BandsExecutor({ ...options, workers }));
}

const NOTHING = { checkpoint: () => {} };

for (const workers of [1, 2, 3]) {
  Deno.test(`BandsExecutor of ${workers} gives the bytes of one thread for any recipe and size (P8)`, async () => {
    // Far below what a row takes, so that every row is a band.
    await using executor = new BandsExecutor({ workers, bandMs: 1e-9 });
    const recipes = fc.array(fc.constantFrom(...ALL_RECIPES), {
      minLength: 1,
      maxLength: 3,
    });
    await fc.assert(
      fc.asyncProperty(arbitraryImage(), recipes, async (image, filters) => {
        const task = applyTask(filters.join(","), image);
        const expected = await runTask(task, NOTHING);
        const result = await within(executor.run(task));
        assertEquals(result.image, expected.image);
      }),
      { numRuns: 25 },
    );
    assertEquals(executor.stats().completed, 25);
  });
}

Deno.test("BandsExecutor leaves pixels and bytes with their caller, and gives memory of its own", async () => {
  await using executor = new BandsExecutor({ workers: 2 });
  const image = picture(300, 200);
  const before = image.data.slice();
  const result = await within(executor.run(applyTask("blur", image)));
  assertEquals(image.data, before);
  assert(result.image.data.buffer instanceof ArrayBuffer);
  assertEquals(result.image.data.buffer.byteLength, 300 * 200 * 4);
  const file = await encoded("png", image);
  const first = await within(executor.run(convertTask("blur", file)));
  const second = await within(executor.run(convertTask("blur", file)));
  assertEquals(first.bytes, second.bytes);
});

Deno.test("BandsExecutor takes pixels in shared memory", async () => {
  await using executor = new BandsExecutor({ workers: 2 });
  const image = picture(90, 80);
  const data = new Uint8ClampedArray(new SharedArrayBuffer(image.data.length));
  data.set(image.data);
  const result = await within(executor.run(applyTask("edges", { ...image, data })));
  assertEquals(result.image, (await runTask(applyTask("edges", image), NOTHING)).image);
});

Deno.test("BandsExecutor copies the pixels of a plan without stages", async () => {
  await using executor = new BandsExecutor({ workers: 2 });
  const image = picture(31, 17);
  const plan = { ...applyTask("blur", image).plan, stages: [], cost: 0 };
  const result = await within(executor.run({ kind: "apply", image, plan }));
  assertEquals(result.image, image);
  assert(result.image.data.buffer !== image.data.buffer);
});

Deno.test("BandsExecutor turns a picture upright and reports its size as a plain run does", async () => {
  await using executor = new BandsExecutor({ workers: 2 });
  const file = withOrientation(await encoded("jpeg", picture(64, 40)), 6);
  const task = convertTask("resize:20,sharpen", file, { format: "png" });
  const { timings: _, ...expected } = await runTask(task, NOTHING);
  const { timings: __, ...result } = await within(executor.run(task));
  assertEquals(result, expected);
  assertEquals(result.input, { width: 40, height: 64 });
});

Deno.test("BandsExecutor uses a codec of the native lane", async () => {
  await using executor = new BandsExecutor({ workers: 2 });
  const file = await encoded("png", picture(50, 40));
  const task = convertTask("blur", file, { codec: "imagescript", format: "jpeg" });
  const { timings: _, ...expected } = await runTask(task, NOTHING);
  const { timings: __, ...result } = await within(executor.run(task));
  assertEquals(result, expected);
});

Deno.test("BandsExecutor refuses by its header a picture that is too large, and keeps its workers", async () => {
  await using executor = new BandsExecutor({ workers: 2 });
  await within(executor.ready());
  const limits = { ...DEFAULT_LIMITS, maxPixels: 100 };
  const task = convertTask("blur", await encoded("png", picture(20, 20)), { limits });
  const error = await within(executor.run(task).catch((thrown) => thrown));
  assertStrictEquals(error.code, "too_many_pixels");
  const { workers, restarts, failed } = executor.stats();
  assertEquals([workers, restarts, failed], [2, 0, 1]);
});

/** The same JPEG with an EXIF segment that says how it is stored. */
function withOrientation(jpeg: Uint8Array, orientation: number): Uint8Array {
  const exif = [0x45, 0x78, 0x69, 0x66, 0, 0, 0x4d, 0x4d, 0, 42, 0, 0, 0, 8, 0, 1];
  const entry = [0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0];
  const length = exif.length + entry.length + 2;
  return Uint8Array.of(
    ...jpeg.subarray(0, 2),
    ...[0xff, 0xe1, length >> 8, length & 255, ...exif, ...entry],
    ...jpeg.subarray(2),
  );
}
