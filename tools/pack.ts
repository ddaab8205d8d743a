/**
 * Makes the package that is published: the tree without what only guards it, and without the one import that
 * needs an unstable feature of the runtime.
 *
 * @module
 */
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { libjpegTurboBytes } from "./libjpeg_turbo_bytes.js";

const ROOT = fileURLToPath(new URL("../", import.meta.url));

/** Never part of a package, whatever `publish.exclude` says. */
const NEVER = new Set([".git", ".gitignore", "node_modules", "out", "coverage", "deno.lock"]);

/** The source-phase import that takes the place of the import of bytes. */
const SOURCE_PHASE = `// @ts-self-types="./jpeg_turbo_wasm.d.ts"
// Plain JavaScript, because the type checker does not know source phase imports.
import source module from "./jpeg_turbo.wasm";
export default module;
`;

interface Settings {
  unstable: string[];
  publish: { exclude: string[] };
}

/** Writes the package into an empty folder. */
export async function pack(folder: string): Promise<void> {
  const settings: Settings = JSON.parse(await Deno.readTextFile(join(ROOT, "deno.json")));
  const left = new Set([...NEVER, ...settings.publish.exclude]);
  for await (const { name } of Deno.readDir(ROOT)) {
    if (!left.has(name)) await copy(join(ROOT, name), join(folder, name));
  }
  await Deno.writeFile(join(folder, "codecs/jpeg_turbo.wasm"), libjpegTurboBytes);
  await Deno.writeTextFile(join(folder, "codecs/jpeg_turbo_wasm.js"), SOURCE_PHASE);
  settings.unstable = settings.unstable.filter((feature) => feature !== "raw-imports");
  await Deno.writeTextFile(join(folder, "deno.json"), JSON.stringify(settings, null, 2));
}

async function copy(from: string, to: string): Promise<void> {
  if ((await Deno.stat(from)).isFile) {
    await Deno.mkdir(dirname(to), { recursive: true });
    await Deno.copyFile(from, to);
    return;
  }
  for await (const { name } of Deno.readDir(from)) await copy(join(from, name), join(to, name));
}
