import { assertEquals, assertThrows } from "@std/assert";
import { readProcessOptions } from "../../cli/process_options.ts";
import { DEFAULTS } from "../../config.ts";
import { InputError } from "../../errors.ts";

Deno.test("readProcessOptions() without arguments gives the defaults", () => {
  assertEquals(readProcessOptions([]), {
    inputs: [],
    recipe: undefined,
    out: undefined,
    format: undefined,
    quality: undefined,
    mode: "auto",
    workers: undefined,
    timeoutMs: DEFAULTS.taskTimeoutMs,
    attempts: 1,
    memoryBudget: undefined,
    requireSandbox: false,
    isolate: false,
    plugins: [],
    explain: false,
    overwrite: true,
    codec: undefined,
    config: undefined,
    json: false,
    quiet: false,
    debug: false,
    help: false,
  });
});

Deno.test("readProcessOptions() reads every option", () => {
  const args =
    "a b -f blur -o x --format jpg --quality 70 --mode workers --workers 3 --timeout 5s " +
    "--attempts 2 --memory-budget 1.5GiB --require-sandbox --isolate --plugin p.ts --plugin q.ts " +
    "--explain --overwrite never --codec libjpeg-turbo --config c.json --json -q --debug -h";
  assertEquals(readProcessOptions(args.split(" ")), {
    inputs: ["a", "b"],
    recipe: "blur",
    out: "x",
    format: "jpeg",
    quality: 70,
    mode: "workers",
    workers: 3,
    timeoutMs: 5000,
    attempts: 2,
    memoryBudget: 1.5 * 1024 ** 3,
    requireSandbox: true,
    isolate: true,
    plugins: ["p.ts", "q.ts"],
    explain: true,
    overwrite: false,
    codec: "libjpeg-turbo",
    config: "c.json",
    json: true,
    quiet: true,
    debug: true,
    help: true,
  });
});

Deno.test("readProcessOptions() takes --preset for a recipe", () => {
  assertEquals(readProcessOptions(["--preset", "web"]).recipe, "@web");
});

const REFUSALS = [
  ["--preset web -f blur", "together with --filters"],
  ["--workers 2 --mode sync", "runs on one thread"],
  ["--workers 0", "from 1 to 256"],
  ["--workers 1000000", "from 1 to 256"],
  ["--quality NaN", "from 1 to 100"],
  ["--format gif", "one of jpeg, png"],
  ["--overwrite some", "one of all, never"],
  ["--codec sharpp", "no such provider"],
  ["--codec squoosh-png --format jpeg", "does not know jpeg"],
  ["--attempts 0", "from 1 to 10"],
  ["--memory-budget lots", "2GiB"],
  ["--require-sandbox --mode sync", "only workers run in a sandbox"],
  ["--require-sandbox --mode async", "only workers run in a sandbox"],
  ["--require-sandbox --codec imagescript", "native code"],
  ["--isolate --mode bands", "only workers run in a process of their own"],
  ["--isolate --mode sync", "only workers run in a process of their own"],
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
