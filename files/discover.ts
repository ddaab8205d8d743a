/** Turns what a user names (files, folders, patterns) into the list of files to process. @module */
import { pooledMap } from "@std/async/pool";
import { join, resolve } from "node:path";
import type { KnownFormat } from "../codecs/known_format.ts";
import { type ErrorCode, errorCode } from "../errors.ts";
import { describeFileError, systemCode } from "./file_error.ts";
import { expandGlob, isGlob } from "./expand_glob.ts";
import { compareNatural } from "./natural_order.ts";
import { sniffFile } from "./read_file.ts";

/** One thing that was named or found. */
export type Found =
  /** To be processed. `format` is by content, `undefined` when the content is no known picture. */
  | { readonly kind: "file"; readonly path: string; readonly format: KnownFormat | undefined }
  /** In a folder or matched by a pattern, and no picture by its content. */
  | { readonly kind: "not_image"; readonly path: string }
  /** `missing`: named, but nothing is there. `unreadable`: it is there and cannot be read. */
  | {
    readonly kind: "missing" | "unreadable";
    readonly path: string;
    readonly code: ErrorCode;
    readonly message: string;
  };

/** What `discover` found. */
export interface Discovery {
  /** In the order of the arguments, and in natural order within a folder or pattern. No path twice. */
  readonly found: readonly Found[];
  /** Folders inside the named folders; they are not entered. */
  readonly subfolders: number;
}

/** Files whose first bytes are read at the same time. */
const PROBES = 16;

const NO_MATCH = "nothing matches it";

interface Candidate {
  readonly path: string;
  /** Named by the user, so that it must not be dropped for its content. */
  readonly named: boolean;
  readonly refusal?: Refusal;
}

interface Refusal {
  readonly kind: "missing" | "unreadable";
  readonly reason: string;
}

/**
 * Finds the files behind `inputs`. A folder stands for the pictures in it, not for its subfolders or for
 * names that begin with a dot; `photos/**` reaches deeper. In a folder or pattern, what is no picture by
 * its content is set apart; a file that is named stays in whatever it holds, so that its error is told.
 */
export async function discover(inputs: readonly string[]): Promise<Discovery> {
  const candidates = new Map<string, Candidate>();
  let subfolders = 0;
  for (const input of inputs) {
    const expanded = await expand(input);
    subfolders += expanded.subfolders;
    for (const candidate of expanded.candidates) {
      const key = resolve(candidate.path);
      // The same file by name and by folder counts as named.
      if (!candidates.has(key) || candidate.named) candidates.set(key, candidate);
    }
  }
  const found: Found[] = [];
  for await (const one of pooledMap(PROBES, candidates.values(), probe)) found.push(one);
  return { found, subfolders };
}

interface Expansion {
  readonly candidates: readonly Candidate[];
  readonly subfolders: number;
}

async function expand(input: string): Promise<Expansion> {
  const [stat, refusal] = await tryStat(input);
  if (stat?.isDirectory) return await listPictures(input);
  if (stat === undefined && isGlob(input)) {
    const paths = await expandGlob(input);
    if (paths.length === 0) {
      return one({ path: input, named: true, refusal: { kind: "missing", reason: NO_MATCH } });
    }
    return { candidates: paths.map((path) => ({ path, named: false })), subfolders: 0 };
  }
  return one(
    refusal === undefined ? { path: input, named: true } : {
      path: input,
      named: true,
      refusal,
    },
  );
}

async function tryStat(path: string): Promise<[Deno.FileInfo | undefined, Refusal | undefined]> {
  try {
    return [await Deno.stat(path), undefined];
  } catch (thrown) {
    return [undefined, refusalOf(thrown)];
  }
}

function refusalOf(thrown: unknown): Refusal {
  const missing = ["ENOENT", "ENOTDIR"].includes(systemCode(thrown) ?? "");
  return { kind: missing ? "missing" : "unreadable", reason: describeFileError(thrown) };
}

async function listPictures(folder: string): Promise<Expansion> {
  const names: string[] = [];
  let subfolders = 0;
  try {
    for await (const entry of Deno.readDir(folder)) {
      if (entry.name.startsWith(".")) continue;
      if (await leadsToFolder(folder, entry)) subfolders++;
      else names.push(entry.name);
    }
  } catch (thrown) {
    return one({ path: folder, named: true, refusal: refusalOf(thrown) });
  }
  names.sort(compareNatural);
  const candidates = names.map((name) => ({ path: join(folder, name), named: false }));
  return { candidates, subfolders };
}

async function leadsToFolder(folder: string, entry: Deno.DirEntry): Promise<boolean> {
  if (!entry.isSymlink) return entry.isDirectory;
  const [stat] = await tryStat(join(folder, entry.name));
  return stat?.isDirectory ?? false;
}

async function probe({ path, named, refusal }: Candidate): Promise<Found> {
  if (refusal !== undefined) {
    const message = cannotRead(refusal.reason);
    return { kind: refusal.kind, path, code: "read_failed", message };
  }
  try {
    const format = await sniffFile(path);
    if (format === undefined && !named) return { kind: "not_image", path };
    return { kind: "file", path, format };
  } catch (thrown) {
    const message = thrown instanceof Error ? thrown.message : cannotRead("the system refuses it");
    return { kind: "unreadable", path, code: errorCode(thrown), message };
  }
}

function cannotRead(reason: string): string {
  return `Cannot read file as ${reason}`;
}

function one(candidate: Candidate): Expansion {
  return { candidates: [candidate], subfolders: 0 };
}
