/**
 * Runs the commands of docs/walk.md in a real shell and puts what they print below them:
 *
 *     deno run -A tools/walk.ts
 *
 * A block that begins with ```console holds commands behind `$ `, each with its output. They run one after the
 * other in one folder, where some of the pictures that come with the program lie in `photos/`.
 *
 * @module
 */
import { fileURLToPath } from "node:url";
import { print } from "./print.ts";

const ROOT = new URL("../", import.meta.url);

/** The page. */
export const WALK: URL = new URL("docs/walk.md", ROOT);

/** Where each picture comes from and where it lies. */
const PHOTOS = [
  ["city.jpg", "photos/city.jpg"],
  ["glass.png", "photos/glass.png"],
  ["mountains.jpg", "photos/mountains.jpg"],
  ["still_life.jpg", "photos/holiday/still_life.jpg"],
] as const;

/** Permissions of `deno task process`, with a cache of the machine's speed that nobody else has. */
const LAUNCHER = `#!/bin/sh
PIXELPOOL_CACHE=/dev/null exec DENO run --no-prompt --no-check --allow-read --allow-write --allow-env --allow-ffi \\
  --allow-run --allow-net --allow-sys=systemMemoryInfo MAIN "$@"
`;

const BLOCK = /(^```console\n)([\s\S]*?)(^```$)/gm;

/** The page with what its commands print now. Needs a POSIX shell. */
export async function walked(page: string): Promise<string> {
  const folder = await Deno.makeTempDir({ prefix: "pixelpool-walk-" });
  try {
    await prepare(folder);
    let text = "";
    let at = 0;
    for (const match of page.matchAll(BLOCK)) {
      const [whole, opening, content, closing] = match;
      text += page.slice(at, match.index) + opening;
      for (const command of commandsOf(content)) {
        text += `$ ${command}\n${await outputOf(folder, command)}`;
      }
      text += closing;
      at = match.index + whole.length;
    }
    return text + page.slice(at);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** The page without what differs from run to run and from machine to machine: times, sizes, speed, progress. */
export function withoutFigures(page: string): string {
  return page.split("\n")
    .filter((line) => !/images\/s/.test(line))
    .join("\n")
    .replace(/\d[\d.]* (ms|s|min|B|KiB|MiB)(?=\b|$)/gm, "# $1")
    .replace(/# (ms|s|min)\b/g, "# time")
    .replace(/# (B|KiB|MiB)\b/g, "# size");
}

function commandsOf(block: string): string[] {
  return block.split("\n").filter((line) => line.startsWith("$ ")).map((line) => line.slice(2));
}

async function prepare(folder: string): Promise<void> {
  await Deno.mkdir(`${folder}/bin`);
  const main = fileURLToPath(new URL("main.ts", ROOT));
  const launcher = LAUNCHER.replace("DENO", `"${Deno.execPath()}"`).replace("MAIN", `"${main}"`);
  await Deno.writeTextFile(`${folder}/bin/pixelpool`, launcher, { mode: 0o755 });
  await Deno.mkdir(`${folder}/home/photos/holiday`, { recursive: true });
  for (const [name, path] of PHOTOS) {
    await Deno.copyFile(new URL(`fixtures/photos/${name}`, ROOT), `${folder}/home/${path}`);
  }
}

/** What a terminal would show: both streams in the order in which they were written. */
async function outputOf(folder: string, command: string): Promise<string> {
  const { stdout } = await new Deno.Command("sh", {
    args: ["-c", `{ ${command}\n} 2>&1`],
    cwd: `${folder}/home`,
    env: { PATH: `${folder}/bin:${Deno.env.get("PATH") ?? ""}`, NO_COLOR: "1" },
    stdin: "null",
  }).output();
  return new TextDecoder().decode(stdout);
}

if (import.meta.main) {
  await Deno.writeTextFile(WALK, await walked(await Deno.readTextFile(WALK)));
  print("Wrote docs/walk.md");
}
