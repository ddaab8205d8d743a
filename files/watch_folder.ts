/** Files of a folder as they appear and change. @module */
import { type ListedFile, listFolder, type ListFolderOptions } from "./list_folder.ts";

/** Options of watching. */
export interface WatchFolderOptions extends ListFolderOptions {
  /** Ends the watch. */
  readonly signal: AbortSignal;
  /** How long a file must stay the same before it counts as whole, in ms. @default 500 */
  readonly settleMs?: number;
  /** Time between two looks where the system tells of no changes, in ms. @default 2000 */
  readonly rescanMs?: number;
}

/** The system may miss changes, for instance on network drives; in ms. */
const TRUSTED_RESCAN_MS = 15_000;

/**
 * Gives the files that are there, then those that are new or changed, in groups. A file counts once it has something in
 * it and has stayed the same for `settleMs`, so that nobody reads what is still being written. What the system tells of
 * changes only ends the waiting: what there is to do is found by looking, so that nothing depends on it.
 *
 * @throws what the system says when the folder cannot be listed at the beginning
 */
export async function* watchFolder(
  root: string,
  options: WatchFolderOptions,
): AsyncGenerator<readonly ListedFile[]> {
  const { signal, settleMs = 500, rescanMs = 2000, ...listing } = options;
  using alarm = new Alarm(root, listing.recursive ?? false, signal);
  const watch = new Watch(settleMs);
  // Looked at twice from the start: a file that is being copied now grows in between.
  watch.look((await listFolder(root, listing)).files);
  let looked = performance.now();
  while (true) {
    await alarm.wait(watch.isWaiting ? settleMs : alarm.isTrusted ? TRUSTED_RESCAN_MS : rescanMs);
    // A large file comes with thousands of changes: none of them is worth a look of its own.
    await alarm.pause(looked + settleMs - performance.now());
    if (signal.aborted) return;
    looked = performance.now();
    const ready = watch.look(await listAgain(root, listing));
    if (ready.length > 0) yield ready;
  }
}

/** A folder that has gone may come back. */
async function listAgain(
  root: string,
  listing: ListFolderOptions,
): Promise<readonly ListedFile[]> {
  try {
    return (await listFolder(root, listing)).files;
  } catch {
    return [];
  }
}

/** What was seen of each file. */
class Watch {
  readonly #settleMs: number;
  readonly #given = new Map<string, string>();
  readonly #waiting = new Map<string, { readonly state: string; readonly since: number }>();

  constructor(settleMs: number) {
    this.#settleMs = settleMs;
  }

  /** Whether some file must stay as it is for a while yet. */
  get isWaiting(): boolean {
    return this.#waiting.size > 0;
  }

  /** The files that are whole now and were not given as they are. */
  look(files: readonly ListedFile[]): ListedFile[] {
    const now = performance.now();
    const paths = new Set(files.map(({ path }) => path));
    for (const known of [this.#given, this.#waiting]) {
      for (const path of known.keys()) if (!paths.has(path)) known.delete(path);
    }
    return files.filter(({ path }) => this.#isReady(path, now));
  }

  #isReady(path: string, now: number): boolean {
    const state = stateOf(path);
    if (state === undefined || state === this.#given.get(path)) {
      this.#waiting.delete(path);
      return false;
    }
    const before = this.#waiting.get(path);
    if (before?.state !== state) {
      this.#waiting.set(path, { state, since: now });
      return false;
    }
    // Timers may ring a little early.
    if (now - before.since < this.#settleMs - 5) return false;
    this.#waiting.delete(path);
    this.#given.set(path, state);
    return true;
  }
}

/** What changes when a file does; `undefined` while there is nothing in it, and when it has gone. */
function stateOf(path: string): string | undefined {
  try {
    const { size, mtime, ino } = Deno.statSync(path);
    return size === 0 ? undefined : `${size} ${mtime?.getTime()} ${ino}`;
  } catch {
    return undefined;
  }
}

/** Wakes whoever waits when the system tells of a change, or when the watch is to end. */
class Alarm implements Disposable {
  readonly #signal: AbortSignal;
  readonly #stop: () => void;
  #watcher: Deno.FsWatcher | undefined;
  #wake: (() => void) | undefined;
  #rang = false;

  constructor(root: string, recursive: boolean, signal: AbortSignal) {
    this.#signal = signal;
    this.#stop = () => this.#ring();
    signal.addEventListener("abort", this.#stop);
    try {
      this.#watcher = Deno.watchFs(root, { recursive });
      this.#listen(this.#watcher);
    } catch {
      // No watch is left or none is supported: looking now and then does as well.
    }
  }

  /** Whether the system tells of changes. */
  get isTrusted(): boolean {
    return this.#watcher !== undefined;
  }

  /** Waits for so long, or for the next change. */
  async wait(ms: number): Promise<void> {
    if (!this.#rang && !this.#signal.aborted) {
      const { promise, resolve } = Promise.withResolvers<void>();
      this.#wake = resolve;
      const timer = setTimeout(resolve, ms);
      await promise;
      clearTimeout(timer);
      this.#wake = undefined;
    }
    this.#rang = false;
  }

  /** Waits for so long whatever changes, unless the watch is to end. */
  async pause(ms: number): Promise<void> {
    const end = performance.now() + ms;
    for (let left = ms; left > 0 && !this.#signal.aborted; left = end - performance.now()) {
      this.#rang = false;
      await this.wait(left);
    }
  }

  [Symbol.dispose](): void {
    this.#signal.removeEventListener("abort", this.#stop);
    try {
      this.#watcher?.close();
    } catch {
      // It ended by itself.
    }
    this.#watcher = undefined;
  }

  async #listen(watcher: Deno.FsWatcher): Promise<void> {
    try {
      for await (const _event of watcher) this.#ring();
    } catch {
      // The watch is over; the next look comes by time.
    }
    this.#watcher = undefined;
  }

  #ring(): void {
    this.#rang = true;
    this.#wake?.();
  }
}
