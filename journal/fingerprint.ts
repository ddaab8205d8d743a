/** What tells one version of a file from another. @module */
import { Buffer } from "node:buffer";
import { createHash } from "node:crypto";

/** Size and time of a file, as far as they can be trusted. */
export interface FileMark {
  readonly bytes: number;
  /** In ms since 1970; `null` when the file is so fresh that a later change may leave the same time. */
  readonly mtime: number | null;
}

/** Clocks of file systems tick as coarsely as this, in ms. */
const COARSEST_TICK_MS = 2_000;

const CHUNK_BYTES = 1024 * 1024;

/** The mark of a file; `undefined` when it is gone. */
export async function markOf(
  path: string,
  now: number = Date.now(),
): Promise<FileMark | undefined> {
  try {
    const { size, mtime } = await Deno.stat(path);
    return { bytes: size, mtime: settledTime(mtime, now) };
  } catch {
    return undefined;
  }
}

function settledTime(mtime: Date | null, now: number): number | null {
  const time = mtime?.getTime();
  return time !== undefined && now - time > COARSEST_TICK_MS ? time : null;
}

/**
 * SHA-256 in hexadecimal digits. On this thread and at once: a call of Web Crypto copies the bytes first, which
 * took longer than the digest itself.
 */
export function sha256(bytes: Uint8Array): string {
  return createHash("sha256").update(view(bytes)).digest("hex");
}

/** SHA-256 of a file, read piece by piece; `undefined` when it cannot be read. */
export async function sha256OfFile(path: string | URL): Promise<string | undefined> {
  try {
    using file = await Deno.open(path);
    const hash = createHash("sha256");
    const chunk = new Uint8Array(CHUNK_BYTES);
    for (;;) {
      const count = await file.read(chunk);
      if (count === null) return hash.digest("hex");
      hash.update(view(chunk.subarray(0, count)));
    }
  } catch {
    return undefined;
  }
}

function view({ buffer, byteOffset, byteLength }: Uint8Array): Buffer {
  return Buffer.from(buffer as ArrayBuffer, byteOffset, byteLength);
}
