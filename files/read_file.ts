/** Reads input files: regular ones only, and never more than the limit. @module */
import { type KnownFormat, SNIFF_BYTES, sniffFormat } from "../codecs/known_format.ts";
import { InputError, PixelpoolError } from "../errors.ts";
import { checkBytes, type Limits } from "../image/limits.ts";
import { describeFileError } from "./file_error.ts";

/**
 * The whole file.
 *
 * @throws {InputError} `read_failed`
 * @throws {LimitError} `too_many_bytes`, before a byte is read
 * @throws whatever reason `signal` aborts with
 */
export async function readImageFile(
  path: string,
  limits: Limits,
  signal?: AbortSignal,
): Promise<Uint8Array<ArrayBuffer>> {
  try {
    const stat = await Deno.stat(path);
    assertRegular(stat);
    checkBytes(stat.size, limits);
    return await Deno.readFile(path, signal === undefined ? {} : { signal });
  } catch (thrown) {
    signal?.throwIfAborted();
    throw readError(thrown);
  }
}

/**
 * The format of a file by its first bytes, or `undefined` when it is no picture.
 *
 * @throws {InputError} `read_failed`
 */
export async function sniffFile(path: string): Promise<KnownFormat | undefined> {
  try {
    // A pipe or a device would block the open call until somebody writes to it.
    assertRegular(await Deno.stat(path));
    using file = await Deno.open(path);
    return sniffFormat(await readHead(file));
  } catch (thrown) {
    throw readError(thrown);
  }
}

async function readHead(file: Deno.FsFile): Promise<Uint8Array> {
  const head = new Uint8Array(SNIFF_BYTES);
  let filled = 0;
  while (filled < head.length) {
    const count = await file.read(head.subarray(filled));
    if (count === null) break;
    filled += count;
  }
  return head.subarray(0, filled);
}

function assertRegular(stat: Deno.FileInfo): void {
  if (stat.isFile) return;
  const what = stat.isDirectory ? "a folder" : "no regular file";
  throw new InputError("read_failed", `Cannot read file as it is ${what}`);
}

/** Why a file, or the standard input, cannot be read; an error of ours stays what it is. */
export function readError(thrown: unknown): PixelpoolError {
  if (thrown instanceof PixelpoolError) return thrown;
  return new InputError("read_failed", `Cannot read file as ${describeFileError(thrown)}`, {
    cause: thrown,
  });
}
