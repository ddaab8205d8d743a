import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import deno from "../../deno.json" with { type: "json" };
import { COMMANDS } from "../../cli/commands.ts";
import type { Output } from "../../cli/output.ts";
import { PROCESS_OPTIONS } from "../../cli/process_options.ts";
import { run } from "../../cli/run.ts";
import { FORMATS } from "../../codecs/codec.ts";
import { OutputError } from "../../errors.ts";
import { PROVIDERS } from "../../codecs/registry.ts";
import { filterNames, FILTERS } from "../../filters/registry.ts";
import { RecordedOutput } from "./recorded_output.ts";

async function ran(...args: string[]): Promise<[number, RecordedOutput]> {
  const output = new RecordedOutput();
  return [await run(args, output), output];
}

Deno.test("run() shows help with every command", async () => {
  for (const args of [[], ["help"], ["--help"], ["-h"]]) {
    const [code, { results }] = await ran(...args);
    assertEquals(code, 0);
    for (const command of Object.keys(COMMANDS)) assert(results.join("\n").includes(command));
  }
});

Deno.test("run() shows help of a command by help and by --help, whatever else is there", async () => {
  for (const command of Object.keys(COMMANDS)) {
    const byHelp = await ran("help", command);
    assertEquals(byHelp[0], 0);
    const { results } = byHelp[1];
    assertStringIncludes(results[1], `pixelpool ${command} - `);
    for (const title of ["NAME", "SYNOPSIS", "DESCRIPTION", "OPTIONS", "EXAMPLES", "EXIT STATUS"]) {
      assert(results.includes(title), `${command} has no ${title}`);
    }
    for (const args of [["--help"], ["-h"], ["--bogus", "-h"]]) {
      assertEquals((await ran(command, ...args))[1].results, results);
    }
  }
});

Deno.test("run() shows help in lines that fit a terminal", async () => {
  for (const args of [["help"], ...Object.keys(COMMANDS).map((name) => ["help", name])]) {
    for (const line of (await ran(...args))[1].results) {
      // A command line is not broken.
      if (line.startsWith("    pixelpool ")) continue;
      assert(line.length <= 90, `${args.join(" ")}: ${line.length} columns: ${line}`);
    }
  }
});

Deno.test("run() shows every option of process in its help", async () => {
  const text = (await ran("process", "--help"))[1].results.join("\n");
  for (const { name } of PROCESS_OPTIONS) assertStringIncludes(text, `--${name}`);
});

Deno.test("run() shows the version", async () => {
  for (const args of [["--version"], ["-V"], ["version"]]) {
    const [code, { results }] = await ran(...args);
    assertEquals([code, results], [0, [`pixelpool ${deno.version}`]]);
  }
  const [, { documents }] = await ran("version", "--json");
  assertEquals(documents, [{
    version: 1,
    pixelpool: deno.version,
    deno: Deno.version.deno,
    system: Deno.build.target,
  }]);
  assertEquals((await ran("version", "x"))[0], 2);
});

Deno.test("run() refuses an unknown command and names the nearest", async () => {
  for (const args of [["proces"], ["help", "proces"]]) {
    const [code, { results, notes }] = await ran(...args);
    assertEquals([code, results], [2, []]);
    assertStringIncludes(notes[0], "did you mean 'process'");
  }
});

Deno.test("run() refuses with JSON alone when JSON is asked for", async () => {
  const [code, { results, notes, documents }] = await ran("filters", "blurr", "--json");
  assertEquals([code, results, notes], [2, [], []]);
  const [{ version, error }] = documents as [{ version: number; error: Record<string, string> }];
  assertEquals([version, error.code], [1, "unknown_filter"]);
  assertStringIncludes(error.message, "did you mean 'blur'");
});

Deno.test("run() refuses with one line of JSON when lines of JSON are asked for", async () => {
  const [code, { notes, jsonLines }] = await ran("process", "a", "-f", "blurr", "--ndjson");
  assertEquals([code, notes, jsonLines.length], [2, [], 1]);
  assertEquals((jsonLines[0] as { error: { code: string } }).error.code, "unknown_filter");
});

Deno.test("run() shows no stack of an unexpected error, and hints at --debug", async () => {
  const output = new RecordedOutput();
  const broken: Output = {
    interactive: false,
    columns: () => 80,
    json: () => {},
    jsonLine: () => {},
    redraw: () => {},
    result() {
      throw new TypeError("broken at /secret/path");
    },
    note: (line) => output.note(line),
  };
  assertEquals(await run(["codecs"], broken), 1);
  assertEquals(output.notes.length, 1);
  assertStringIncludes(output.notes[0], "internal_error");
  assertEquals(await run(["codecs", "--debug"], broken), 1);
  assertStringIncludes(output.notes.join("\n"), "TypeError");
});

Deno.test("filters lists every filter", async () => {
  const [code, { results }] = await ran("filters");
  assertEquals(code, 0);
  for (const { name, summary } of Object.values(FILTERS)) {
    assert(results.some((line) => line.includes(name) && line.includes(summary)));
  }
});

for (const name of [...filterNames(), "edge_detection"]) {
  Deno.test(`filters ${name} shows every parameter, border, alpha and an example`, async () => {
    const [code, { results }] = await ran("filters", name);
    const [, { documents }] = await ran("filters", name, "--json");
    assertEquals(code, 0);
    const text = results.join("\n");
    const { filters: [filter] } = documents[0] as {
      filters: { params: { name: string; description: string }[]; example: string }[];
    };
    for (const param of filter.params) {
      assertStringIncludes(text, `  ${param.name} `);
      assertStringIncludes(text, param.description);
    }
    for (const part of ["Border:", "Alpha:", `-f ${filter.example}`]) {
      assertStringIncludes(text, part);
    }
  });
}

Deno.test("codecs lists formats and providers with their sandbox", async () => {
  const [code, { results }] = await ran("codecs");
  assertEquals(code, 0);
  for (const { name } of PROVIDERS) assertStringIncludes(results.join("\n"), name);
  const [, { documents }] = await ran("codecs", "--json");
  const { formats, providers } = documents[0] as {
    formats: { name: string }[];
    providers: { name: string; sandbox: string }[];
  };
  assertEquals(formats.map((format) => format.name), [...FORMATS]);
  assertEquals(providers.map((one) => one.name), PROVIDERS.map((one) => one.name));
  assertEquals((await ran("codecs", "jpeg"))[0], 2);
});

Deno.test("run() tells of a stdout that takes nothing on stderr, and of both by its status alone", async () => {
  class FullOutput extends RecordedOutput {
    override json(): void {
      throw new OutputError("disk_full", "Cannot print as no space is left");
    }
  }
  class DeafOutput extends FullOutput {
    override note(): void {
      this.json();
    }
  }
  const output = new FullOutput();
  assertEquals(await run(["filters", "--json"], output), 1);
  assertEquals(output.notes, ["Cannot print as no space is left"]);
  assertEquals(await run(["filters", "--json", "--debug"], new DeafOutput()), 1);
});
