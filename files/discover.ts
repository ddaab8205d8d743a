/** Turns what a user names (files, folders, patterns, a stream) into the list of files to process. @module */
import { pooledMap } from "@std/async/pool";
import { dirname, isAbsolute, relative, resolve } from "node:path";
import { type KnownFormat, sniffFormat } from "../codecs/known_format.ts";
import { type ErrorCode, errorCode } from "../errors.ts";
import { expandGlob, globRoot, isGlob } from "./expand_glob.ts";
import { describeFileError, systemCode } from "./file_error.ts";
import { listFolder } from "./list_folder.ts";
import { realOrSame } from "./output_collisions.ts";
import { sniffFile } from "./read_file.ts";
import type { GivenName } from "./read_list.ts";
import { STDIN } from "./standard_input.ts";

/** One thing that was named or found. */
export type Found =
  /** To be processed. */
  | FoundFile
  /** In a folder or matched by a pattern, and no picture by its content. */
  | { readonly kind: "not_image"; readonly path: string }
  /** `missing`: named, but nothing is there. `unreadable`: it is there and cannot be read. */
  | {
    readonly kind: "missing" | "unreadable";
    readonly path: string;
    readonly code: ErrorCode;
    readonly message: string;
  };

/** A file, or the standard input. */
export interface FoundFile {
  readonly kind: "file";
  readonly path: string;
  /** By content; `undefined` when the content is no known picture. */
  readonly format: KnownFormat | undefined;
  /** Its folder below the folder or pattern that was named, below the current one for a file; with slashes. */
  readonly dir: string;
  /** What came through the standard input. */
  readonly bytes?: Uint8Array<ArrayBuffer>;
}

/** What `discover` found. */
export interface Discovery {
  /** In the order of the arguments, and in natural order within a folder or pattern. No path twice. */
  readonly found: readonly Found[];
  /** Folders inside the named folders that were not entered. */
  readonly subfolders: number;
  /** Whether the folder of the results was met and passed over. */
  readonly metOutput: boolean;
}

/** Options of `discover`. */
export interface DiscoverOptions {
  /** Whether subfolders of named folders are entered. @default false */
  readonly recursive?: boolean;
  /** Folder of the results: passed over where it is met below what was named. @default none */
  readonly output?: string | undefined;
  /** Reads the picture that `-` stands for. @default `-` is the name of a file */
  readonly stdin?: () => Promise<Uint8Array<ArrayBuffer>>;
}

/** Files whose first bytes are read at the same time. */
const PROBES = 16;

const NO_MATCH = "nothing matches it";

interface Candidate {
  readonly path: string;
  readonly dir: string;
  /** Named by the user, so that it must not be dropped for its content. */
  readonly named: boolean;
  readonly refusal?: Refusal;
  /** Whether it is the standard input. @default false */
  readonly isStdin?: true;
}

interface Refusal {
  readonly kind: "missing" | "unreadable";
  readonly reason: string;
}

/**
 * Finds the files behind `inputs`. A folder stands for the pictures in it, not for names that begin with a dot and,
 * unless `recursive`, not for its subfolders; `photos/**` reaches deeper as well. In a folder or pattern, what is no
 * picture by its content is set apart; a file that is named stays in whatever it holds, so that its error is told.
 */
export async function discover(
  inputs: readonly (string | GivenName)[],
  options: DiscoverOptions = {},
): Promise<Discovery> {
  const { output, stdin } = options;
  const exclude = output === undefined ? undefined : await realOrSame(output);
  const candidates = new Map<string, Candidate>();
  let subfolders = 0;
  let metOutput = false;
  for (const input of inputs) {
    const name = typeof input === "string" ? { path: input, isListed: false } : input;
    const expanded = await expand(name, { ...options, exclude });
    subfolders += expanded.subfolders;
    metOutput ||= expanded.metOutput;
    for (const found of expanded.candidates) {
      const candidate = found.isStdin ? found : { ...found, path: nameOfFile(found.path) };
      const key = candidate.isStdin ? STDIN : resolve(candidate.path);
      // The same file by name and by folder counts as named.
      if (!candidates.has(key) || candidate.named) candidates.set(key, candidate);
    }
  }
  const found: Found[] = [];
  const probes = pooledMap(PROBES, candidates.values(), (candidate) => probe(candidate, stdin));
  for await (const one of probes) found.push(one);
  return { found, subfolders, metOutput };
}

interface Expansion {
  readonly candidates: readonly Candidate[];
  readonly subfolders: number;
  readonly metOutput: boolean;
}

interface ExpandOptions extends DiscoverOptions {
  /** Real path of the folder that is passed over. */
  readonly exclude: string | undefined;
}

async function expand(
  { path, isListed }: GivenName,
  options: ExpandOptions,
): Promise<Expansion> {
  if (path === STDIN && !isListed && options.stdin !== undefined) {
    return one({ path, dir: "", named: true, isStdin: true });
  }
  const [stat, refusal] = await tryStat(path);
  if (stat?.isDirectory) return await listPictures(path, options);
  if (stat === undefined && !isListed && isGlob(path)) return await matches(path, options);
  const dir = folderBelow(".", path);
  return one({ path, dir, named: true, ...(refusal === undefined ? {} : { refusal }) });
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

async function matches(pattern: string, { exclude }: ExpandOptions): Promise<Expansion> {
  const paths = await expandGlob(pattern, { exclude });
  if (paths.length === 0) {
    const refusal: Refusal = { kind: "missing", reason: NO_MATCH };
    return one({ path: pattern, dir: "", named: true, refusal });
  }
  const root = globRoot(pattern) || ".";
  const candidates = paths.map((path) => ({ path, dir: folderBelow(root, path), named: false }));
  return { candidates, subfolders: 0, metOutput: false };
}

async function listPictures(
  folder: string,
  { recursive = false, exclude }: ExpandOptions,
): Promise<Expansion> {
  try {
    const { files, subfolders, failed, metExcluded } = await listFolder(folder, {
      recursive,
      exclude,
    });
    const candidates: Candidate[] = files.map((file) => ({ ...file, named: false }));
    for (const { path, cause } of failed) {
      candidates.push({ path, dir: "", named: true, refusal: refusalOf(cause) });
    }
    return { candidates, subfolders, metOutput: metExcluded };
  } catch (thrown) {
    return one({ path: folder, dir: "", named: true, refusal: refusalOf(thrown) });
  }
}

/** The folder of a path below another one, with slashes; empty when it is not below. */
function folderBelow(root: string, path: string): string {
  const way = relative(resolve(root), dirname(resolve(path)));
  return way.startsWith("..") || isAbsolute(way) ? "" : way.replaceAll("\\", "/");
}

async function probe(
  { path, dir, named, refusal, isStdin }: Candidate,
  stdin: DiscoverOptions["stdin"],
): Promise<Found> {
  if (refusal !== undefined) {
    const message = cannotRead(refusal.reason);
    return { kind: refusal.kind, path, code: "read_failed", message };
  }
  try {
    if (isStdin && stdin !== undefined) {
      const bytes = await stdin();
      return { kind: "file", path, format: sniffFormat(bytes), dir, bytes };
    }
    const format = await sniffFile(path);
    if (format === undefined && !named) return { kind: "not_image", path };
    return { kind: "file", path, format, dir };
  } catch (thrown) {
    const message = thrown instanceof Error ? thrown.message : cannotRead("the system refuses it");
    return { kind: "unreadable", path, code: errorCode(thrown), message };
  }
}

/** A file of the name that stands for the standard input is written another way. */
function nameOfFile(path: string): string {
  return path === STDIN ? `./${STDIN}` : path;
}

function cannotRead(reason: string): string {
  return `Cannot read file as ${reason}`;
}

function one(candidate: Candidate): Expansion {
  return { candidates: [candidate], subfolders: 0, metOutput: false };
}
