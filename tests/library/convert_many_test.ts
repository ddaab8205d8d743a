import { assert, assertEquals, assertRejects } from "@std/assert";
import { DecodeError, InputError, TaskTimeoutError } from "../../errors.ts";
import { convert } from "../../library/convert.ts";
import { type Converted, convertMany, type Picture } from "../../library/convert_many.ts";
import { createExecutor } from "../../library/create_executor.ts";
import { within } from "../pool/support.ts";
import { picture } from "../picture.ts";

const PNG = await picture();

async function all(results: AsyncIterable<Converted>): Promise<Converted[]> {
  return await within(Array.fromAsync(results));
}

Deno.test("convertMany() yields what convert() gives, in the order of the inputs, whatever fails", async () => {
  const broken = new Error("cannot read");
  const inputs: Picture[] = [
    PNG.slice(),
    new Uint8Array(9),
    () => PNG.slice(),
    () => Promise.reject(broken),
    () => Promise.resolve(PNG.slice()),
  ];
  const results = await all(convertMany(inputs, "grayscale", { concurrency: 3 }));
  assertEquals(results.map(({ index }) => index), [0, 1, 2, 3, 4]);
  const statuses = ["completed", "failed", "completed", "failed", "completed"];
  assertEquals(results.map(({ status }) => status), statuses as Converted["status"][]);
  const expected = (await convert(PNG, "grayscale")).bytes;
  for (const one of results) {
    if (one.status === "completed") assertEquals(one.result.bytes, expected);
    else if (one.index === 3) assertEquals(one.error, broken);
    else assert(one.error instanceof DecodeError, String(one.error));
  }
});

Deno.test("convertMany() tells its progress once for each picture", async () => {
  await using executor = await createExecutor("async");
  const told: [number, number, number][] = [];
  const inputs = [PNG.slice(), new Uint8Array(9), PNG.slice()];
  await all(convertMany(inputs, "grayscale", {
    executor,
    concurrency: 1,
    onProgress: ({ settled, completed, last }) => told.push([settled, completed, last.index]),
  }));
  assertEquals(told, [[1, 1, 0], [2, 1, 1], [3, 2, 2]]);
});

Deno.test("convertMany() reads no further ahead than its concurrency", async () => {
  await using executor = await createExecutor("async");
  let read = 0;
  function* endless(): Generator<Picture> {
    try {
      while (true) {
        read++;
        yield () => PNG.slice();
      }
    } finally {
      read = -read;
    }
  }
  const results = convertMany(endless(), "grayscale", { executor, concurrency: 2 });
  for (let taken = 1; taken <= 3; taken++) {
    const next = await within(results.next());
    assertEquals(next.value?.index, taken - 1);
    assertEquals(read, taken + 1);
  }
  await within(results.return());
  assertEquals(read, -4, "the source is closed");
  const { accepted, completed, failed, cancelled } = executor.stats();
  assertEquals(accepted, completed + failed + cancelled, "nothing runs on");
});

Deno.test("convertMany() ends what runs as cancelled and reads no more when its signal aborts", async () => {
  const stop = new AbortController();
  let read = 0;
  function* pictures(): Generator<Picture> {
    for (read = 1; read <= 100; read++) yield () => PNG.slice();
  }
  await using executor = await createExecutor("workers", { workers: 1 });
  const results = await all(convertMany(pictures(), "blur:9", {
    executor,
    concurrency: 4,
    signal: stop.signal,
    onProgress: ({ settled }) => settled === 1 && stop.abort(),
  }));
  assertEquals(results[0].status, "completed");
  assert(results.length < 10 && read < 10, `${results.length} results, ${read} read`);
  const last = results[results.length - 1];
  assertEquals(last.status, "cancelled");
});

Deno.test("convertMany() tells a deadline from a failure", async () => {
  await using executor = await createExecutor("async");
  const [one] = await all(
    convertMany([PNG.slice()], "blur:90,blur:90,blur:90", { executor, timeout: 1e-6 }),
  );
  assertEquals(one.status, "timed_out");
  assert(one.status === "timed_out" && one.error instanceof TaskTimeoutError);
});

Deno.test("convertMany() rejects at once for a bad recipe, concurrency or quality", async () => {
  await assertRejects(() => all(convertMany([], "nonsense")), InputError);
  for (const concurrency of [0, 1.5, NaN]) {
    await assertRejects(() => all(convertMany([], "grayscale", { concurrency })), RangeError);
  }
  await assertRejects(() => all(convertMany([], "grayscale", { quality: 0 })), RangeError);
});

Deno.test("convertMany() throws what its source or onProgress throws, and leaves nothing running", async () => {
  await using executor = await createExecutor("async");
  function* failing(): Generator<Picture> {
    yield PNG.slice();
    throw new RangeError("no more");
  }
  await assertRejects(
    () => all(convertMany(failing(), "grayscale", { executor })),
    RangeError,
    "no more",
  );
  const onProgress = (): never => {
    throw new TypeError("not now");
  };
  await assertRejects(
    () => all(convertMany([PNG.slice()], "grayscale", { executor, onProgress })),
    TypeError,
    "not now",
  );
  const { active, waiting } = executor.stats();
  assertEquals([active, waiting], [0, 0]);
});
