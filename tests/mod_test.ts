import { assertEquals, assertRejects } from "@std/assert";
import { sniff } from "../codecs/sniff.ts";
import { convert, createExecutor, InputError, parseRecipe } from "../mod.ts";
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
  await using executor = await createExecutor("workers", { workers: 1 });
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
