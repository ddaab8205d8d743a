import { assert, assertEquals } from "@std/assert";
import { WorkerPool, type WorkerPoolOptions } from "../../pool/worker_pool.ts";
import { convertTask, encoded, picture, within } from "./support.ts";

async function probe(options: WorkerPoolOptions): Promise<Record<string, string>> {
  const script = new URL("./workers/probe.ts", import.meta.url);
  await using pool = new WorkerPool({ workers: 1, script, ...options });
  const { bytes } = await within(pool.run(convertTask("blur", new Uint8Array(1))));
  return JSON.parse(new TextDecoder().decode(bytes));
}

Deno.test("WorkerPool gives its workers no permission: not to read, write, connect, run, or load", async () => {
  const report = await probe({});
  const attempts = ["read", "write", "env", "net", "fetch", "run", "ffi", "sys", "worker"];
  assertEquals(report, Object.fromEntries(attempts.map((name) => [name, "NotCapable"])));
});

Deno.test("WorkerPool for native code passes on read, env and ffi, and nothing else", async () => {
  const report = await probe({ permissions: "native" });
  assertEquals([report.read, report.env], ["allowed", "allowed"]);
  assert(report.ffi !== "NotCapable", report.ffi);
  for (const name of ["write", "net", "fetch", "run", "sys"]) {
    assertEquals(report[name], "NotCapable", name);
  }
});

Deno.test("WorkerPool runs a native provider in workers of its own, and no other task with them", async () => {
  await using pool = new WorkerPool({ workers: 1 });
  const file = await encoded("png", picture(40, 30));
  const usual = await within(pool.run(convertTask("blur", file.slice())));
  assertEquals(pool.stats().workers, 1);
  const native = await within(
    pool.run(convertTask("blur", file.slice(), { codec: "imagescript" })),
  );
  assertEquals(pool.stats().workers, 2);
  assertEquals([native.format, native.output.width], [usual.format, usual.output.width]);
});
