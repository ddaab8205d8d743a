import { assert, assertEquals, assertThrows } from "@std/assert";
import { PROCESS_OPTIONS, readProcessOptions } from "../../cli/process_options.ts";
import { DEFAULT_LIMITS, DEFAULTS } from "../../config.ts";
import { InputError } from "../../errors.ts";

Deno.test("readProcessOptions() without arguments gives the defaults", () => {
  assertEquals(readProcessOptions([]), {
    inputs: [],
    recursive: false,
    nul: false,
    watch: undefined,
    recipe: undefined,
    config: undefined,
    plugins: [],
    out: undefined,
    suffix: undefined,
    keepStructure: false,
    overwrite: "all",
    dryRun: false,
    format: undefined,
    quality: undefined,
    lossless: false,
    effort: undefined,
    progressive: false,
    background: undefined,
    precise: false,
    metadata: "icc",
    codec: undefined,
    mode: "auto",
    workers: undefined,
    timeoutMs: DEFAULTS.taskTimeoutMs,
    attempts: 1,
    maxPixels: DEFAULT_LIMITS.maxPixels,
    memoryBudget: undefined,
    failFast: false,
    requireSandbox: false,
    isolate: false,
    kernels: undefined,
    resume: false,
    journal: "auto",
    explain: false,
    quiet: false,
    json: false,
    ndjson: false,
    report: undefined,
    debug: false,
    help: false,
  });
});

/** All that go together. */
const EVERYTHING =
  "a @b -r --null -f blur --config c.json --plugin p.ts --plugin q.ts -o x --suffix _s " +
  "--keep-structure --overwrite newer --dry-run --format jpg --quality 70 --effort 3 " +
  "--progressive --background #102030 --precise --metadata keep --codec libjpeg-turbo " +
  "--mode workers --workers 3 --timeout 5s --attempts 2 --max-pixels 0.5G --memory-budget 1.5GiB " +
  "--fail-fast --require-sandbox --isolate --kernels reference --resume --journal --explain -q --json --report r.json " +
  "--debug -h";

/** Those that contradict one of these. */
const ALONE = ["watch", "preset", "lossless", "no-journal", "ndjson"];

Deno.test("readProcessOptions() reads every option", () => {
  assertEquals(readProcessOptions(EVERYTHING.split(" ")), {
    inputs: ["a", "@b"],
    recursive: true,
    nul: true,
    watch: undefined,
    recipe: "blur",
    config: "c.json",
    plugins: ["p.ts", "q.ts"],
    out: "x",
    suffix: "_s",
    keepStructure: true,
    overwrite: "newer",
    dryRun: true,
    format: "jpeg",
    quality: 70,
    lossless: false,
    effort: 3,
    progressive: true,
    background: [16, 32, 48],
    precise: true,
    metadata: "keep",
    codec: "libjpeg-turbo",
    mode: "workers",
    workers: 3,
    timeoutMs: 5000,
    attempts: 2,
    maxPixels: 500_000_000,
    memoryBudget: 1.5 * 1024 ** 3,
    failFast: true,
    requireSandbox: true,
    isolate: true,
    kernels: "reference",
    resume: true,
    journal: "keep",
    explain: true,
    quiet: true,
    json: true,
    ndjson: false,
    report: "r.json",
    debug: true,
    help: true,
  });
  const words = EVERYTHING.split(" ");
  for (const { name, short } of PROCESS_OPTIONS) {
    const isThere = words.includes(`--${name}`) || words.includes(`-${short}`);
    assert(isThere || ALONE.includes(name), `--${name} is tested nowhere`);
  }
});

Deno.test("readProcessOptions() takes --preset for a recipe, and what contradicts others alone", () => {
  const { recipe, lossless, ndjson, journal } = readProcessOptions(
    ["--preset", "web", "--lossless", "--ndjson", "--no-journal"],
  );
  assertEquals([recipe, lossless, ndjson, journal], ["@web", true, true, "none"]);
});

Deno.test("readProcessOptions() watches a folder, and keeps there what is newer unless told otherwise", () => {
  const { watch, inputs, overwrite } = readProcessOptions(["--watch", "in"]);
  assertEquals([watch, inputs, overwrite], ["in", [], "newer"]);
  assertEquals(readProcessOptions(["--watch", "in", "--overwrite", "all"]).overwrite, "all");
});

const REFUSALS = [
  ["--preset web -f blur", "together with --filters"],
  ["--workers 2 --mode sync", "runs on one thread"],
  ["--workers 0", "from 1 to 256"],
  ["--workers 1000000", "from 1 to 256"],
  ["--quality NaN", "from 1 to 100"],
  ["--format psd", "one of jpeg, png"],
  ["--overwrite some", "one of all, never, newer: current value is some"],
  ["--codec sharpp", "no such provider"],
  ["--codec squoosh-png --format jpeg", "does not write jpeg"],
  ["--attempts 0", "from 1 to 10"],
  ["--memory-budget lots", "2GiB"],
  ["--require-sandbox --mode sync", "only workers run in a sandbox"],
  ["--require-sandbox --mode async", "only workers run in a sandbox"],
  ["--require-sandbox --codec imagescript", "native code"],
  ["--isolate --mode bands", "only workers run in a process of their own"],
  ["--isolate --mode sync", "only workers run in a process of their own"],
  ["--attempts 2 --mode sync", "no worker that could die"],
  ["--attempts 2 --mode async", "no worker that could die"],
  ["--max-pixels 0", "up to 1000M"],
  ["--max-pixels 2G", "up to 1000M"],
  ["--max-pixels 10x10", "for instance 100M: current value is 10x10"],
  ["--suffix a/b", "without slashes: current value is a/b"],
  ["--json --ndjson", "choose one"],
  ["--null a", "no list is named"],
  ["- @-", "both a picture and a list"],
  ["--watch in a", "Cannot watch 'in' and process 'a' as well"],
  ["--watch in --dry-run", "--watch with --dry-run"],
  ["--watch in --explain", "--watch with --explain"],
  ["--metadata some", "one of icc, keep, strip"],
  ["--effort 10", "from 0 to 9"],
  ["--mode worker", "did you mean 'workers'"],
] as const;

for (const [args, message] of REFUSALS) {
  Deno.test(`readProcessOptions() refuses ${args}`, () => {
    const error = assertThrows(
      () => readProcessOptions(args.split(" ")),
      InputError,
      message,
    );
    assertEquals(error.code, "bad_option");
  });
}
