/**
 * `deno task test`: everything that guards the project. Goes on after a failure, so that one run tells all, and
 * ends with `N passed, N failed, N skipped`. `--only lint,tests` runs a part; `--only tests,coverage` also counts
 * the lines that were run, which takes half as long again.
 *
 * @module
 */
import { fileURLToPath } from "node:url";
import { staleKernels } from "./build_simd.ts";
import { findBreaches, readGraph } from "./check_layers.ts";
import { staleFiles } from "./generated.ts";
import { print } from "./print.ts";
import { readCounts, readSkipped, type TestCounts } from "./test_summary.ts";

/** What a guard found: nothing when all is well. */
type Findings = readonly string[];

const ROOT = fileURLToPath(new URL("../", import.meta.url));

/** The public doors: what they export must be documented. */
const DOORS = ["mod.ts", "filters/authoring.ts"];

/** Tests that measure memory or time of their process, which files that run beside them would disturb. */
const ALONE = ["tests/codecs", "tests/cli/stress_test.ts"];

/** A run of the tests that takes longer than this hangs. */
const TEST_DEADLINE_MS = 15 * 60_000;

let tests: TestCounts = { passed: 0, failed: 0, skipped: 0 };

const GUARDS: Readonly<Record<string, () => Promise<Findings>>> = {
  format: () => deno(["fmt", "--check"]),
  lint: () => deno(["lint", "--quiet"]),
  types: () => deno(["check", "--quiet", "."]),
  docs: () => deno(["doc", "--lint", ...DOORS]),
  layers: async () => findBreaches(await readGraph(ROOT)),
  kernels: async () =>
    (await staleKernels()).map((path) => `${path} is stale: run deno task build:simd`),
  generated: async () => (await staleFiles()).map((path) => `${path} is stale: run deno task gen`),
  tests: runTests,
  coverage: coverageSummary,
};

/** Guards that count as a test each; the tests count for themselves, coverage only informs. */
const COUNTED = new Set(["format", "lint", "types", "docs", "layers", "kernels", "generated"]);

/** Runs most files side by side, and those that measure the process one after the other. */
async function runTests(): Promise<Findings> {
  const together = await testRun(["--parallel", `--ignore=${ALONE.join(",")}`]);
  return [...together, ...await testRun(ALONE)];
}

async function testRun(args: readonly string[]): Promise<Findings> {
  const counted = coverage === undefined
    ? []
    : [`--coverage=${coverage}`, "--coverage-raw-data-only"];
  const output = await capture(
    // Types were checked once; every worker would check its own again.
    [
      "test",
      "--allow-all",
      "--no-check",
      "--quiet",
      ...counted,
      ...args,
    ],
    TEST_DEADLINE_MS,
  );
  for (const name of readSkipped(output.text)) print(`        SKIPPED: ${name}`);
  const { passed, failed, skipped } = readCounts(output.text) ??
    { passed: 0, failed: 1, skipped: 0 };
  // A failure outside of any test, such as a leaked worker, has no count of its own.
  const failures = output.code !== 0 && failed === 0 ? 1 : failed;
  tests = {
    passed: tests.passed + passed,
    failed: tests.failed + failures,
    skipped: tests.skipped + skipped,
  };
  return output.code === 0 ? [] : [failuresOnly(output.text)];
}

/** What a run says of its failures; all of it when it ended before it could. */
function failuresOnly(text: string): string {
  const start = text.indexOf("\n ERRORS");
  return start < 0 ? text : text.slice(start);
}

/** Prints line coverage; a run without tests has none. */
async function coverageSummary(): Promise<Findings> {
  if (coverage === undefined) return [];
  const { text, code } = await capture([
    "coverage",
    "--quiet",
    "--exclude=tests|tools|bench",
    coverage,
  ]);
  const total = text.split("\n").filter((line) => /All files/.test(line)).at(-1);
  if (code === 0 && total !== undefined) {
    print(`        ${total.trim()} (branches, functions, lines in %)`);
  }
  return [];
}

async function deno(args: readonly string[]): Promise<Findings> {
  const { code, text } = await capture(args);
  return code === 0 ? [] : [text];
}

interface Captured {
  readonly code: number;
  readonly text: string;
}

async function capture(args: readonly string[], deadlineMs = 5 * 60_000): Promise<Captured> {
  const signal = AbortSignal.timeout(deadlineMs);
  const command = new Deno.Command(Deno.execPath(), {
    args: [...args],
    cwd: ROOT,
    stdin: "null",
    signal,
    env: { NO_COLOR: "1" },
  });
  const { code, stdout, stderr } = await command.output();
  const decoder = new TextDecoder();
  const text = decoder.decode(stdout) + decoder.decode(stderr);
  if (!signal.aborted) return { code, text };
  return { code: 1, text: `${text}\nstopped: it took longer than ${deadlineMs / 1000} s` };
}

function chosenGuards(args: readonly string[]): string[] {
  const [flag, names] = args;
  const known = Object.keys(GUARDS);
  if (flag === undefined) return known.filter((name) => name !== "coverage");
  const chosen = (names ?? "").split(",");
  if (flag === "--only" && chosen.every((name) => known.includes(name))) return chosen;
  print(`Usage: deno task test [--only ${known.join(",")}]`);
  Deno.exit(2);
}

let passed = 0;
let failed = 0;
const chosen = chosenGuards(Deno.args);
const coverage = chosen.includes("coverage")
  ? await Deno.makeTempDir({ prefix: "pixelpool-coverage-" })
  : undefined;
for (const name of chosen) {
  const start = performance.now();
  const findings = await GUARDS[name]();
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  print(`${findings.length === 0 ? "ok    " : "FAILED"}  ${name} (${seconds} s)`);
  findings.forEach((finding) => print(finding.trimEnd()));
  if (!COUNTED.has(name)) continue;
  if (findings.length === 0) passed++;
  else failed++;
}
if (coverage !== undefined) await Deno.remove(coverage, { recursive: true });
failed += tests.failed;
print();
print(`${passed + tests.passed} passed, ${failed} failed, ${tests.skipped} skipped`);
Deno.exit(failed === 0 ? 0 : 1);
