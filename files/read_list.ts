/** Names of inputs from a list: a file of names, or the standard input. @module */
import { InputError } from "../errors.ts";
import { describeFileError } from "./file_error.ts";
import { STDIN } from "./standard_input.ts";

/** What begins the name of a list. */
const MARK = "@";

/** Options of reading lists. */
export interface ListOptions {
  /** Whether names are parted by NUL, so that they may hold line breaks. @default false */
  readonly nul?: boolean;
  /** Where `@-` is read from. @default the standard input */
  readonly stdin?: ReadableStream<Uint8Array>;
}

/** A name that was given, on the command line or in a list. */
export interface GivenName {
  readonly path: string;
  /** Whether it stands in a list: then it is the name of a file or folder, and no pattern. */
  readonly isListed: boolean;
}

/**
 * Replaces every `@FILE` by the names in it, and `@-` by those that come through the standard input.
 *
 * @throws {InputError} `bad_option` when a list cannot be read
 */
export async function expandLists(
  names: readonly string[],
  options: ListOptions = {},
): Promise<GivenName[]> {
  const given: GivenName[] = [];
  for (const name of names) {
    if (!name.startsWith(MARK)) given.push({ path: name, isListed: false });
    else {
      const text = await readList(name.slice(MARK.length), options);
      given.push(...parseList(text, options).map((path) => ({ path, isListed: true })));
    }
  }
  return given;
}

/**
 * The names in a list: one a line, without empty lines and those that begin with `#`; write `./#a` for a file of such
 * a name. Parted by NUL every name counts, as `find -print0` writes them.
 */
export function parseList(text: string, { nul = false }: Pick<ListOptions, "nul"> = {}): string[] {
  if (nul) return text.split("\0").filter((name) => name !== "");
  return text.replace(/^\ufeff/, "").split(/\r?\n/).filter((line) =>
    line.trim() !== "" && !line.startsWith("#")
  );
}

async function readList(
  name: string,
  { stdin = Deno.stdin.readable }: ListOptions,
): Promise<string> {
  try {
    if (name === STDIN) return await new Response(stdin).text();
    return await Deno.readTextFile(name);
  } catch (cause) {
    throw new InputError(
      "bad_option",
      `Cannot read list '${name}' as ${describeFileError(cause)}: ` +
        `a file whose name begins with ${MARK} is written ./${MARK}${name}`,
      { cause },
    );
  }
}
