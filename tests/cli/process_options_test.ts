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
    quality: DEFAULTS.quality,
    mode: "auto",
    workers: undefined,
    timeoutMs: DEFAULTS.taskTimeoutMs,
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
    "--overwrite never --codec imagescript --config c.json --json -q --debug -h";
  assertEquals(readProcessOptions(args.split(" ")), {
    inputs: ["a", "b"],
    recipe: "blur",
    out: "x",
    format: "jpeg",
    quality: 70,
    mode: "workers",
    workers: 3,
    timeoutMs: 5000,
    overwrite: false,
    codec: "imagescript",
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
