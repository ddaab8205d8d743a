/** Writes files that are either complete or not there. @module */
import { dirname, join } from "node:path";
import { InputError, OutputError, type PixelpoolError } from "../errors.ts";
import { describeFileError, isDiskFull, systemCode } from "./file_error.ts";

/** Options of a write. */
export interface WriteOptions {
  /** Whether a file of this name is replaced. @default true */
  readonly overwrite?: boolean;
  /** Eight hexadecimal digits in the name of the temporary file, which tell whose it is. @default none */
  readonly owner?: string | undefined;
}

/** Temporary files that exist now, for the one case in which nobody can wait for their end. */
const live = new Set<string>();

/**
 * Writes `bytes` to `path`: temporary name in the same folder, fsync, rename. A symbolic link of that name
 * is replaced, never followed. Parent folders are created.
 *
 * @throws {OutputError} `disk_full`, `write_failed`, or `output_exists` when `overwrite` is false
 */
export async function writeAtomically(
  path: string,
  bytes: Uint8Array,
  options: WriteOptions = {},
): Promise<void> {
  const { overwrite = true, owner } = options;
  const folder = dirname(path);
  const temporary = join(folder, temporaryName(owner));
  live.add(temporary);
  try {
    await Deno.mkdir(folder, { recursive: true });
    await writeSynced(temporary, bytes);
    await (overwrite ? Deno.rename(temporary, path) : renameIfFree(temporary, path));
  } catch (thrown) {
    await removeQuietly(temporary);
    throw outputError(thrown);
  } finally {
    live.delete(temporary);
  }
}

/**
 * Makes sure that files can be written into `folder`; creates it when it is missing.
 *
 * @throws {InputError} `bad_option` when not: the user chose the folder
 */
export async function prepareFolder(folder: string): Promise<void> {
  const probe = join(folder, `.pixelpool-${crypto.randomUUID()}.tmp`);
  try {
    await Deno.mkdir(folder, { recursive: true });
    await Deno.writeFile(probe, new Uint8Array(), { createNew: true });
    await Deno.remove(probe);
  } catch (thrown) {
    const reason = systemCode(thrown) === "EEXIST"
      ? "it is a file, not a folder"
      : describeFileError(thrown);
    throw new InputError("bad_option", `Cannot write into '${folder}' as ${reason}`, {
      cause: thrown,
    });
  }
}

/** Its length does not depend on the name of the result, which may be as long as the file system allows. */
function temporaryName(owner?: string): string {
  return `.pixelpool-${owner === undefined ? "" : `${owner}-`}${crypto.randomUUID()}.tmp`;
}

const TEMPORARY_NAME = /^\.pixelpool-(?:([0-9a-f]{8})-)?[0-9a-f-]{36}\.tmp$/;

/** Whose temporary file has this name, "" when nobody is named; `undefined` when it is no temporary file. */
export function temporaryOwner(name: string): string | undefined {
  const match = TEMPORARY_NAME.exec(name);
  return match === null ? undefined : match[1] ?? "";
}

/** Removes every temporary file at once; for a program that is about to end. */
export function removeTemporaries(): void {
  for (const path of live) {
    try {
      Deno.removeSync(path);
    } catch {
      // It was renamed in the meantime, or was not created yet.
    }
  }
}

/** What a failed write means to the user. */
export function outputError(thrown: unknown): PixelpoolError {
  if (thrown instanceof OutputError) return thrown;
  const code = isDiskFull(thrown) ? "disk_full" : "write_failed";
  return new OutputError(code, `Cannot write file as ${describeFileError(thrown)}`, {
    cause: thrown,
  });
}

async function writeSynced(path: string, bytes: Uint8Array): Promise<void> {
  using file = await Deno.open(path, { write: true, createNew: true });
  for (let written = 0; written < bytes.length;) {
    written += await file.write(bytes.subarray(written));
  }
  await file.sync();
}

/** A hard link, unlike a rename, fails when the name is taken, even when it was free a moment ago. */
async function renameIfFree(temporary: string, path: string): Promise<void> {
  try {
    await Deno.link(temporary, path);
  } catch (thrown) {
    if (systemCode(thrown) === "EEXIST") throw outputExists();
    // File systems without hard links leave a short race.
    if (await exists(path)) throw outputExists();
    await Deno.rename(temporary, path);
    return;
  }
  await Deno.remove(temporary);
}

/** Whether anything has this name, a dangling link included. */
export async function exists(path: string): Promise<boolean> {
  try {
    await Deno.lstat(path);
    return true;
  } catch {
    return false;
  }
}

/** The refusal to replace a file. */
export function outputExists(): OutputError {
  return new OutputError("output_exists", "Cannot write file as it exists already");
}

async function removeQuietly(path: string): Promise<void> {
  try {
    await Deno.remove(path);
  } catch {
    // It was never created, or the device is gone: the first error is the one to tell.
  }
}
