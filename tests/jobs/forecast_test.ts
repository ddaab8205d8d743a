import { assert, assertEquals, assertThrows } from "@std/assert";
import type { Format } from "../../codecs/codec.ts";
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
  const work = { ...WORK, precise: true };
  const small = forecastImage(await picture({ width: 100, height: 100 }), work);
  const large = forecastImage(await picture({ width: 200, height: 100 }), work);
  assertEquals(large.times.decode, 2 * small.times.decode);
  assertEquals(2 * large.times.encode, small.times.encode);
  assertEquals(small.times.filter, small.plan.cost);
  const { decode, filter, encode } = small.times;
  assertEquals(totalTime(small.times), decode + filter + encode);
});

Deno.test("forecastImage() expects less of a picture that is decoded smaller", async () => {
  const bytes = await picture({ width: 800, height: 600 });
  const quick = forecastImage(bytes, WORK);
  const precise = forecastImage(bytes, { ...WORK, precise: true });
  assertEquals([quick.plan.shrink, precise.plan.shrink], [8, undefined]);
  assert(quick.times.decode < precise.times.decode / 2);
  assert(quick.times.filter < precise.times.filter / 2);
  assert(quick.bytes < precise.bytes);
  assertEquals(quick.times.encode, precise.times.encode);
});

Deno.test("forecastImage() knows what formats and options of encoding cost", async () => {
  const bytes = await picture({ width: 300, height: 200 });
  const { background } = { background: [255, 255, 255] } as const;
  const encode = (format: Format, options = {}) =>
    forecastImage(bytes, { ...WORK, format, encode: { background, ...options } });
  const order = [
    encode("jpeg"),
    encode("jpeg", { progressive: true }),
    encode("webp"),
    encode("webp", { effort: 9 }),
    encode("webp", { lossless: true }),
    encode("avif"),
    encode("avif", { lossless: true }),
    encode("avif", { effort: 5 }),
    encode("avif", { effort: 9 }),
  ].map(({ times }) => times.encode);
  assertEquals(order.toSorted((one, other) => one - other), order);
  assert(encode("webp", { lossless: true }).bytes > encode("webp").bytes);
  assert(encode("avif").bytes > encode("webp").bytes);
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
