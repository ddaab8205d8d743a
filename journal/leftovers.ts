/** Temporary files of runs that were killed. @module */
import { join } from "node:path";
import { temporaryOwner } from "../files/atomic_write.ts";

/** No write takes so long, in ms: what is older was left by a run that kept no journal. */
const ABANDONED_MS = 24 * 60 * 60 * 1000;

/**
 * Removes from `folders` the temporary files of the runs named, and those that nobody can be writing any more.
 * Call it only under the lock of the journal that names the runs: it proves that they are over.
 */
export async function removeLeftovers(
  folders: Iterable<string>,
  runs: ReadonlySet<string>,
): Promise<void> {
  for (const folder of folders) {
    for (const name of await namesOf(folder)) {
      const owner = temporaryOwner(name);
      if (owner === undefined) continue;
      const path = join(folder, name);
      if (runs.has(owner) || await isAbandoned(path)) await removeQuietly(path);
    }
  }
}

async function namesOf(folder: string): Promise<string[]> {
  const names: string[] = [];
  try {
    for await (const { name, isFile } of Deno.readDir(folder)) if (isFile) names.push(name);
  } catch {
    // A folder that is not there yet holds nothing.
  }
  return names;
}

async function isAbandoned(path: string): Promise<boolean> {
  try {
    const { mtime } = await Deno.lstat(path);
    return mtime !== null && Date.now() - mtime.getTime() > ABANDONED_MS;
  } catch {
    return false;
  }
}

async function removeQuietly(path: string): Promise<void> {
  try {
    await Deno.remove(path);
  } catch {
    // It costs space, and no result.
  }
}
