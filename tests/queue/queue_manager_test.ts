import { assert, assertEquals, assertRejects } from "@std/assert";
import { QueueFullError } from "../../errors.ts";
import { QueueManager } from "../../queue/queue_manager.ts";

type Manager = QueueManager<string, string>;

function manager(maxCount = 2, onFull: "wait" | "reject" = "wait"): Manager {
  return new QueueManager({ maxCount, maxBytes: 100, onFull });
}

function take(queue: Manager): { id: number; request: string } {
  const entry = queue.take();
  assert(entry !== undefined, "nothing waits");
  return entry;
}

/** What each promise ended with: its value or its reason. */
async function ends(promises: readonly Promise<string>[]): Promise<unknown[]> {
  const settled = await Promise.allSettled(promises);
  return settled.map((end) => end.status === "fulfilled" ? end.value : end.reason);
}

/** Counts who listens to a signal: one that lives long would keep every forgotten listener alive. */
function countListeners(signal: AbortSignal): () => number {
  let count = 0;
  const { addEventListener, removeEventListener } = signal;
  Object.assign(signal, {
    addEventListener(...args: Parameters<typeof addEventListener>): void {
      count++;
      addEventListener.apply(signal, args);
    },
    removeEventListener(...args: Parameters<typeof removeEventListener>): void {
      count--;
      removeEventListener.apply(signal, args);
    },
  });
  return () => count;
}

Deno.test("QueueManager gives each caller the reply to its own request, in whatever order they come", async () => {
  const queue = manager(3);
  const replies = ["a", "b", "c"].map((request) => queue.submit(request));
  const entries = [take(queue), take(queue), take(queue)];
  for (const { id, request } of entries.reverse()) queue.complete(id, request.toUpperCase());
  assertEquals(await Promise.all(replies), ["A", "B", "C"]);
});

Deno.test("QueueManager.submit() holds callers at the limit and lets them in in order", async () => {
  const queue = manager(2);
  const replies = ["a", "b", "c", "d"].map((request) => queue.submit(request));
  assertEquals([queue.stats().waiting, queue.stats().held], [2, 2]);
  const order: string[] = [];
  for (let i = 0; i < 4; i++) {
    const { id, request } = take(queue);
    order.push(request);
    queue.complete(id, request);
  }
  assertEquals(order, ["a", "b", "c", "d"]);
  assertEquals(await Promise.all(replies), order);
});

Deno.test("QueueManager.submit() lets nobody pass a held caller, even with room for a small one", async () => {
  const queue = manager(9);
  const replies = [
    queue.submit("a", { bytes: 90 }),
    queue.submit("large", { bytes: 50 }),
    queue.submit("small", { bytes: 1 }),
  ];
  assertEquals(queue.stats().held, 2);
  const order = [take(queue), take(queue), take(queue)].map((entry) => entry.request);
  assertEquals(order, ["a", "large", "small"]);
  queue.close("end");
  assertEquals(await ends(replies), ["end", "end", "end"]);
});

Deno.test("QueueManager.submit() throws QueueFullError at the limit when asked to", async () => {
  const queue = manager(1, "reject");
  const reply = queue.submit("a", { bytes: 7 });
  const error = await assertRejects(() => queue.submit("b"), QueueFullError, "1 tasks of 7 bytes");
  assertEquals(error.code, "queue_full");
  assertEquals(queue.stats().accepted, 1);
  queue.complete(take(queue).id, "A");
  assertEquals(await reply, "A");
});

Deno.test("QueueManager.submit() accepts one request above the byte limit when nothing waits", () => {
  const queue = manager(5);
  void queue.submit("large", { bytes: 1_000 });
  assertEquals([queue.stats().waiting, queue.stats().bytes], [1, 1_000]);
  assertEquals(take(queue).request, "large");
  assertEquals(queue.stats().bytes, 0);
});

Deno.test("QueueManager.submit() rejects with the reason of a signal, held or waiting, and frees its bytes", async () => {
  const queue = manager(1);
  const [first, second] = [new AbortController(), new AbortController()];
  const waiting = queue.submit("a", { bytes: 10, signal: first.signal });
  const held = queue.submit("b", { bytes: 20, signal: second.signal });
  const last = queue.submit("c", { bytes: 30 });
  second.abort("not you");
  assertEquals(await held.catch((reason) => reason), "not you");
  first.abort("nor you");
  assertEquals(await waiting.catch((reason) => reason), "nor you");
  assertEquals([queue.stats().bytes, queue.stats().cancelled, queue.stats().accepted], [30, 1, 2]);
  queue.complete(take(queue).id, "C");
  assertEquals(await last, "C");
});

Deno.test("QueueManager.submit() lets in who stood behind a held caller that left", async () => {
  const queue = manager(9);
  const controller = new AbortController();
  void queue.submit("a", { bytes: 90 });
  const large = queue.submit("large", { bytes: 50, signal: controller.signal });
  void queue.submit("small", { bytes: 1 });
  assertEquals(queue.stats().held, 2);
  controller.abort("enough");
  assertEquals(await ends([large]), ["enough"]);
  assertEquals([queue.stats().held, queue.stats().waiting], [0, 2]);
});

Deno.test("QueueManager.submit() accepts nothing with an aborted signal", async () => {
  const queue = manager();
  await assertRejects(
    () => queue.submit("a", { signal: AbortSignal.abort() }),
    DOMException,
    "aborted",
  );
  assertEquals(queue.stats().accepted, 0);
});

Deno.test("QueueManager leaves an active request to its owner when the signal aborts", async () => {
  const queue = manager();
  const controller = new AbortController();
  const reply = queue.submit("a", { signal: controller.signal });
  const { id } = take(queue);
  controller.abort();
  assertEquals(queue.stats().active, 1);
  queue.complete(id, "A");
  assertEquals(await reply, "A");
});

Deno.test("QueueManager counts late and duplicate replies and delivers none", async () => {
  const queue = manager();
  const reply = queue.submit("a");
  const { id } = take(queue);
  assertEquals(queue.complete(id, "first"), true);
  assertEquals(queue.complete(id, "second"), false);
  assertEquals(queue.fail(id, new Error("third")), false);
  assertEquals(queue.complete(999, "nobody's"), false);
  queue.noteStale();
  assertEquals(await reply, "first");
  const { completed, failed, stale } = queue.stats();
  assertEquals([completed, failed, stale], [1, 0, 4]);
});

Deno.test("QueueManager.failWaiting() ends those that are wanted, held ones that move up included", async () => {
  const queue = manager(1);
  const replies = ["bad", "bad", "good"].map((request) => queue.submit(request));
  queue.failWaiting("no workers", (request) => request === "bad");
  assertEquals(take(queue).request, "good");
  queue.complete(3, "fine");
  assertEquals(await ends(replies), ["no workers", "no workers", "fine"]);
});

Deno.test("QueueManager.close() cancels everything, once, and refuses what comes later", async () => {
  const queue = manager(1);
  const replies = ["a", "b", "c"].map((request) => queue.submit(request));
  const { id } = take(queue);
  queue.close("closed");
  queue.close("closed again");
  assertEquals(queue.complete(id, "late"), false);
  assertEquals(await ends([...replies, queue.submit("d")]), Array(4).fill("closed"));
  const { accepted, cancelled, waiting, active, held, bytes } = queue.stats();
  // The third was held and never accepted: its place in the line became free when the first was taken.
  assertEquals([accepted, cancelled, waiting, active, held, bytes], [2, 2, 0, 0, 0, 0]);
});

Deno.test("QueueManager forgets the signal of a settled request, whether it ran, waited or was held", async () => {
  const queue = manager();
  const controller = new AbortController();
  const listeners = countListeners(controller.signal);
  const running = queue.submit("a", { signal: controller.signal });
  const waiting = queue.submit("b", { signal: controller.signal });
  const held = queue.submit("c", { signal: controller.signal });
  assertEquals(listeners(), 3);
  queue.complete(take(queue).id, "A");
  queue.complete(take(queue).id, "B");
  queue.complete(take(queue).id, "C");
  assertEquals(await ends([running, waiting, held]), ["A", "B", "C"]);
  assertEquals(listeners(), 0);
});
