/** The files that are generated, each with the function that gives what belongs there. @module */
import { dirname } from "node:path";
import { filterPictures } from "./filter_pictures.ts";
import { filterReference } from "./reference.ts";

/** What a generated file holds. */
type Content = string | Uint8Array;

/** Path from the root of the repository, and what belongs there. */
export const GENERATED: Readonly<Record<string, () => Content | Promise<Content>>> = {
  "docs/filters.md": filterReference,
  ...filterPictures(),
};

const ROOT = new URL("../", import.meta.url);

/** Generated files that hold something else on disk, or are missing. */
export async function staleFiles(root: URL = ROOT): Promise<string[]> {
  const stale: string[] = [];
  for (const [path, render] of Object.entries(GENERATED)) {
    const found = await Deno.readFile(new URL(path, root)).catch(() => undefined);
    if (found === undefined || !isSame(found, bytesOf(await render()))) stale.push(path);
  }
  return stale;
}

/** Writes every generated file. */
export async function writeGenerated(root: URL = ROOT): Promise<string[]> {
  for (const [path, render] of Object.entries(GENERATED)) {
    await Deno.mkdir(new URL(dirname(path), root), { recursive: true });
    await Deno.writeFile(new URL(path, root), bytesOf(await render()));
  }
  return Object.keys(GENERATED);
}

function bytesOf(content: Content): Uint8Array {
  return typeof content === "string" ? new TextEncoder().encode(content) : content;
}

function isSame(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, i) => byte === b[i]);
}
