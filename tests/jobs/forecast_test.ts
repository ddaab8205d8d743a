import { assert, assertEquals, assertThrows } from "@std/assert";
import { DEFAULT_LIMITS } from "../../config.ts";
import { DecodeError, LimitError } from "../../errors.ts";
import { forecastImage, totalTime } from "../../jobs/forecast.ts";
import { parseRecipe } from "../../pipeline/recipe.ts";
import { picture } from "../picture.ts";

const WORK = {
  steps: parseRecipe("resize:24"),
  format: undefined,
  limits: DEFAULT_LIMITS,
} as const;

Deno.test("forecastImage() knows sizes, formats and the plan from the header", async () => {
  const { info, format, plan } = forecastImage(await picture({ width: 48, height: 32 }), WORK);
  assertEquals([info.width, info.height, info.format, format], [48, 32, "jpeg", "jpeg"]);
  assertEquals(plan.output, { width: 24, height: 16 });
  const png = forecastImage(await picture(), { ...WORK, format: "png" });
  assertEquals([png.info.format, png.format], ["jpeg", "png"]);
});

Deno.test("forecastImage() takes decoding by the source, encoding by the result, filters by the plan", async () => {
  const small = forecastImage(await picture({ width: 100, height: 100 }), WORK);
  const large = forecastImage(await picture({ width: 200, height: 100 }), WORK);
  assertEquals(large.times.decode, 2 * small.times.decode);
  assertEquals(2 * large.times.encode, small.times.encode);
  assertEquals(small.times.filter, small.plan.cost);
  const { decode, filter, encode } = small.times;
  assertEquals(totalTime(small.times), decode + filter + encode);
});

Deno.test("forecastImage() counts file, codec and pixels as memory", async () => {
  const bytes = await picture({ width: 400, height: 300 });
  const { plan, bytes: peak } = forecastImage(bytes, WORK);
  assert(peak > plan.bytes + bytes.byteLength + 4 * 400 * 300);
  const more = forecastImage(bytes, { ...WORK, steps: parseRecipe("blur") });
  assert(more.bytes > peak);
});

Deno.test("forecastImage() throws what processing the picture would throw", async () => {
  const bytes = await picture({ width: 64, height: 64 });
  assertThrows(() => forecastImage(new Uint8Array([1, 2, 3]), WORK), DecodeError);
  assertThrows(() => forecastImage(bytes.subarray(0, bytes.length - 40), WORK), DecodeError);
  const limits = { ...DEFAULT_LIMITS, maxPixels: 100 };
  assertThrows(() => forecastImage(bytes, { ...WORK, limits }), LimitError, "100 pixels");
});
