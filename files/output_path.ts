/** Names the outputs, and refuses collisions before any work. @module */
import { basename, dirname, join, resolve } from "node:path";
import type { Format } from "../codecs/codec.ts";
import type { KnownFormat } from "../codecs/known_format.ts";
import { InputError } from "../errors.ts";
import { formatOfName, FORMATS, hasForeignExtension, withFormatExtension } from "./extension.ts";

/** An input to name an output for. */
export interface InputFile {
  readonly path: string;
  /** By content; `undefined` when it is no picture and will fail. */
  readonly format: KnownFormat | undefined;
}

/** Where results go. */
export interface OutputTarget {
  /** A folder; with a single input also a file name with the extension of a format. */
  readonly out: string;
  /** Format of every output; `undefined` keeps the format of each input. */
  readonly format: Format | undefined;
}

/** The outputs of a batch. */
export interface OutputPlan {
  /** One for each input, in the same order. */
  readonly paths: readonly string[];
  /** The folder that all of them are in. */
  readonly folder: string;
  /** Format of every output, also when the file name decided it; `undefined` keeps each input's own. */
  readonly format: Format | undefined;
}

/**
 * Names one output for each input.
 *
 * @throws {InputError} `bad_option` when two inputs would be written to one output, an output is one of the
 * inputs, or the name asks for a format that is not written
 */
export async function planOutputs(
  inputs: readonly InputFile[],
  target: OutputTarget,
): Promise<OutputPlan> {
  const plan = await namesFile(target.out) ? planFile(inputs, target) : planFolder(inputs, target);
  refuseTwins(inputs, plan.paths);
  await refuseInputs(inputs, plan.paths);
  return plan;
}

async function namesFile(out: string): Promise<boolean> {
  if (/[/\\]$/.test(out) || (formatOfName(out) === undefined && !hasForeignExtension(out))) {
    return false;
  }
  try {
    return !(await Deno.stat(out)).isDirectory;
  } catch {
    return true;
  }
}

function planFile(inputs: readonly InputFile[], { out, format }: OutputTarget): OutputPlan {
  if (inputs.length > 1) {
    throw new InputError(
      "bad_option",
      `Cannot write ${inputs.length} pictures into one file: --out must be a folder`,
    );
  }
  const named = formatOfName(out);
  if (named === undefined) {
    throw new InputError(
      "bad_option",
      `Cannot write a file with this extension: formats are ${FORMATS.join(", ")}`,
    );
  }
  if (format !== undefined && format !== named) {
    throw new InputError(
      "bad_option",
      `Cannot write ${format} as the extension in --out says ${named}`,
    );
  }
  return { paths: [out], folder: dirname(out), format: named };
}

function planFolder(inputs: readonly InputFile[], { out, format }: OutputTarget): OutputPlan {
  const paths = inputs.map((input) => {
    const name = basename(input.path);
    const written = format ?? FORMATS.find((known) => known === input.format);
    return join(out, written === undefined ? name : withFormatExtension(name, written));
  });
  return { paths, folder: out, format };
}

function refuseTwins(inputs: readonly InputFile[], paths: readonly string[]): void {
  const owners = new Map<string, string>();
  for (const [index, path] of paths.entries()) {
    const key = identity(resolve(path));
    const other = owners.get(key);
    if (other !== undefined) {
      throw new InputError(
        "bad_option",
        `Cannot write two pictures to '${path}': '${other}' and '${inputs[index].path}'`,
      );
    }
    owners.set(key, inputs[index].path);
  }
}

async function refuseInputs(
  inputs: readonly InputFile[],
  paths: readonly string[],
): Promise<void> {
  const folders = new Map<string, Promise<string>>();
  // A folder is resolved once: a batch has thousands of files and few folders.
  function realFolder(path: string): Promise<string> {
    const folder = dirname(resolve(path));
    const known = folders.get(folder) ?? realOrSame(folder);
    folders.set(folder, known);
    return known;
  }
  const taken = new Set<string>();
  for (const { path } of inputs) {
    taken.add(identity(join(await realFolder(path), basename(path))));
    // What a symbolic link leads to is an input as well.
    taken.add(identity(await realOrSame(path)));
  }
  for (const path of paths) {
    if (taken.has(identity(join(await realFolder(path), basename(path))))) {
      throw new InputError(
        "bad_option",
        `Cannot write to '${path}' as it is one of the inputs: choose another --out`,
      );
    }
  }
}

async function realOrSame(path: string): Promise<string> {
  try {
    return await Deno.realPath(path);
  } catch {
    return resolve(path);
  }
}

/** Names that the file system takes for the same file. */
function identity(path: string): string {
  return Deno.build.os === "linux" ? path : path.normalize("NFC").toLowerCase();
}
