import { assertEquals, assertRejects, assertStrictEquals } from "@std/assert";
import { sniff } from "../codecs/sniff.ts";
import {
  convert,
  createExecutor,
  InputError,
  parseRecipe,
  QueueFullError,
  QueueManager,
  WorkerPool,
} from "../mod.ts";
import * as authoring from "../filters/authoring.ts";
import * as door from "../mod.ts";
import { picture } from "./picture.ts";

Deno.test("convert() runs a recipe on an executor of its own", async () => {
  const result = await convert(await picture(), "resize:24", { format: "png" });
  const { format, width, height } = sniff(result.bytes);
  assertEquals({ format, width, height }, { format: "png", width: 24, height: 16 });
});

Deno.test("convert() gives the same bytes on every executor", async () => {
  const expected = (await convert(await picture(), "blur:2,edges")).bytes;
  for (const mode of ["sync", "async", "workers"] as const) {
    await using executor = await createExecutor(mode, { workers: 1 });
    const result = await convert(await picture(), "blur:2,edges", { executor });
    assertEquals(result.bytes, expected);
  }
});

Deno.test("convert() leaves the caller its bytes, also on workers", async () => {
  await using executor = await createExecutor("workers", { workers: 1, sandbox: true });
  const bytes = await picture();
  const before = bytes.slice();
  const first = await convert(bytes, "grayscale", { executor });
  assertEquals(bytes, before);
  assertEquals((await convert(bytes, "grayscale", { executor })).bytes, first.bytes);
});

Deno.test("convert() takes parsed steps and presets", async () => {
  const steps = parseRecipe("grayscale");
  const parsed = await convert(await picture(), steps);
  const preset = await convert(await picture(), "@gray", { presets: { gray: "grayscale" } });
  assertEquals(parsed.bytes, preset.bytes);
});

Deno.test("convert() refuses a bad recipe, a bad quality and an aborted signal", async () => {
  const bytes = await picture();
  await assertRejects(() => convert(bytes, "nonsense"), InputError);
  for (const quality of [0, 101, 1.5, NaN]) {
    await assertRejects(() => convert(bytes, "grayscale", { quality }), RangeError);
  }
  const signal = AbortSignal.abort();
  const error = await assertRejects(() => convert(bytes, "grayscale", { signal }));
  assertEquals((error as Error).name, "AbortError");
});

Deno.test("convert() runs the example of the module's documentation", async () => {
  await using executor = await createExecutor("async");
  const photo = await Deno.readFile(new URL("../fixtures/photos/mountains.jpg", import.meta.url));
  const small = await convert(photo, "resize:320,sharpen:sigma=2", { executor, format: "png" });
  assertEquals(sniff(small.bytes).width, 320);
});

Deno.test("the door gives filter authors the same things as the light one", () => {
  const lent = Object.keys(authoring) as (keyof typeof authoring)[];
  assertEquals(lent.toSorted(), [
    "boolean",
    "choice",
    "colour",
    "customStage",
    "defineFilter",
    "integer",
    "number",
    "numbers",
    "pixelWords",
  ]);
  for (const name of lent) assertStrictEquals(door[name], authoring[name]);
});

Deno.test("WorkerPool and QueueManager stand alone for the library's users", async () => {
  await using pool = new WorkerPool({ workers: 1, permissions: "inherit" });
  const result = await convert(await picture(), "resize:24", { executor: pool });
  assertEquals(result.output, { width: 24, height: 16 });
  assertEquals(pool.stats().completed, 1);

  const line = new QueueManager<string, number>({ maxCount: 1, maxBytes: 100, onFull: "reject" });
  const reply = line.submit("a question");
  await assertRejects(() => line.submit("one more"), QueueFullError);
  const entry = line.take();
  assertEquals(entry?.request, "a question");
  assertEquals(line.complete(entry?.id ?? 0, 42), true);
  assertEquals(await reply, 42);
});
