/** Priorities, full lines, time limits and retries of a queue. @module */
import { assert, assertEquals, assertRejects } from "@std/assert";
import { delay } from "@std/async/delay";
import { QueueFullError, TaskTimeoutError } from "../../errors.ts";
import { type Entry, QueueManager, type QueueOptions } from "../../queue/queue_manager.ts";

type Manager = QueueManager<string, string>;

function manager(options: Partial<QueueOptions> = {}): Manager {
  return new QueueManager({ maxCount: 2, maxBytes: 100, ...options });
}

function take(queue: Manager): Entry<string> {
  const entry = queue.take();
  assert(entry !== undefined, "nothing waits");
  return entry;
}

/** A clock that is set by hand. */
function handClock(): { now: () => number; advance(ms: number): void } {
  let time = 1_000;
  return { now: () => time, advance: (ms) => void (time += ms) };
}

Deno.test("QueueManager.take() serves higher priorities first, and older ones when they have aged", () => {
  const clock = handClock();
  const queue = manager({ maxCount: 9, ageingMs: 100, now: clock.now });
  void queue.submit("old", { priority: 0 });
  clock.advance(150);
  void queue.submit("one step up", { priority: 1 });
  void queue.submit("two steps up", { priority: 2 });
  void queue.submit("usual");
  const order = [take(queue), take(queue), take(queue), take(queue)].map(({ request }) => request);
  assertEquals(order, ["two steps up", "old", "one step up", "usual"]);
});

Deno.test("QueueManager lets held callers in by priority, and at once when there is room for the first", () => {
  const queue = manager({ maxCount: 9, now: () => 0 });
  void queue.submit("a", { bytes: 90 });
  void queue.submit("large", { bytes: 50 });
  assertEquals(queue.stats().held, 1);
  void queue.submit("urgent and small", { bytes: 5, priority: 1 });
  assertEquals([queue.stats().held, queue.stats().waiting], [1, 2]);
  const order = [take(queue), take(queue), take(queue)].map(({ request }) => request);
  assertEquals(order, ["urgent and small", "a", "large"]);
});

Deno.test("QueueManager under drop_oldest cancels the oldest with 'dropped' and accepts the newcomer", async () => {
  const queue = manager({ onFull: "drop_oldest" });
  const [first] = ["a", "b"].map((request) => queue.submit(request));
  void queue.submit("c");
  const error = await assertRejects(() => first, QueueFullError, "dropped for a newer one");
  assertEquals(error.code, "dropped");
  const { accepted, waiting, cancelled, held } = queue.stats();
  assertEquals([accepted, waiting, cancelled, held], [3, 2, 1, 0]);
  assertEquals([take(queue).request, take(queue).request], ["b", "c"]);
});

Deno.test("QueueManager under drop_oldest refuses who has the lowest priority of all", async () => {
  const queue = manager({ onFull: "drop_oldest" });
  void queue.submit("a", { priority: 1 });
  void queue.submit("b", { priority: 1 });
  const error = await assertRejects(() => queue.submit("c"), QueueFullError);
  assertEquals([error.code, queue.stats().accepted], ["queue_full", 2]);
});

Deno.test("QueueManager under caller_runs starts at once what finds the line full", async () => {
  const queue = manager({ onFull: "caller_runs" });
  const overflow: Entry<string>[] = [];
  queue.onOverflow = (entry) => overflow.push(entry);
  void queue.submit("a");
  void queue.submit("b");
  const reply = queue.submit("c");
  assertEquals(overflow.map(({ request }) => request), ["c"]);
  assertEquals([queue.stats().waiting, queue.stats().active], [2, 1]);
  queue.complete(overflow[0].id, "C");
  assertEquals(await reply, "C");
});

Deno.test("QueueManager times out a request that waits too long, in the line or held before it", async () => {
  const queue = manager({ maxCount: 1 });
  const waiting = queue.submit("a", { timeoutMs: 5 });
  const held = queue.submit("b", { timeoutMs: 1 });
  for (const reply of [held, waiting]) {
    const error = await assertRejects(
      () => reply,
      TaskTimeoutError,
      "waited longer than its limit",
    );
    assertEquals(error.code, "queue_timeout");
  }
  // Who was held was never accepted.
  const { accepted, timed_out, waiting: left, held: outside } = queue.stats();
  assertEquals([accepted, timed_out, left, outside], [1, 1, 0, 0]);
});

Deno.test("QueueManager does not count running time as waiting", async () => {
  const queue = manager();
  const reply = queue.submit("a", { timeoutMs: 5 });
  const { id } = take(queue);
  await delay(15);
  assertEquals(queue.stats().active, 1);
  queue.complete(id, "A");
  assertEquals(await reply, "A");
});

Deno.test("QueueManager.retry() delays a request and puts it back in its old place, full or not", async () => {
  const queue = manager();
  const first = queue.submit("a");
  const { id } = take(queue);
  assertEquals(queue.retry(id, 5), true);
  void queue.submit("b");
  void queue.submit("c");
  assertEquals([queue.stats().delayed, queue.stats().waiting], [1, 2]);
  const again = Promise.withResolvers<void>();
  queue.onWaiting = again.resolve;
  await again.promise;
  assertEquals([queue.stats().delayed, queue.stats().waiting], [0, 3]);
  assertEquals(take(queue).id, id);
  queue.complete(id, "A");
  assertEquals(await first, "A");
  assertEquals(queue.metrics().run.count, 2);
});

Deno.test("QueueManager cancels a delayed request when its signal aborts, and starts no timer for it later", async () => {
  const queue = manager();
  const controller = new AbortController();
  const reply = queue.submit("a", { signal: controller.signal });
  queue.retry(take(queue).id, 1);
  controller.abort(new Error("enough"));
  await assertRejects(() => reply, Error, "enough");
  await delay(5);
  const { waiting, delayed, cancelled, stale } = queue.stats();
  assertEquals([waiting, delayed, cancelled, stale], [0, 0, 1, 0]);
});

Deno.test("QueueManager.retry() cancels a request whose signal aborted while it ran", async () => {
  const queue = manager();
  const controller = new AbortController();
  const reply = queue.submit("a", { signal: controller.signal });
  const { id } = take(queue);
  controller.abort(new Error("enough"));
  assertEquals(queue.retry(id, 1), false);
  await assertRejects(() => reply, Error, "enough");
  assertEquals([queue.stats().delayed, queue.stats().cancelled], [0, 1]);
});

Deno.test("QueueManager.retry() of a settled request is stale", () => {
  const queue = manager();
  void queue.submit("a");
  const { id } = take(queue);
  queue.complete(id, "A");
  assertEquals([queue.retry(id, 1), queue.stats().stale], [false, 1]);
});

Deno.test("QueueManager.metrics() times waiting, running, the oldest and the pace", () => {
  const clock = handClock();
  const queue = manager({ maxCount: 9, now: clock.now });
  void queue.submit("a");
  clock.advance(40);
  void queue.submit("b");
  clock.advance(60);
  const { id, waitedMs } = take(queue);
  assertEquals([waitedMs, queue.metrics().oldestMs], [100, 60]);
  clock.advance(500);
  queue.complete(id, "A");
  const { wait, run, perSecond, oldestMs } = queue.metrics();
  assertEquals([wait.count, wait.max, run.count, run.max], [1, 100, 1, 500]);
  assertEquals([perSecond, oldestMs], [1, 560]);
  take(queue);
  assertEquals(queue.metrics().oldestMs, 0);
});

Deno.test("QueueManager.idle() resolves when the last open request has settled", async () => {
  const queue = manager();
  await queue.idle();
  void queue.submit("a");
  void queue.submit("b");
  let idle = false;
  const waited = queue.idle().then(() => void (idle = true));
  queue.complete(take(queue).id, "A");
  await delay(0);
  assertEquals(idle, false);
  queue.complete(take(queue).id, "B");
  await waited;
});

Deno.test("QueueManager.refuse() takes no more and finishes what is open or held", async () => {
  const queue = manager({ maxCount: 1 });
  const replies = ["a", "b"].map((request) => queue.submit(request));
  queue.refuse(new Error("closing"));
  await assertRejects(() => queue.submit("c"), Error, "closing");
  for (let i = 0; i < 2; i++) {
    const { id, request } = take(queue);
    queue.complete(id, request);
  }
  assertEquals(await Promise.all(replies), ["a", "b"]);
});

Deno.test("QueueManager tells the id before the request can start", () => {
  const queue = manager();
  const events: string[] = [];
  queue.onWaiting = () => void events.push(`started ${queue.take()?.id}`);
  void queue.submit("a", { onAccepted: (id) => void events.push(`accepted ${id}`) });
  assertEquals(events, ["accepted 1", "started 1"]);
});

Deno.test("QueueManager gives out nothing that its caller cancelled when it was told the id", async () => {
  const queue = new QueueManager<string, string>({ maxCount: 5, maxBytes: 5 });
  const controller = new AbortController();
  const reply = queue.submit("cancelled", {
    signal: controller.signal,
    onAccepted: () => controller.abort(),
  });
  await assertRejects(() => reply, DOMException);
  assertEquals([queue.take(), queue.stats().waiting, queue.stats().cancelled], [undefined, 0, 1]);
});

Deno.test("QueueManager lets no held caller in whose signal has aborted, in whatever order listeners are told", async () => {
  const queue = new QueueManager<number, string>({ maxCount: 2, maxBytes: 100 });
  const controller = new AbortController();
  const { signal } = controller;
  const taken: number[] = [];
  queue.onSettled = () => {
    for (let entry = queue.take(); entry; entry = queue.take()) taken.push(entry.request);
  };
  const replies = Array.from({ length: 9 }, (_, number) => queue.submit(number, { signal }));
  const ends = Promise.allSettled(replies);
  controller.abort();
  assertEquals((await ends).map(({ status }) => status), Array(9).fill("rejected"));
  assertEquals(taken, []);
  assertEquals([queue.stats().waiting, queue.stats().active, queue.stats().held], [0, 0, 0]);
});
