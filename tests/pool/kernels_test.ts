import { assertEquals, assertThrows } from "@std/assert";
import { HostExecutor } from "../../host/supervisor.ts";
import { kernelSet, useKernels } from "../../kernels/active.ts";
import { BandsExecutor } from "../../pool/bands_executor.ts";
import { SyncExecutor } from "../../pool/sync_executor.ts";
import { WorkerPool } from "../../pool/worker_pool.ts";
import { applyTask, picture, within } from "./support.ts";

Deno.test("stats() of every executor says which kernels run", async () => {
  const usual = kernelSet();
  try {
    for (const set of ["reference", usual] as const) {
      useKernels(set);
      await using pool = new WorkerPool({ workers: 1 });
      await using bands = new BandsExecutor({ workers: 1 });
      await using host = new HostExecutor({ workers: 1 });
      await using sync = new SyncExecutor();
      const said = [pool, bands, host, sync].map((executor) => executor.stats().kernels);
      assertEquals(said, new Array(4).fill(set));
    }
  } finally {
    useKernels(usual);
  }
});

Deno.test("WorkerPool gives the same bytes with the kernels that it is told to use", async () => {
  const task = () => applyTask("blur:2,canny,heavy_sharpen", picture(90, 70));
  await using usual = new WorkerPool({ workers: 1 });
  await using reference = new WorkerPool({ workers: 1, kernels: "reference" });
  assertEquals(reference.stats().kernels, "reference");
  const [first, second] = await within(Promise.all([usual.run(task()), reference.run(task())]));
  assertEquals(second.image.data, first.image.data);
});

Deno.test("WorkerPool refuses kernels that there are not", () => {
  assertThrows(() => new WorkerPool({ kernels: "gpu" as "simd" }), RangeError, "kernels");
});
