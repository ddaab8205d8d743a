import { assert, assertEquals } from "@std/assert";
import { demoOptions } from "../../cli/demo.ts";
import { readProcessOptions } from "../../cli/process_options.ts";
import { parseRecipe } from "../../pipeline/recipe.ts";
import { namesIn, temporaryFolder } from "../temporary_folder.ts";
import { jsonReport, pixelpool } from "./pixelpool.ts";

Deno.test("demoOptions() steps in only when no input, recipe or output is given", () => {
  for (const args of [["a.jpg"], ["-f", "blur"], ["-o", "x"], ["--preset", "web"]]) {
    assertEquals(demoOptions(readProcessOptions(args)), undefined);
  }
  const options = demoOptions(readProcessOptions(["--mode", "sync", "--quality", "50"]));
  assert(options?.recipe !== undefined);
  assert(parseRecipe(options.recipe).length > 0);
  assertEquals([options.mode, options.quality, options.out], ["sync", 50, "out/pixelpool-demo"]);
});

Deno.test("process without arguments filters the pictures it brings, into files of its own", async () => {
  await using folder = await temporaryFolder();
  const root = folder.path;
  await Deno.mkdir(`${root}/out`);
  await Deno.writeTextFile(`${root}/out/mine.txt`, "kept");
  const json = await pixelpool(root, ["process", "--json"]);
  const { files, summary } = jsonReport(json);
  assertEquals([json.code, summary.completed], [0, files.length]);
  assert(files.length >= 3);
  const first = readAll(`${root}/out/pixelpool-demo`);
  assertEquals(first.size, files.length);

  const plain = await pixelpool(root, ["process"]);
  assertEquals(plain.code, 0);
  assertEquals(readAll(`${root}/out/pixelpool-demo`), first);
  assertEquals(namesIn(`${root}/out`), ["mine.txt", "pixelpool-demo"]);

  const proposed = proposedCommands(plain.stdout);
  assertEquals(proposed.length, 3);
  for (const command of proposed) {
    const { code } = await pixelpool(root, command.split(" "));
    assertEquals([command, code], [command, 0]);
  }
});

/** The lines after "Try next:", without what starts the program. */
function proposedCommands(stdout: string): string[] {
  const lines = stdout.slice(stdout.indexOf("Try next:")).split("\n");
  return lines.map((line) => /^ {2}.* task (\w+ .*)$/.exec(line)?.[1])
    .filter((command) => command !== undefined);
}

function readAll(folder: string): Map<string, Uint8Array> {
  return new Map(namesIn(folder).map((name) => [name, Deno.readFileSync(`${folder}/${name}`)]));
}
