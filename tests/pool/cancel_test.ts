import { assertEquals } from "@std/assert";
import { ControlWords, createControl } from "../../pool/cancel.ts";

Deno.test("ControlWords stop the task that is named, and no other", () => {
  const control = createControl();
  const [pool, worker] = [new ControlWords(control), new ControlWords(control)];
  assertEquals(worker.isCancelled(1), false);
  pool.cancel(7);
  assertEquals([6, 7, 8].map((id) => worker.isCancelled(id)), [false, true, false]);
});

Deno.test("ControlWords work with ids beyond 32 bits", () => {
  const words = new ControlWords(createControl());
  const id = 2 ** 33 + 5;
  words.cancel(id);
  assertEquals([words.isCancelled(id), words.isCancelled(id + 1)], [true, false]);
});

Deno.test("ControlWords show the progress of the other side", () => {
  const control = createControl();
  const [pool, worker] = [new ControlWords(control), new ControlWords(control)];
  worker.advance();
  worker.advance();
  assertEquals(pool.progress, 2);
});
