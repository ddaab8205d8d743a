/** The file behind a journal: locked, appended to, and never somebody else's. @module */
import { join } from "node:path";
import { OutputError } from "../errors.ts";
import { systemCode } from "../files/file_error.ts";
import { LINE_START } from "./record.ts";

/** Name of the journal in the folder of the results. */
export const JOURNAL_NAME = ".pixelpool-journal.ndjson";

/** Time between two syncs in ms, as long as records come. */
const SYNC_MS = 5_000;

/** Each time somebody else removed or made the file between two looks at it. */
const MAX_TRIES = 20;

const encoder = new TextEncoder();

/** Another process holds the journal. */
export class JournalHeldError extends Error {
  /** What it has written so far. */
  readonly bytes: Uint8Array;

  constructor(bytes: Uint8Array) {
    super("The journal is locked");
    this.bytes = bytes;
  }
}

/**
 * An open journal. The lock is the system's own, on the file itself: it ends with the process however that ends,
 * so that no stale lock is ever left.
 */
export class JournalFile {
  readonly #file: Deno.FsFile;
  readonly #path: string;
  #inLine = false;
  #syncedAt = performance.now();
  #syncing: Promise<void> | undefined;

  private constructor(file: Deno.FsFile, path: string) {
    this.#file = file;
    this.#path = path;
  }

  /**
   * Opens the journal of a folder, or makes it.
   *
   * @throws {JournalHeldError} when another process holds it
   * @throws {OutputError} `write_failed` when the name is taken by something else
   * @throws whatever the system says
   */
  static async open(folder: string): Promise<JournalFile> {
    const path = join(folder, JOURNAL_NAME);
    for (let tries = 0; tries < MAX_TRIES; tries++) {
      const file = await openOrCreate(path);
      if (file === undefined) continue;
      try {
        const isFree = await tryLock(file);
        if (!isFree) throw new JournalHeldError(await readHeld(file));
        // Whoever held it may have removed it in the meantime: a lock on a file without a name keeps nobody out.
        if (await isSame(file, path)) return new JournalFile(file, path);
      } catch (thrown) {
        file.close();
        throw thrown;
      }
      file.close();
    }
    throw new OutputError("write_failed", "Cannot keep journal as it comes and goes");
  }

  /**
   * Everything that was written before.
   *
   * @throws {OutputError} `write_failed` when it is no journal
   */
  async read(): Promise<Uint8Array> {
    const bytes = await readAll(this.#file);
    const start = new TextDecoder().decode(bytes.subarray(0, LINE_START.length));
    if (!LINE_START.startsWith(start)) throw nameTaken();
    this.#inLine = bytes.length > 0 && bytes[bytes.length - 1] !== LINE_FEED;
    return bytes;
  }

  /** Forgets everything that was written before. */
  async clear(): Promise<void> {
    await this.#file.truncate(0);
    this.#inLine = false;
  }

  /**
   * Hands a line to the system at once, so that it outlives this process; the device gets it within seconds.
   *
   * @throws whatever the system says
   */
  append(line: string): void {
    // A line that was torn must not take the next one with it.
    const bytes = encoder.encode(this.#inLine ? `\n${line}` : line);
    this.#inLine = true;
    for (let written = 0; written < bytes.length;) {
      written += this.#file.writeSync(bytes.subarray(written));
    }
    this.#inLine = false;
    if (performance.now() - this.#syncedAt >= SYNC_MS) this.#startSync();
  }

  /** Whether the file still has its name: its folder may have been removed. */
  isThere(): Promise<boolean> {
    return isSame(this.#file, this.#path);
  }

  /** Releases the lock, and removes the file when nobody needs it any more. */
  async close({ remove }: { readonly remove: boolean }): Promise<void> {
    await this.#syncing;
    try {
      if (remove) {
        // By name, so that it must be ours; the lock is still held, so that nobody else has begun to use it.
        if (await this.isThere()) await Deno.remove(this.#path);
      } else {
        await this.#file.syncData();
      }
    } finally {
      this.#file.close();
    }
  }

  #startSync(): void {
    this.#syncedAt = performance.now();
    // A failed sync costs no more than repeated work after a power cut; writing itself tells of a broken device.
    this.#syncing ??= this.#file.syncData().catch(() => {}).finally(() => {
      this.#syncing = undefined;
    });
  }
}

const LINE_FEED = 10;

/** `undefined` when the file appeared or vanished just now. */
async function openOrCreate(path: string): Promise<Deno.FsFile | undefined> {
  const stat = await lstatOrNone(path);
  // A symbolic link could lead to one of the user's own files.
  if (stat !== undefined && !stat.isFile) throw nameTaken();
  try {
    return await Deno.open(path, { read: true, append: true, createNew: stat === undefined });
  } catch (thrown) {
    const isRace = systemCode(thrown) === (stat === undefined ? "EEXIST" : "ENOENT");
    if (isRace) return undefined;
    throw thrown;
  }
}

async function lstatOrNone(path: string): Promise<Deno.FileInfo | undefined> {
  try {
    return await Deno.lstat(path);
  } catch (thrown) {
    if (systemCode(thrown) === "ENOENT") return undefined;
    throw thrown;
  }
}

/** Whether the lock was got. Some network file systems know no locks: there, two runs do not see each other. */
async function tryLock(file: Deno.FsFile): Promise<boolean> {
  try {
    return await file.tryLock(true);
  } catch {
    return true;
  }
}

async function isSame(file: Deno.FsFile, path: string): Promise<boolean> {
  const named = await lstatOrNone(path);
  if (named === undefined || !named.isFile) return false;
  const opened = await file.stat();
  return opened.ino === named.ino && opened.dev === named.dev;
}

async function readAll(file: Deno.FsFile): Promise<Uint8Array> {
  const { size } = await file.stat();
  const bytes = new Uint8Array(size);
  await file.seek(0, Deno.SeekMode.Start);
  let filled = 0;
  while (filled < size) {
    const count = await file.read(bytes.subarray(filled));
    if (count === null) break;
    filled += count;
  }
  return bytes.subarray(0, filled);
}

/** Windows lets nobody read what another process has locked. */
async function readHeld(file: Deno.FsFile): Promise<Uint8Array> {
  try {
    return await readAll(file);
  } catch {
    return new Uint8Array();
  }
}

function nameTaken(): OutputError {
  return new OutputError(
    "write_failed",
    `Cannot keep journal as its name '${JOURNAL_NAME}' is taken by something else`,
  );
}
