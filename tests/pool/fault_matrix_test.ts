/** 36 ways for a worker to fail, each in a process of its own: nothing may be lost, nothing may wait for ever. */
import { assert, assertEquals } from "@std/assert";
import { deadline } from "@std/async/deadline";
import { fileURLToPath } from "node:url";
import { type CaseReport, type Point, POINTS, type Way, WAYS } from "./fault_matrix.ts";

/** What a case may take on a machine that has nothing else to do; on a busy one it takes several times as long. */
const SETTLE_MS = 5_000;
const LOAD_ALLOWANCE = 4;

/** From the start of a process to its end: nothing that loops may keep it alive. */
const PROCESS_MS = 90_000;

/** Processes at a time. */
const PARALLEL = 2;

async function runCase(point: Point, way: Way): Promise<void> {
  const script = fileURLToPath(new URL("./fault_matrix_case.ts", import.meta.url));
  const child = new Deno.Command(Deno.execPath(), {
    args: ["run", "--no-prompt", "--no-check", "--allow-read", script, point, way],
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  const output = child.output();
  try {
    const { code, stdout, stderr } = await deadline(output, PROCESS_MS);
    const errors = new TextDecoder().decode(stderr);
    const text = new TextDecoder().decode(stdout);
    assert(text !== "", `no report, exit ${code}: ${errors}`);
    const { broken, settleMs, closeMs } = JSON.parse(text) as CaseReport;
    assertEquals([broken, code, errors], [[], 0, ""]);
    assert(settleMs < SETTLE_MS * LOAD_ALLOWANCE, `settled after ${settleMs} ms`);
    assert(closeMs < SETTLE_MS * LOAD_ALLOWANCE, `closed after ${closeMs} ms`);
  } catch (thrown) {
    try {
      child.kill("SIGKILL");
    } catch {
      // It ended by itself.
    }
    await output;
    throw new Error(`worker that fails ${point} by ${way}`, { cause: thrown });
  }
}

for (const point of POINTS) {
  Deno.test(`WorkerPool loses no task when a worker fails ${point}: ${WAYS.join(", ")}`, async () => {
    for (let i = 0; i < WAYS.length; i += PARALLEL) {
      await Promise.all(WAYS.slice(i, i + PARALLEL).map((way) => runCase(point, way)));
    }
  });
}
