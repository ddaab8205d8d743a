import { assertAlmostEquals, assertEquals, assertRejects } from "@std/assert";
import { DEFAULT_LIMITS } from "../../config.ts";
import { errorCode } from "../../errors.ts";
import { totalTime } from "../../jobs/forecast.ts";
import { forecastBatch } from "../../jobs/forecast_batch.ts";
import { parseRecipe } from "../../pipeline/recipe.ts";
import { picture, writePicture } from "../picture.ts";
import { temporaryFolder } from "../temporary_folder.ts";

const WORK = { steps: parseRecipe("blur"), format: undefined, limits: DEFAULT_LIMITS } as const;

async function writeSizes(root: string, widths: readonly number[]): Promise<string[]> {
  const inputs = widths.map((_, index) => `${root}/${index}.jpg`);
  for (const [index, width] of widths.entries()) {
    await writePicture(inputs[index], { width, height: 50 });
  }
  return inputs;
}

Deno.test("forecastBatch() adds up what it read, and knows the largest", async () => {
  await using folder = await temporaryFolder();
  const inputs = await writeSizes(folder.path, [50, 100, 200]);
  const forecast = await forecastBatch(named(inputs), WORK);
  assertEquals([forecast?.images, forecast?.samples.map(({ input }) => input)], [3, inputs]);
  const each = forecast?.samples.map(({ forecast }) => totalTime(forecast.times)) ?? [];
  assertAlmostEquals(
    totalTime(forecast?.times ?? { decode: 0, filter: 0, encode: 0 }),
    sum(each),
    1e-9,
  );
  assertEquals(forecast?.longestMs, each[2]);
  assertEquals(forecast?.largestBytes, forecast?.samples[2].forecast.bytes);
});

Deno.test("forecastBatch() reads a few pictures, evenly, and takes them for all", async () => {
  await using folder = await temporaryFolder();
  const inputs = await writeSizes(folder.path, [60, 60, 60, 60, 60, 60]);
  const forecast = await forecastBatch(named(inputs), WORK, { samples: 2 });
  assertEquals(forecast?.samples.map(({ input }) => input), [inputs[0], inputs[3]]);
  const all = await forecastBatch(named(inputs), WORK);
  assertAlmostEquals(forecast?.times.filter ?? 0, all?.times.filter ?? 1, 1e-9);
});

Deno.test("forecastBatch() leaves out what cannot be processed", async () => {
  await using folder = await temporaryFolder();
  const [input] = await writeSizes(folder.path, [60]);
  const text = `${folder.path}/text`;
  await Deno.writeTextFile(text, "text");
  const refused: [string, string][] = [];
  const forecast = await forecastBatch(named([text, input, "missing"]), WORK, {
    onRefused: (path, thrown) => refused.push([path, errorCode(thrown)]),
  });
  assertEquals([forecast?.images, forecast?.samples.length], [3, 1]);
  assertEquals(refused, [[text, "unsupported_format"], ["missing", "read_failed"]]);
  assertEquals(await forecastBatch(named([text]), WORK), undefined);
  assertEquals(await forecastBatch([], WORK), undefined);
});

Deno.test("forecastBatch() takes the bytes of a stream as they are", async () => {
  const bytes = await picture({ width: 70, height: 50 });
  const forecast = await forecastBatch([{ input: "-", bytes }], WORK);
  assertEquals(forecast?.samples.map(({ forecast: { info } }) => info.width), [70]);
});

Deno.test("forecastBatch() stops at its signal", async () => {
  const signal = AbortSignal.abort(new Error("stop"));
  await assertRejects(() => forecastBatch(named(["a"]), WORK, { signal }), Error, "stop");
});

function named(inputs: readonly string[]): { input: string }[] {
  return inputs.map((input) => ({ input }));
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
