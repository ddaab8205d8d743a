/** What happens to the tasks when a child host dies, or has to. @module */
import {
  assert,
  assertEquals,
  assertMatch,
  assertRejects,
  assertStringIncludes,
} from "@std/assert";
import { TaskTimeoutError, WorkerCrashedError } from "../../errors.ts";
import { HostExecutor } from "../../host/supervisor.ts";
import { eventually, within } from "../pool/support.ts";
import { goodResult, goodTask, inflict, isRunning, makeHost } from "./support.ts";

/** Memory for two workers and small pictures, soon exhausted. */
const SMALL_HOST = 320 * 1024 * 1024;

function pidOf(host: HostExecutor): number {
  const { pid } = host;
  assert(pid !== undefined, "there is no host");
  return pid;
}

/** Runs so many good tasks and checks the pixels of each. */
async function assertGood(host: HostExecutor, count: number): Promise<void> {
  const seeds = Array.from({ length: count }, (_, index) => index + 1);
  const results = await within(Promise.all(seeds.map((seed) => host.run(goodTask(seed)))));
  for (const [index, seed] of seeds.entries()) {
    assertEquals(results[index].image, (await goodResult(seed)).image, `picture ${seed}`);
  }
}

Deno.test("HostExecutor runs every task again that was with a host somebody killed", async () => {
  await using host = makeHost();
  await within(host.ready());
  const pid = pidOf(host);
  const runs = assertGood(host, 20);
  await eventually("tasks are with the host", () => host.stats().active > 0);
  Deno.kill(pid, "SIGKILL");
  await runs;
  const { accepted, completed, active, waiting, delayed, stale } = host.stats();
  assertEquals([accepted, completed, active, waiting, delayed, stale], [20, 20, 0, 0, 0, 0]);
  await eventually("a new host with its workers", () => host.stats().workers === 2);
  assertEquals(host.stats().hostRestarts, 1);
  assert(pidOf(host) !== pid && !isRunning(pid));
});

Deno.test("HostExecutor ends a host with a thread that does not stop, and loses no other task", async () => {
  await using host = makeHost({ graceMs: 100 });
  await within(host.ready());
  const pid = pidOf(host);
  const loop = assertRejects(
    () => within(inflict(host, "loop", { timeout: 100 })),
    TaskTimeoutError,
    "100 ms",
  );
  await assertGood(host, 6);
  await loop;
  await eventually("the core is back", () => !isRunning(pid));
  await assertGood(host, 2);
  await eventually("a new host with its workers", () => host.stats().workers === 2);
  const { accepted, completed, timedOut, zombies, hostRestarts } = host.stats();
  assertEquals([accepted, completed, timedOut, zombies, hostRestarts], [9, 8, 1, 0, 1]);
});

Deno.test("HostExecutor survives an exhausted heap: the guilty task fails, its neighbours do not", async () => {
  await using host = makeHost({ hostMemoryBytes: SMALL_HOST });
  await within(host.ready());
  const bad = assertRejects(() => within(inflict(host, "oom")), WorkerCrashedError, "host process");
  await assertGood(host, 8);
  const { code, message } = await bad;
  assertEquals(code, "worker_crashed");
  // Whichever comes first on a machine of any speed.
  assertMatch(message, /Fatal JavaScript out of memory|held \d+ bytes of memory/);
  await assertGood(host, 2);
  const { accepted, completed, failed, dead } = host.stats();
  assertEquals([accepted, completed, failed, dead], [11, 10, 1, 0]);
});

Deno.test("HostExecutor gives up a task that ends one host after the other, with its cause", async () => {
  await using host = makeHost({ workers: 1, hostMemoryBytes: SMALL_HOST });
  const run = inflict(host, "oom", { attempts: 9, backoff: { type: "fixed", delay: 1 } });
  const error = await assertRejects(() => within(run), WorkerCrashedError);
  assertEquals(error.code, "poison_task");
  assert(error.cause instanceof WorkerCrashedError, String(error.cause));
  assertEquals([host.stats().dead, host.stats().accepted], [1, 1]);
});

Deno.test("HostExecutor counts and replaces a worker that dies within its host, which lives on", async () => {
  await using host = makeHost();
  await within(host.ready());
  const pid = pidOf(host);
  const other = assertGood(host, 1);
  const error = await assertRejects(() => within(inflict(host, "crash")), WorkerCrashedError);
  // The number is that of the supervisor's books: the second task it accepted.
  assertStringIncludes(error.message, "task 2 ");
  assertStringIncludes(error.message, "thrown by a timer");
  await other;
  await eventually("the worker has a successor", () => host.stats().restarts === 1);
  assertEquals([host.stats().hostRestarts, host.pid], [0, pid]);
});

Deno.test("HostExecutor tries a task again, attempt by attempt, up to the poison limit", async () => {
  await using host = makeHost({ workers: 1 });
  const run = inflict(host, "crash", { attempts: 9, backoff: { type: "fixed", delay: 1 } });
  const error = await assertRejects(() => within(run), WorkerCrashedError, "3 workers died");
  assertEquals(error.code, "poison_task");
  assertEquals([host.stats().dead, host.stats().hostRestarts], [1, 0]);
});

Deno.test("HostExecutor replaces a host that gives no sign of life", async () => {
  await using host = makeHost();
  await within(host.ready());
  const pid = pidOf(host);
  Deno.kill(pid, "SIGSTOP");
  await assertGood(host, 4);
  assert(!isRunning(pid) && host.pid !== pid);
});

Deno.test("HostExecutor rejects all tasks and says why when workers cannot start", async () => {
  const script = new URL("../pool/workers/throws_at_start.ts", import.meta.url);
  await using host = makeHost({ script });
  const ends = await within(Promise.allSettled([1, 2, 3].map((seed) => host.run(goodTask(seed)))));
  for (const end of ends) {
    assert(end.status === "rejected" && end.reason instanceof WorkerCrashedError, String(end));
    assertStringIncludes(end.reason.message, "the engine is missing");
  }
  await assertRejects(() => within(host.ready()), WorkerCrashedError, "the engine is missing");
  const { accepted, failed, hostRestarts } = host.stats();
  assertEquals([accepted, failed, hostRestarts], [3, 3, 0]);
});

Deno.test("HostExecutor gives up on hosts that are never ready", async () => {
  await using host = makeHost({ hostStartTimeoutMs: 1 });
  const error = await assertRejects(() => within(host.run(goodTask(1))), WorkerCrashedError);
  assertStringIncludes(error.message, "3 host processes in a row");
  assertStringIncludes(error.message, "not ready after 1 ms");
  await assertRejects(() => within(host.ready()), WorkerCrashedError, "not ready");
  assertEquals([host.pid, host.stats().failed], [undefined, 1]);
});

Deno.test("HostExecutor.close() finishes what is open, and leaves no process", async () => {
  const host = makeHost();
  const runs = assertGood(host, 10);
  await eventually("there is a host", () => host.stats().active > 0);
  const pid = pidOf(host);
  await within(host.close());
  await runs;
  assert(!isRunning(pid));
  await assertRejects(() => host.run(goodTask(1)), DOMException, "closed");
});

Deno.test("HostExecutor.close() with force cancels what never ends, and leaves no process", async () => {
  const host = makeHost();
  const run = assertRejects(() => inflict(host, "loop"), DOMException, "closed");
  await eventually("it is with the host", () => host.stats().active === 1);
  const pid = pidOf(host);
  await within(host.close({ force: true }));
  await run;
  assert(!isRunning(pid));
});

Deno.test("HostExecutor refuses options that are functions", () => {
  const balance = <Load>([first]: readonly Load[]) => first;
  for (const options of [{ balance }, { lanes: [{ name: "mine", accepts: () => true }] }]) {
    try {
      makeHost(options);
    } catch (error) {
      assert(error instanceof TypeError && error.message.includes("cannot cross"), String(error));
      continue;
    }
    throw new Error("it was accepted");
  }
});

Deno.test("HostExecutor refuses a task whose memory was moved before", async () => {
  await using host = makeHost();
  const task = goodTask(1);
  structuredClone(task.image.data, { transfer: [task.image.data.buffer as ArrayBuffer] });
  await assertRejects(() => within(host.run(task)), Error, "moved before");
  await assertGood(host, 1);
});

Deno.test("HostExecutor ends a wait in the line of the host at its limit", async () => {
  await using host = makeHost({ workers: 1 });
  await within(host.ready());
  const blocker = assertRejects(() => inflict(host, "wait"), DOMException, "closed");
  await eventually("the worker is busy", () => host.stats().active === 1);
  const run = host.run(goodTask(1), { queueTimeout: 50 });
  const error = await assertRejects(() => within(run), TaskTimeoutError, "50 ms");
  assertEquals([error.code, host.stats().timedOut], ["queue_timeout", 1]);
  await host.close({ force: true });
  await blocker;
});
