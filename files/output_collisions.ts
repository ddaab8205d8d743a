/** Outputs that would destroy each other or an input, found before any work. @module */
import { basename, dirname, join, resolve } from "node:path";
import { InputError } from "../errors.ts";

/** What is looked at of an input. */
interface Named {
  readonly path: string;
  readonly dir?: string;
}

/**
 * Refuses outputs that are the same file.
 *
 * @throws {InputError} `bad_option`
 */
export function refuseTwins(
  inputs: readonly Named[],
  paths: readonly string[],
  { keepStructure }: { readonly keepStructure: boolean },
): void {
  const owners = new Map<string, Named>();
  for (const [index, path] of paths.entries()) {
    const key = identity(resolve(path));
    const [one, other] = [owners.get(key), inputs[index]];
    if (one !== undefined) {
      const advice = one.dir === other.dir || keepStructure
        ? ", which {base} in a template would tell apart, for instance --out 'out/{base}.{ext}'"
        : ", which --keep-structure would put into folders of their own";
      throw new InputError(
        "bad_option",
        `Cannot write two pictures to '${path}': '${one.path}' and '${other.path}'${advice}`,
      );
    }
    owners.set(key, other);
  }
}

/**
 * Refuses outputs that are one of the inputs, by whatever way.
 *
 * @throws {InputError} `bad_option`
 */
export async function refuseInputs(
  inputs: readonly Named[],
  paths: readonly string[],
): Promise<void> {
  const folders = new Map<string, Promise<string>>();
  // A folder is resolved once: a batch has thousands of files and few folders.
  function realFolder(path: string): Promise<string> {
    const folder = dirname(resolve(path));
    const known = folders.get(folder) ?? realOrSame(folder);
    folders.set(folder, known);
    return known;
  }
  const taken = new Set<string>();
  for (const { path } of inputs) {
    taken.add(identity(join(await realFolder(path), basename(path))));
    // What a symbolic link leads to is an input as well.
    taken.add(identity(await realOrSame(path)));
  }
  for (const path of paths) {
    if (taken.has(identity(join(await realFolder(path), basename(path))))) {
      throw new InputError(
        "bad_option",
        `Cannot write to '${path}' as it is one of the inputs: choose another --out`,
      );
    }
  }
}

/** The path without links, or as it is when nothing is there. */
export async function realOrSame(path: string): Promise<string> {
  try {
    return await Deno.realPath(path);
  } catch {
    return resolve(path);
  }
}

/** Names that the file system takes for the same file. */
export function identity(path: string): string {
  return Deno.build.os === "linux" ? path : path.normalize("NFC").toLowerCase();
}
