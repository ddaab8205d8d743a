/** `pixelpool stress` in a process of its own, as a user runs it. */
import { assert, assertEquals, assertLess, assertStringIncludes } from "@std/assert";
import { deadline } from "@std/async/deadline";
import { fileURLToPath } from "node:url";
import { type Fault, faultOf, NO_FAULTS } from "../../stress/faults.ts";

/** Longer than any run here takes, also on a busy machine. */
const RUN_MS = 120_000;

/** Permissions without and with a child process. */
const READ = ["--allow-read"];
const ISOLATE = [...READ, "--allow-write", "--allow-run", "--allow-net"];

interface StressJson {
  readonly ledger: Readonly<Record<string, number>>;
  readonly errors: Readonly<Record<string, number>>;
  readonly restarts: number;
  readonly zombies: number;
  readonly workers: number;
  readonly cpu_idle_after: number;
  readonly rss: readonly number[];
  readonly wall_ms: number;
  readonly jobs_per_s: number;
  readonly host_restarts: number;
  readonly submitted: number;
  readonly outcomes: Readonly<Record<string, Readonly<Record<string, number>>>>;
  readonly broken: readonly string[];
}

function start(args: readonly string[], permissions: readonly string[]): Deno.ChildProcess {
  const main = fileURLToPath(new URL("../../main.ts", import.meta.url));
  return new Deno.Command(Deno.execPath(), {
    args: ["run", "--no-prompt", "--no-check", ...permissions, main, "stress", "--json", ...args],
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
}

async function ended(child: Deno.ChildProcess): Promise<[number, StressJson]> {
  const output = child.output();
  try {
    const { code, stdout, stderr } = await deadline(output, RUN_MS);
    const text = new TextDecoder().decode(stdout);
    assert(text !== "", new TextDecoder().decode(stderr));
    return [code, JSON.parse(text)];
  } catch (thrown) {
    try {
      child.kill("SIGKILL");
    } catch {
      // It ended by itself.
    }
    await output;
    throw thrown;
  }
}

/** How many of the first jobs meet each fault: computed here, from the documented function. */
function expected(
  jobs: number,
  seed: number,
  mix: Partial<Record<Fault, number>>,
): Record<Fault, number> {
  const counts: Record<Fault, number> = { ...NO_FAULTS };
  for (let job = 0; job < jobs; job++) {
    const fault = faultOf(seed, job, { ...NO_FAULTS, ...mix });
    if (fault !== undefined) counts[fault]++;
  }
  return counts;
}

/** The first seed that gives a fault to so many of the first jobs. */
function seedWith(
  fault: Fault,
  count: number,
  jobs: number,
  mix: Partial<Record<Fault, number>>,
): string {
  let seed = 0;
  while (expected(jobs, seed, mix)[fault] !== count) seed++;
  return String(seed);
}

const MIX = { throw: 0.1, hang: 0.02, crash: 0.02, close: 0.02 };
const MIX_TEXT = "throw=10%,hang=2%,crash=2%,close=2%";

Deno.test("pixelpool stress settles each job as its fault says, and reports it as JSON", async () => {
  const want = expected(200, 1, MIX);
  for (const fault of ["throw", "hang", "crash", "close"] as const) assert(want[fault] > 0, fault);
  const args = ["--jobs", "200", "--workers", "2", "--seed", "1", "--faults", MIX_TEXT];
  const [code, report] = await ended(start(args, READ));
  assertEquals([report.broken, code], [[], 0]);
  const { throw: thrown, hang, crash, close } = want;
  assertEquals(report.ledger, {
    accepted: 200,
    waiting: 0,
    delayed: 0,
    active: 0,
    completed: 200 - thrown - hang - crash - close,
    failed: thrown + crash + close,
    cancelled: 0,
    timed_out: hang,
    dead: 0,
  });
  assertEquals(report.errors, {
    internal_error: thrown,
    task_timeout: hang,
    worker_crashed: crash + close,
  });
  assertEquals([report.restarts, report.zombies, report.workers], [crash + close, 0, 2]);
  assertLess(report.cpu_idle_after, 0.1);
  assert(report.rss.length > 0 && report.rss.every((bytes) => bytes > 1e6));
  assert(report.wall_ms > 0 && report.jobs_per_s > 0);
});

Deno.test("pixelpool stress gives up on a job that kills one worker after the other", async () => {
  const mix = { crash: 0.06 };
  const seed = seedWith("crash", 2, 30, mix);
  const args = ["--jobs", "30", "--workers", "2", "--seed", seed, "--attempts", "5"];
  const [code, report] = await ended(start([...args, "--faults", "crash=6%"], READ));
  assertEquals([report.broken, code], [[], 0]);
  assertEquals([report.ledger.dead, report.errors.poison_task, report.restarts], [2, 2, 6]);
});

Deno.test("pixelpool stress counts endless loops as threads that run on, and ends on time", async () => {
  const mix = { loop: 0.02 };
  const seed = seedWith("loop", 1, 40, mix);
  const args = ["--jobs", "40", "--workers", "2", "--faults", "loop=2%", "--seed", seed];
  const [code, report] = await ended(start(args, READ));
  assertEquals([report.broken, code], [[], 0]);
  assertEquals([report.ledger.completed, report.ledger.timed_out, report.zombies], [39, 1, 1]);
});

Deno.test("pixelpool stress --isolate is rid of endless loops, and loses nothing", async () => {
  const mix = { loop: 0.02, throw: 0.05 };
  const seed = seedWith("loop", 1, 60, mix);
  const want = expected(60, Number(seed), mix);
  const args = ["--jobs", "60", "--workers", "2", "--seed", seed, "--isolate"];
  const [code, report] = await ended(start([...args, "--faults", "loop=2%,throw=5%"], ISOLATE));
  assertEquals([report.broken, code], [[], 0]);
  assertEquals([report.zombies, report.workers], [0, 2]);
  assertEquals(report.ledger.completed, 60 - want.loop - want.throw);
  assert(report.host_restarts >= 1);
});

Deno.test({
  name: "pixelpool stress ends with 130 on Ctrl-C, with every job settled",
  ignore: Deno.build.os === "windows",
  async fn() {
    const child = start(["--duration", "60s", "--workers", "1"], READ);
    // Its report says how far it came; what is waited for is that it listens at all.
    const errors = child.stderr.pipeThrough(new TextDecoderStream());
    const stopping = (async () => {
      let text = "";
      for await (const part of errors) {
        if (!text.includes("jobs/s") && part.includes("jobs/s")) child.kill("SIGINT");
        text += part;
      }
      return text;
    })();
    const stdout = await deadline(new Response(child.stdout).text(), RUN_MS);
    const { code } = await child.status;
    assertStringIncludes(await stopping, "Stopping");
    assertEquals(code, 130);
    const report = JSON.parse(stdout) as StressJson & { readonly interrupted: boolean };
    assertEquals([report.broken, report.interrupted], [[], true]);
    const { completed, failed, timed_out, cancelled, dead, accepted } = report.ledger;
    assertEquals(completed + failed + timed_out + cancelled + dead, accepted);
    assert(cancelled > 0);
  },
});
