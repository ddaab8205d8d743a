import { assert, assertEquals, assertRejects, assertThrows } from "@std/assert";
import { WorkerCrashedError } from "../../errors.ts";
import { loadPlugin } from "../../filters/plugin.ts";
import { runTask } from "../../task/run_task.ts";
import { WorkerPool } from "../../pool/worker_pool.ts";
import { applyTask, convertTask, encoded, picture, within } from "./support.ts";

const HALFTONE = import.meta.resolve("../../examples/halftone.ts");
const NOSY = import.meta.resolve("./plugins/nosy.ts");
await loadPlugin(HALFTONE);
await loadPlugin(NOSY);

const here = { checkpoint() {} };

function moduleOf(source: string): string {
  return `data:text/javascript,${encodeURIComponent(source)}`;
}

Deno.test("WorkerPool runs filters of a plugin as this thread does, pixels and files alike", async () => {
  await using pool = new WorkerPool({ workers: 2, plugins: [HALFTONE] });
  const recipe = "blur:1,halftone:6";
  const pixels = await within(pool.run(applyTask(recipe, picture(90, 70))));
  assertEquals(pixels.image, (await runTask(applyTask(recipe, picture(90, 70)), here)).image);
  const file = await encoded("png", picture(90, 70));
  const converted = await within(pool.run(convertTask(recipe, file.slice())));
  assertEquals(converted.bytes, (await runTask(convertTask(recipe, file), here)).bytes);
});

Deno.test("WorkerPool loads plugins without any permission, and waits for those that take time", async () => {
  const painted = (await runTask(applyTask("nosy", picture(2, 2)), here)).image.data[0];
  assertEquals(painted, 255, "this thread may read");
  await using pool = new WorkerPool({ workers: 1, plugins: [NOSY] });
  assertEquals((await within(pool.run(applyTask("nosy", picture(2, 2))))).image.data[0], 0);
  await using trusting = new WorkerPool({ workers: 1, plugins: [NOSY], permissions: "inherit" });
  assertEquals((await within(trusting.run(applyTask("nosy", picture(2, 2))))).image.data[0], 255);
});

Deno.test("WorkerPool takes the plugins that this thread has loaded when it is told none", async () => {
  await using pool = new WorkerPool({ workers: 1 });
  assertEquals((await within(pool.run(applyTask("nosy,halftone", picture(9, 9))))).image.width, 9);
});

Deno.test("WorkerPool without a plugin rejects its filter with bad_plugin and goes on", async () => {
  await using pool = new WorkerPool({ workers: 1, plugins: [] });
  const error = await assertRejects(() => within(pool.run(applyTask("halftone", picture(9, 9)))));
  assertEquals((error as { code?: string }).code, "bad_plugin");
  assertEquals((await within(pool.run(applyTask("grayscale", picture(9, 9))))).image.width, 9);
});

const BROKEN: Readonly<Record<string, readonly [url: string, reason: RegExp]>> = {
  "that throws": [moduleOf("throw new RangeError('no luck')"), /no luck, with plugin 'data'$/],
  "that exports no filter": [moduleOf("1"), /Cannot load plugin 'data' as it exports no filter/],
  "that is not there": [
    new URL("./plugins/absent.ts", import.meta.url).href,
    /Module not found .*, with plugin 'absent\.ts'$/,
  ],
  "that never ends loading": [
    moduleOf("await new Promise(() => {})"),
    /not ready after 300 ms, with plugin 'data'$/,
  ],
};

for (const [what, [url, expected]] of Object.entries(BROKEN)) {
  Deno.test(`WorkerPool rejects tasks and gives the reason when it cannot load a plugin ${what}`, async () => {
    const startTimeoutMs = what === "that never ends loading" ? 300 : 20_000;
    await using pool = new WorkerPool({ workers: 1, plugins: [url], startTimeoutMs });
    const reasons: string[] = [];
    pool.on("workerEnd", ({ reason }) => reasons.push(reason));
    const run = () => within(pool.run(applyTask("grayscale", picture(2, 2))));
    await assertRejects(run, WorkerCrashedError);
    assert(expected.test(reasons[0]), reasons[0]);
    assert(!reasons[0].includes("/"), reasons[0]);
  });
}

Deno.test("WorkerPool wants absolute URLs of plugins", () => {
  assertThrows(() => new WorkerPool({ plugins: ["halftone.ts"] }), RangeError, "absolute URLs");
});
