/** The files that are generated, each with the function that gives its text. @module */
import { filterReference } from "./reference.ts";

/** Path from the root of the repository, and the text that belongs there. */
export const GENERATED: Readonly<Record<string, () => string>> = {
  "docs/filters.md": filterReference,
};

const ROOT = new URL("../", import.meta.url);

/** Generated files whose text on disk is another one. */
export async function staleFiles(root: URL = ROOT): Promise<string[]> {
  const stale: string[] = [];
  for (const [path, render] of Object.entries(GENERATED)) {
    const text = await Deno.readTextFile(new URL(path, root)).catch(() => undefined);
    if (text !== render()) stale.push(path);
  }
  return stale;
}

/** Writes every generated file. */
export async function writeGenerated(root: URL = ROOT): Promise<string[]> {
  for (const [path, render] of Object.entries(GENERATED)) {
    await Deno.writeTextFile(new URL(path, root), render());
  }
  return Object.keys(GENERATED);
}
