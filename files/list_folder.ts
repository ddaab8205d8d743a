/** What is in a folder, and on request below it. @module */
import { join } from "node:path";
import { compareNatural } from "./natural_order.ts";

/** Options of a listing. */
export interface ListFolderOptions {
  /** Whether subfolders are entered. @default false */
  readonly recursive?: boolean;
  /** Real path of a folder that is passed over: the one that results go to. @default none */
  readonly exclude?: string | undefined;
}

/** A file that was found. */
export interface ListedFile {
  readonly path: string;
  /** Its folder below the one that is listed, with slashes; empty for the folder itself. */
  readonly dir: string;
}

/** What a folder holds. Names that begin with a dot are passed over. */
export interface FolderListing {
  /** Files of a folder before its subfolders, all in natural order. */
  readonly files: readonly ListedFile[];
  /** Subfolders that were not entered. */
  readonly subfolders: number;
  /** Subfolders that could not be listed, and what was thrown. */
  readonly failed: readonly { readonly path: string; readonly cause: unknown }[];
  /** Whether the excluded folder was met. */
  readonly metExcluded: boolean;
}

/**
 * Lists a folder. Each real folder is entered once, so that loops of symbolic links end.
 *
 * @throws what the system says when the folder itself cannot be listed
 */
export async function listFolder(
  root: string,
  options: ListFolderOptions = {},
): Promise<FolderListing> {
  const walk = new Walk(options);
  await walk.enter(root, "");
  return walk;
}

class Walk implements FolderListing {
  readonly files: ListedFile[] = [];
  readonly failed: { path: string; cause: unknown }[] = [];
  subfolders = 0;
  metExcluded = false;
  readonly #recursive: boolean;
  readonly #exclude: string | undefined;
  readonly #entered = new Set<string>();

  constructor({ recursive = false, exclude }: ListFolderOptions) {
    this.#recursive = recursive;
    this.#exclude = exclude;
  }

  async enter(folder: string, dir: string): Promise<void> {
    const real = await Deno.realPath(folder);
    if (this.#entered.has(real)) return;
    this.#entered.add(real);
    const subfolders: string[] = [];
    const names: string[] = [];
    for await (const entry of Deno.readDir(folder)) {
      if (entry.name.startsWith(".")) continue;
      const isFolder = await leadsToFolder(join(folder, entry.name), entry);
      (isFolder ? subfolders : names).push(entry.name);
    }
    for (const name of names.sort(compareNatural)) {
      this.files.push({ path: join(folder, name), dir });
    }
    for (const name of subfolders.sort(compareNatural)) {
      await this.#meet(join(folder, name), dir === "" ? name : `${dir}/${name}`);
    }
  }

  async #meet(folder: string, dir: string): Promise<void> {
    try {
      if (this.#exclude !== undefined && await Deno.realPath(folder) === this.#exclude) {
        this.metExcluded = true;
      } else if (this.#recursive) await this.enter(folder, dir);
      else this.subfolders++;
    } catch (cause) {
      this.failed.push({ path: folder, cause });
    }
  }
}

async function leadsToFolder(path: string, entry: Deno.DirEntry): Promise<boolean> {
  if (!entry.isSymlink) return entry.isDirectory;
  try {
    return (await Deno.stat(path)).isDirectory;
  } catch {
    // A link that leads nowhere is offered as a file, so that it is reported.
    return false;
  }
}
