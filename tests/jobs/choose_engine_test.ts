import { assert, assertEquals, assertThrows } from "@std/assert";
import { InputError } from "../../errors.ts";
import { chooseEngine, type EngineRequest, isNative } from "../../jobs/choose_engine.ts";
import type { BatchForecast } from "../../jobs/forecast_batch.ts";

const REQUEST: EngineRequest = {
  mode: "auto",
  workers: undefined,
  images: 5,
  cores: 4,
  codec: undefined,
};

/** A batch of equal pictures, each with so many ms of filters and of decoding and encoding. */
function batch(images: number, filter: number, codec: number, bytes = 1e8): BatchForecast {
  const times = {
    decode: (images * codec) / 2,
    filter: images * filter,
    encode: (images * codec) / 2,
  };
  return { images, samples: [], times, longestMs: filter + codec, largestBytes: bytes };
}

function withForecast(forecast: BatchForecast): EngineRequest {
  return { ...REQUEST, images: forecast.images, forecast };
}

const CHOICES: readonly (readonly [string, EngineRequest, string, number])[] = [
  ["several images and cores", REQUEST, "workers", 4],
  ["one image", { ...REQUEST, images: 1 }, "async", 0],
  ["one core", { ...REQUEST, cores: 1 }, "async", 0],
  ["workers asked for", { ...REQUEST, images: 1, workers: 3 }, "workers", 1],
  ["sync asked for", { ...REQUEST, mode: "sync" }, "sync", 0],
  ["bands asked for", { ...REQUEST, mode: "bands" }, "bands", 4],
  ["a few tiny pictures", withForecast(batch(3, 2, 2)), "sync", 0],
  ["one small picture", withForecast(batch(1, 20, 90)), "async", 0],
  ["many tiny pictures", withForecast(batch(1000, 2, 2)), "workers", 4],
  ["many large pictures", withForecast(batch(100, 1000, 250)), "workers", 4],
  ["one large heavy picture", withForecast(batch(1, 2000, 250)), "bands", 4],
  ["one large picture with a light filter", withForecast(batch(1, 20, 250)), "async", 0],
  ["two heavy pictures on four cores", withForecast(batch(2, 2000, 100)), "bands", 4],
  ["two pictures that are mostly codec", withForecast(batch(2, 20, 2000)), "workers", 2],
  ["one core and heavy work", { ...withForecast(batch(9, 900, 9)), cores: 1 }, "workers", 1],
];

for (const [what, request, mode, workers] of CHOICES) {
  Deno.test(`chooseEngine() chooses ${mode} for ${what}`, () => {
    const engine = chooseEngine(request);
    assertEquals([engine.mode, engine.workers], [mode, workers]);
    assert(engine.reason !== "");
  });
}

Deno.test("chooseEngine() orders what could be chosen by its predicted time", () => {
  const { candidates } = chooseEngine(withForecast(batch(100, 1000, 250)));
  const modes = new Set(candidates.map(({ mode }) => mode));
  assertEquals(modes, new Set(["workers", "bands", "async", "sync"]));
  const workers = candidates.filter(({ mode }) => mode === "workers").map(({ ms }) => ms);
  assertEquals(workers, workers.toSorted((a, b) => a - b));
  const [async] = candidates.filter(({ mode }) => mode === "async");
  assertEquals(async.ms, 125_000);
});

Deno.test("chooseEngine() takes the speed of the machine into account", () => {
  const request = withForecast(batch(4, 15, 10));
  assertEquals(chooseEngine(request).mode, "async");
  const slow = { filterFactor: 5, codecFactor: 5, workerStartMs: 60 };
  assertEquals(chooseEngine({ ...request, machine: slow }).mode, "workers");
  const fastStart = { filterFactor: 1, codecFactor: 1, workerStartMs: 5 };
  assertEquals(chooseEngine({ ...request, machine: fastStart }).mode, "workers");
});

Deno.test("chooseEngine() starts no more workers than memory can feed", () => {
  const request = withForecast(batch(100, 100, 250, 1e9));
  assertEquals(chooseEngine({ ...request, memoryBudget: 2.5e9 }).workers, 2);
  assertEquals(chooseEngine({ ...request, workers: 4, memoryBudget: 3e9 }).workers, 3);
  assertEquals(chooseEngine({ ...request, mode: "workers", memoryBudget: 1e6 }).workers, 1);
});

Deno.test("chooseEngine() takes bands only when memory holds their share in every worker", () => {
  const request = withForecast(batch(1, 2000, 250, 1e9));
  const roomy = chooseEngine({ ...request, memoryBudget: 2e9 });
  assertEquals([roomy.mode, roomy.memoryFactor], ["bands", 2]);
  const tight = chooseEngine({ ...request, memoryBudget: 1.9e9, requireSandbox: true });
  assertEquals([tight.mode, tight.memoryFactor], ["workers", 1]);
});

Deno.test("chooseEngine() starts no more workers than there are images, and at least one", () => {
  assertEquals(chooseEngine({ ...REQUEST, workers: 8, images: 3 }).workers, 3);
  assertEquals(chooseEngine({ ...REQUEST, workers: 2, images: 3 }).workers, 2);
  assertEquals(chooseEngine({ ...REQUEST, mode: "workers", images: 0 }).workers, 1);
});

Deno.test("chooseEngine() knows a sandbox only for workers without native code", () => {
  assertEquals(chooseEngine(REQUEST).sandboxed, true);
  assertEquals(chooseEngine({ ...REQUEST, mode: "bands" }).sandboxed, true);
  assertEquals(chooseEngine({ ...REQUEST, codec: "imagescript" }).sandboxed, false);
  assertEquals(chooseEngine({ ...REQUEST, mode: "async" }).sandboxed, false);
});

Deno.test("chooseEngine() stays in the sandbox when it must", () => {
  const tiny = { ...withForecast(batch(1, 2, 2)), requireSandbox: true };
  assertEquals(chooseEngine(tiny).sandboxed, true);
  assertEquals(chooseEngine({ ...REQUEST, images: 1, requireSandbox: true }).mode, "workers");
});

Deno.test("chooseEngine() takes workers for a process of their own", () => {
  const engine = chooseEngine({ ...withForecast(batch(1, 2000, 2)), isolate: true });
  assertEquals([engine.mode, engine.isolated], ["workers", true]);
  assertEquals(chooseEngine(REQUEST).isolated, false);
});

const REFUSALS: readonly Partial<EngineRequest>[] = [
  { requireSandbox: true, mode: "sync" },
  { requireSandbox: true, mode: "async" },
  { requireSandbox: true, codec: "imagescript" },
  { isolate: true, mode: "bands" },
  { isolate: true, mode: "sync" },
];

for (const change of REFUSALS) {
  Deno.test(`chooseEngine() refuses ${JSON.stringify(change)}`, () => {
    const error = assertThrows(() => chooseEngine({ ...REQUEST, ...change }), InputError);
    assertEquals(error.code, "bad_option");
  });
}

Deno.test("isNative() is true for providers that run native code", () => {
  assertEquals(isNative("imagescript"), true);
  assertEquals(isNative("libjpeg-turbo"), false);
  assertEquals(isNative(undefined), false);
  assertEquals(isNative("no such provider"), false);
});
