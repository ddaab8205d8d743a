/// <reference no-default-lib="true" />
/// <reference lib="deno.worker" />
/** A worker that tries to leave its sandbox, and reports how each attempt ended. @module */
import { serveTasks } from "../../../pool/serve_tasks.ts";

const ATTEMPTS: Record<string, () => unknown> = {
  read: () => Deno.readTextFileSync("deno.json"),
  write: () => Deno.makeTempDirSync(),
  env: () => Deno.env.get("PATH"),
  net: () => Deno.listen({ hostname: "127.0.0.1", port: 0 }).close(),
  fetch: () => fetch("http://127.0.0.1:4507/"),
  run: () => new Deno.Command("true").outputSync(),
  ffi: () => Deno.dlopen("libc.so.6", {}),
  sys: () => Deno.hostname(),
  worker: () => {
    // A worker of a worker must not get more than its parent.
    new Worker("data:text/javascript,", { type: "module", deno: { permissions: { read: true } } });
  },
};

serveTasks(self, async () => {
  const report: Record<string, string> = {};
  for (const [name, attempt] of Object.entries(ATTEMPTS)) {
    try {
      await attempt();
      report[name] = "allowed";
    } catch (error) {
      report[name] = error instanceof Error ? error.name : String(error);
    }
  }
  return {
    kind: "convert",
    bytes: new TextEncoder().encode(JSON.stringify(report)),
    format: "png",
    input: { width: 1, height: 1 },
    output: { width: 1, height: 1 },
    warnings: [],
    timings: { queue: 0, decode: 0, filter: 0, encode: 0, total: 0 },
  };
});
