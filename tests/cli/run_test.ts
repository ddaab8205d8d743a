import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import deno from "../../deno.json" with { type: "json" };
import { COMMANDS } from "../../cli/help.ts";
import type { Output } from "../../cli/output.ts";
import { PROCESS_OPTIONS } from "../../cli/process_options.ts";
import { run } from "../../cli/run.ts";
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

Deno.test("run() shows help of a command by help and by --help", async () => {
  for (const command of ["process", "filters", "codecs"]) {
    const [byHelp, byOption] = [await ran("help", command), await ran(command, "--help")];
    assertEquals(byHelp[0], 0);
    assertEquals(byHelp[1].results, byOption[1].results);
    assertStringIncludes(byHelp[1].results[0], `pixelpool ${command}`);
  }
});

Deno.test("run() shows every option of process in its help", async () => {
  const text = (await ran("process", "--help"))[1].results.join("\n");
  for (const { name } of PROCESS_OPTIONS) assertStringIncludes(text, `--${name}`);
});

Deno.test("run() shows the version", async () => {
  const [code, { results }] = await ran("--version");
  assertEquals([code, results], [0, [`pixelpool ${deno.version}`]]);
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

Deno.test("run() shows no stack of an unexpected error, and hints at --debug", async () => {
  const output = new RecordedOutput();
  const broken: Output = {
    interactive: false,
    columns: () => 80,
    json: () => {},
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
    formats: { name: string; default_provider: string }[];
    providers: { name: string; sandbox: string }[];
  };
  assertEquals(formats.map((format) => format.name), ["jpeg", "png"]);
  assertEquals(providers.map((one) => one.name), PROVIDERS.map((one) => one.name));
  assertEquals((await ran("codecs", "jpeg"))[0], 2);
});
