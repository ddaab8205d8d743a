/** What the workers of a child host may do, and what they can load. @module */
import { assertEquals, assertRejects } from "@std/assert";
import { HostExecutor } from "../../host/supervisor.ts";
import { convertTask, encoded, picture, within } from "../pool/support.ts";

async function probe(host: HostExecutor): Promise<Record<string, string>> {
  const { bytes } = await within(host.run(convertTask("blur", new Uint8Array([1]))));
  return JSON.parse(new TextDecoder().decode(bytes));
}

Deno.test("HostExecutor runs default tasks in workers that may do nothing", async () => {
  const script = new URL("../pool/workers/probe.ts", import.meta.url);
  await using host = new HostExecutor({ workers: 1, script });
  const report = await probe(host);
  for (const [name, outcome] of Object.entries(report)) assertEquals(outcome, "NotCapable", name);
  assertEquals(Object.keys(report).length > 3, true);
});

Deno.test("HostExecutor passes on what native code needs to the lane for it", async () => {
  await using host = new HostExecutor({ workers: 1 });
  const png = await encoded("png", picture(40, 30));
  const result = await within(host.run(convertTask("blur", png, { codec: "imagescript" })));
  assertEquals([result.format, result.output], ["png", { width: 40, height: 30 }]);
});

Deno.test("HostExecutor loads the filters of a module in its workers", async () => {
  const plugins = [import.meta.resolve("../../examples/halftone.ts")];
  await using host = new HostExecutor({ workers: 1, plugins });
  const task = convertTask("blur", await encoded("png", picture(40, 30)));
  const steps = [{ filter: "halftone", params: { size: 6 } }];
  const result = await within(host.run({ ...task, steps }));
  assertEquals([result.output.width, result.output.height], [40, 30]);
});

Deno.test("HostExecutor refuses a lane that there is not", async () => {
  await using host = new HostExecutor({ workers: 1 });
  const task = convertTask("blur", new Uint8Array([1]));
  await assertRejects(() => host.run(task, { lane: "nobody" }), RangeError, "nobody");
  assertEquals(host.stats().accepted, 0);
});
