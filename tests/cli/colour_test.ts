import { assertEquals } from "@std/assert";
import { paint, type Tone } from "../../cli/colour.ts";
import { StderrOutput } from "../../cli/stderr_output.ts";
import { temporaryFolder } from "../temporary_folder.ts";
import { pixelpool } from "./pixelpool.ts";
import { RecordedOutput } from "./recorded_output.ts";

Deno.test("paint() puts text between the codes of its tone", () => {
  for (const tone of ["heading", "good", "warning", "bad"] satisfies Tone[]) {
    // deno-lint-ignore no-control-regex
    assertEquals(/^\x1b\[\d+mtext\x1b\[0m$/.test(paint("text", tone)), true);
  }
});

Deno.test("pixelpool prints colours to what is no terminal only when they are forced", async () => {
  await using folder = await temporaryFolder();
  const coloured = async (env: Record<string, string>) => {
    const help = await pixelpool(folder.path, ["help"], { env });
    const refused = await pixelpool(folder.path, ["process", "-f", "blurr"], { env });
    return [help.stdout.includes("\x1b[1mNAME"), refused.stderr.includes("\x1b[31mCannot")];
  };
  assertEquals(await coloured({}), [false, false]);
  assertEquals(await coloured({ FORCE_COLOR: "1" }), [true, true]);
  assertEquals(await coloured({ FORCE_COLOR: "0" }), [false, false]);
});

Deno.test({
  name: "pixelpool prints colours to a terminal unless NO_COLOR is set",
  ignore: Deno.build.os !== "linux" || !await hasScript(),
  async fn() {
    const main = new URL("../../main.ts", import.meta.url).pathname;
    const coloured = async (env: Record<string, string>) => {
      const { stdout } = await new Deno.Command("script", {
        args: ["-qec", `'${Deno.execPath()}' run --no-prompt '${main}' help`, "/dev/null"],
        // The gate itself asks for no colours.
        clearEnv: true,
        env: { ...withoutColours(), ...env },
        stdin: "null",
      }).output();
      return new TextDecoder().decode(stdout).includes("\x1b[1mNAME");
    };
    assertEquals([await coloured({}), await coloured({ NO_COLOR: "1" })], [true, false]);
  },
});

Deno.test("StderrOutput turns every result into a note", () => {
  const output = new RecordedOutput();
  const diverted = new StderrOutput(output);
  diverted.result("a");
  diverted.json({ b: 1 });
  diverted.jsonLine({ c: 2 });
  diverted.note("d");
  assertEquals(output.notes, ["a", "{", '  "b": 1', "}", '{"c":2}', "d"]);
  assertEquals([output.results, output.documents, output.jsonLines], [[], [], []]);
});

async function hasScript(): Promise<boolean> {
  try {
    return (await new Deno.Command("script", { args: ["--version"] }).output()).success;
  } catch {
    return false;
  }
}

function withoutColours(): Record<string, string> {
  const { NO_COLOR: _no, FORCE_COLOR: _force, ...rest } = Deno.env.toObject();
  return rest;
}
