import { assert, assertEquals, assertRejects } from "@std/assert";
import { delay } from "@std/async/delay";
import { InternalError, WorkerCrashedError } from "../../errors.ts";
import { BandPieces } from "../../pool/band_pieces.ts";
import { WorkerPool } from "../../pool/worker_pool.ts";
import { convertTask, eventually, within } from "./support.ts";

function makePool(): WorkerPool {
  const script = new URL("./workers/faulty.ts", import.meta.url);
  return new WorkerPool({ workers: 1, graceMs: 50, script });
}

function command(text: string): ReturnType<typeof convertTask> {
  return convertTask("blur", new TextEncoder().encode(text));
}

/** Sends a piece and ends the attempt some time after a worker was given it. */
async function abandonPiece(
  pool: WorkerPool,
  text: string,
  onDeath: () => void,
  ms: number,
): Promise<void> {
  using pieces = new BandPieces(pool, 1, onDeath);
  const started = new Promise((resolve) => pool.on("taskStart", resolve, { once: true }));
  const piece = pieces.send(command(text));
  await within(started);
  await delay(ms);
  pieces.stop();
  await assertRejects(() => within(piece), DOMException);
  assert(!pieces.isQuiet);
}

Deno.test("BandPieces is quiet once each piece was answered, by a result or an error of its own", async () => {
  await using pool = makePool();
  let deaths = 0;
  using pieces = new BandPieces(pool, 1, () => deaths++);
  const echo = pieces.send(command("echo 1"));
  assert(!pieces.isQuiet);
  assertEquals(new TextDecoder().decode((await within(echo)).bytes), "echo 1");
  assert(pieces.isQuiet);
  await assertRejects(() => within(pieces.send(command("throw"))), InternalError);
  assert(pieces.isQuiet);
  assertEquals(deaths, 0);
});

Deno.test("BandPieces names the task and counts the death when a worker dies of a piece", async () => {
  await using pool = makePool();
  let deaths = 0;
  using pieces = new BandPieces(pool, 42, () => deaths++);
  const error = await assertRejects(
    () => within(pieces.send(command("close"))),
    WorkerCrashedError,
  );
  assertEquals(error.message, "Cannot finish task 42 as worker 1 ended by itself");
  assert(!pieces.isQuiet);
  assertEquals(deaths, 1);
});

Deno.test("BandPieces counts a death that comes after the end of the attempt", async () => {
  await using pool = makePool();
  let deaths = 0;
  // A worker that is asked before it has begun does stop, so that it is given more and more time to begin.
  for (let ms = 50; deaths === 0; ms *= 2) {
    await abandonPiece(pool, `loop ${ms + 300}`, () => deaths++, ms);
    await eventually(
      "the worker has ended or stopped",
      () => deaths > 0 || pool.workers().some(({ state }) => state === "idle"),
    );
  }
  assertEquals(deaths, 1);
});

Deno.test("BandPieces counts no death of a worker that has stopped and gone on to another task", async () => {
  await using pool = makePool();
  let deaths = 0;
  await abandonPiece(pool, "polite-loop 20000", () => deaths++, 20);
  const next = within(pool.run(command("close")));
  await assertRejects(() => next, WorkerCrashedError);
  assertEquals(deaths, 0);
});
