/// <reference no-default-lib="true" />
/// <reference lib="deno.worker" />
/** Speaks the protocol of the pool and sends back the pixels it gets. @module */
import { serveTasks } from "../../pool/serve_tasks.ts";

const NO_TIME = { queue: 0, decode: 0, filter: 0, encode: 0, total: 0 };

serveTasks(self, (task) => {
  if (task.kind !== "apply") throw new TypeError(`Cannot echo a task of kind '${task.kind}'`);
  return Promise.resolve({ kind: "apply", image: task.image, timings: NO_TIME });
});
