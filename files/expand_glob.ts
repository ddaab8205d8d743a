/** Finds files by a shell pattern that the shell did not expand. @module */
import { globToRegExp } from "@std/path/glob-to-regexp";
import { join } from "node:path";
import { compareNatural } from "./natural_order.ts";

const GLOB_CHARACTERS = /[*?[{]/;

/** Whether the text has characters that a shell would expand. */
export function isGlob(text: string): boolean {
  return GLOB_CHARACTERS.test(text);
}

/** Options of `expandGlob`. */
export interface ExpandGlobOptions {
  /** Real path of a folder that is not entered from above. @default none */
  readonly exclude?: string | undefined;
}

/** The folder that a pattern is searched in; empty for the current one. */
export function globRoot(pattern: string): string {
  return splitPattern(pattern).root;
}

/**
 * Files that match `pattern`, in natural order. `*`, `?`, `[...]`, `{a,b}` and `**` mean what they mean in
 * a shell; names that begin with a dot and folders that cannot be listed are passed over. Each real folder
 * is entered once, so that loops of symbolic links end.
 */
export async function expandGlob(
  pattern: string,
  { exclude }: ExpandGlobOptions = {},
): Promise<string[]> {
  const { root, rest } = splitPattern(pattern);
  const matcher = globToRegExp(rest, { extended: false, globstar: true });
  const depth = rest.includes("**") || /\{[^}]*\//.test(rest) ? Infinity : rest.split("/").length;
  const found: string[] = [];
  const entered = new Set<string>();

  async function walk(relative: string, level: number): Promise<void> {
    for (
      const entry of await listFolder(
        root + relative,
        entered,
        relative === "" ? undefined : exclude,
      )
    ) {
      const name = relative + entry.name;
      const { isFile, isDirectory } = await resolveEntry(root + name, entry);
      if (isFile && matcher.test(name)) found.push(join(root, name));
      else if (isDirectory && level < depth) await walk(`${name}/`, level + 1);
    }
  }

  await walk("", 1);
  return found.sort(compareNatural);
}

/** `photos/2024/*.jpg` to `photos/2024/` and `*.jpg`: only what the pattern leaves open is searched. */
function splitPattern(pattern: string): { root: string; rest: string } {
  const segments = pattern.split("/");
  const open = segments.findIndex(isGlob);
  const root = segments.slice(0, open).map((segment) => `${segment}/`).join("");
  return { root, rest: segments.slice(open).join("/") };
}

async function listFolder(
  path: string,
  entered: Set<string>,
  exclude: string | undefined,
): Promise<Deno.DirEntry[]> {
  const entries: Deno.DirEntry[] = [];
  try {
    const real = await Deno.realPath(path === "" ? "." : path);
    if (entered.has(real) || real === exclude) return [];
    entered.add(real);
    for await (const entry of Deno.readDir(real)) {
      if (!entry.name.startsWith(".")) entries.push(entry);
    }
  } catch {
    // A pattern asks for what can be found; it does not promise that everything can be looked at.
    return [];
  }
  return entries.sort((left, right) => compareNatural(left.name, right.name));
}

async function resolveEntry(
  path: string,
  entry: Deno.DirEntry,
): Promise<{ isFile: boolean; isDirectory: boolean }> {
  if (!entry.isSymlink) return entry;
  try {
    return await Deno.stat(path);
  } catch {
    // A dangling link is offered as a file, so that it is reported and not dropped in silence.
    return { isFile: true, isDirectory: false };
  }
}
