/// <reference no-default-lib="true" />
/// <reference lib="deno.worker" />
/** A worker that does what the first pixel of its task says: the real protocol around faults of tiny tasks. @module */
import { serveTasks } from "../../../pool/serve_tasks.ts";

serveTasks(self, async (task, context) => {
  if (task.kind !== "apply") throw new TypeError("only pixels");
  const [verb] = task.image.data;
  if (verb === 1) {
    self.close();
    await new Promise(() => {});
  }
  if (verb === 2) { while (true) await context.checkpoint(); }
  const timings = { queue: 0, decode: 0, filter: 0, encode: 0, total: 0 };
  return { kind: "apply", image: task.image, timings };
});
