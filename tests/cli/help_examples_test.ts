/** Every example of every page of help does what it says, on real files. @module */
import { assert, assertEquals } from "@std/assert";
import { COMMANDS } from "../../cli/commands.ts";
import { writePicture } from "../picture.ts";
import { namesIn, temporaryFolder } from "../temporary_folder.ts";
import { denoArgs } from "./pixelpool.ts";
import { run } from "../../cli/run.ts";
import { RecordedOutput } from "./recorded_output.ts";

/** Lines of the examples in a page, as a user would copy them. */
async function examplesOf(...args: string[]): Promise<string[]> {
  const output = new RecordedOutput();
  assertEquals(await run(args, output), 0);
  const lines = output.results;
  const start = lines.indexOf("EXAMPLES");
  const end = lines.indexOf("EXIT STATUS");
  return lines.slice(start + 1, end).filter((line) => line.startsWith("    pixelpool "))
    .map((line) => line.trim());
}

async function writeInputs(root: string): Promise<void> {
  await Deno.mkdir(`${root}/photos/may`, { recursive: true });
  for (const [seed, name] of ["a.jpg", "b.jpg", "may/a.jpg"].entries()) {
    await writePicture(`${root}/photos/${name}`, { width: 60, height: 40, seed });
  }
  await writePicture(`${root}/photo.jpg`);
  await Deno.writeTextFile(`${root}/names`, "photos/a.jpg\0photos/may/a.jpg\0");
}

for (const args of [["help"], ...Object.keys(COMMANDS).map((name) => ["help", name])]) {
  Deno.test({
    name: `every example of '${args.join(" ")}' runs`,
    ignore: Deno.build.os === "windows",
    async fn() {
      const examples = await examplesOf(...args);
      assert(examples.length > 0);
      await using folder = await temporaryFolder();
      const root = folder.path;
      const start = [Deno.execPath(), ...denoArgs()].map((part) => `'${part}'`).join(" ");
      for (const example of examples) {
        await writeInputs(root);
        const before = namesIn(root);
        const { code, stderr } = await new Deno.Command("bash", {
          args: ["-c", `pixelpool() { ${start} "$@"; }\n${example}`],
          cwd: root,
          env: { PIXELPOOL_CACHE: `${root}/names` },
        }).output();
        assertEquals(code, 0, `${example}\n${new TextDecoder().decode(stderr)}`);
        await checkWritten(example, root, before);
      }
    },
  });
}

/** An example that names a place for results puts something there; the others leave nothing behind. */
async function checkWritten(example: string, root: string, before: string[]): Promise<void> {
  const isTalk = /--explain|--dry-run/.test(example) || !/ -o | > /.test(example);
  const added = namesIn(root).filter((name) => !before.includes(name));
  if (isTalk) return assertEquals(added, [], example);
  const [, place = "", redirected = ""] = / -o '?([^ '/{]+)|> (\S+)$/.exec(example) ?? [];
  const stat = await Deno.stat(`${root}/${place || redirected}`);
  assert(stat.isDirectory ? namesIn(`${root}/${place}`).length > 0 : stat.size > 0, example);
}
