import { assertEquals } from "@std/assert";
import { WorkerPool } from "../../pool/worker_pool.ts";
import { convertTask, encoded, picture, within } from "./support.ts";

Deno.test("WorkerPool has its workers try their codecs before they are ready, without permissions", async () => {
  await using pool = new WorkerPool({ workers: 2, warmUp: ["jpeg", "png"] });
  await within(pool.ready());
  assertEquals(pool.workers().map(({ state, tasks }) => [state, tasks]), [["idle", 0], [
    "idle",
    0,
  ]]);
  const file = await encoded("jpeg", picture(40, 30));
  const { output } = await within(pool.run(convertTask("blur", file, { format: "png" })));
  assertEquals(output, { width: 40, height: 30 });
});
