/** The command, in this process: options, help, report; tests/stress/command_test.ts runs it as a user does. */
import { assert, assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import { run } from "../../cli/run.ts";
import { readStressOptions, STRESS_OPTIONS } from "../../cli/stress_options.ts";
import { StressDisplay } from "../../cli/stress_progress.ts";
import { InputError } from "../../errors.ts";
import { NO_FAULTS } from "../../stress/faults.ts";
import { RecordedOutput } from "./recorded_output.ts";

async function ran(...args: string[]): Promise<[number, RecordedOutput]> {
  const output = new RecordedOutput();
  return [await run(["stress", ...args], output), output];
}

Deno.test("readStressOptions() reads every option", () => {
  const args =
    "--jobs 20 --duration 2m --size 32x48 --workers 3 --faults hang=1% --seed 7 --attempts 2";
  const { stress, json, quiet } = readStressOptions([
    ...args.split(" "),
    "--isolate",
    "--json",
    "-q",
  ]);
  assertEquals([json, quiet], [true, true]);
  assertEquals(stress, {
    jobs: 20,
    durationMs: 120_000,
    size: { width: 32, height: 48 },
    workers: 3,
    faults: { ...NO_FAULTS, hang: 0.01 },
    seed: 7,
    attempts: 2,
    isolate: true,
  });
});

for (
  const [args, reason] of [
    ["--jobs 0", "--jobs"],
    ["--workers 0", "--workers"],
    ["--seed -1", "--seed"],
    ["--attempts 11", "--attempts"],
    ["--size 64", "WIDTHxHEIGHT"],
    ["--size 4x64", "WIDTHxHEIGHT"],
    ["--size 64x5000", "WIDTHxHEIGHT"],
    ["--faults wear=1%", "no fault"],
    ["photos", "takes no names"],
  ]
) {
  Deno.test(`readStressOptions() refuses '${args}'`, () => {
    assertThrows(() => readStressOptions(args.split(" ")), InputError, reason);
  });
}

Deno.test("stress shows every option in its help", async () => {
  const [code, { results }] = await ran("--help");
  assertEquals(code, 0);
  const text = results.join("\n");
  for (const { name } of STRESS_OPTIONS) assertStringIncludes(text, `--${name}`);
  assertEquals((await ran("-h"))[1].results, results);
});

Deno.test("stress refuses to fill the memory of its own process", async () => {
  const [code, { notes, results }] = await ran("--faults", "oom=1%");
  assertEquals([code, results], [2, []]);
  assertStringIncludes(notes.join("\n"), "without --isolate");
});

Deno.test("stress says what was inflicted, what came of it and which promises held", async () => {
  const [code, { results }] = await ran("--jobs", "40", "--workers", "1", "--faults", "throw=10%");
  const text = results.join("\n");
  assertEquals(code, 0, text);
  assertStringIncludes(text, "40 jobs of 64x64 on 1 worker");
  assertStringIncludes(text, "internal_error");
  assertStringIncludes(text, "ok     I1");
  assert(!text.includes("FAILED"));
});

Deno.test("StressDisplay tells now and then how far a run is, and takes its line away", () => {
  let now = 0;
  const output = new RecordedOutput(true);
  const display = new StressDisplay(output, 10, () => now);
  display.show({ settled: 1, completed: 1 });
  assertEquals(output.redraws, []);
  now = 500;
  display.show({ settled: 5, completed: 3 });
  assertEquals(output.redraws, ["5/10 jobs  10.0 jobs/s  2 without a result  500 ms"]);
  display.finish();
  assertEquals(output.redraws.at(-1), "");
});

Deno.test("StressDisplay writes lines where nothing can be redrawn", () => {
  let now = 0;
  const output = new RecordedOutput(false);
  const display = new StressDisplay(output, Infinity, () => now);
  for (now = 0; now <= 12_000; now += 1_000) display.show({ settled: now / 100, completed: 0 });
  display.finish();
  assertEquals(output.notes.length, 2);
  assertStringIncludes(output.notes[0], "50 jobs");
});
