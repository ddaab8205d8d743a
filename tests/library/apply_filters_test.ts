import { assertEquals, assertRejects } from "@std/assert";
import { InputError, LimitError } from "../../errors.ts";
import { applyFilters } from "../../library/apply_filters.ts";
import { createExecutor } from "../../library/create_executor.ts";
import { DEFAULT_LIMITS } from "../../config.ts";
import { runTask } from "../../task/run_task.ts";
import { applyTask, picture, within } from "../pool/support.ts";

Deno.test("applyFilters() gives the same pixels on every executor and leaves the caller its own", async () => {
  const recipe = "blur:2,resize:20,edges";
  const expected = await runTask(applyTask(recipe, picture(40, 30)), { checkpoint() {} });
  const image = picture(40, 30);
  assertEquals(await applyFilters(image, recipe), expected.image);
  for (const mode of ["sync", "async", "workers", "bands"] as const) {
    await using executor = await createExecutor(mode, { workers: 1 });
    const result = await within(applyFilters(image, recipe, { executor }));
    assertEquals(result, expected.image, mode);
    assertEquals(image, picture(40, 30), mode);
  }
});

Deno.test("applyFilters() gives the pixels away when it may", async () => {
  await using executor = await createExecutor("workers", { workers: 1 });
  const image = picture(40, 30);
  await within(applyFilters(image, "grayscale", { executor, transfer: true }));
  assertEquals(image.data.length, 0);
});

Deno.test("applyFilters() takes presets, and refuses bad recipes, sizes and pictures", async () => {
  const presets = { gray: "grayscale" };
  const gray = await applyFilters(picture(4, 4), "@gray", { presets });
  assertEquals(gray, await applyFilters(picture(4, 4), "grayscale"));
  await assertRejects(() => applyFilters(picture(4, 4), "nonsense"), InputError);
  const limits = { ...DEFAULT_LIMITS, maxSide: 100 };
  await assertRejects(() => applyFilters(picture(4, 4), "resize:101", { limits }), LimitError);
  const wrong = { width: 5, height: 4, data: picture(4, 4).data };
  await assertRejects(() => applyFilters(wrong, "grayscale"), RangeError);
  const signal = AbortSignal.abort();
  const error = await assertRejects(() => applyFilters(picture(4, 4), "grayscale", { signal }));
  assertEquals((error as Error).name, "AbortError");
});
