/** Names the outputs, and refuses collisions before any work. @module */
import { basename, dirname, extname, normalize, relative, resolve } from "node:path";
import { type Format, FORMATS } from "../codecs/codec.ts";
import type { KnownFormat } from "../codecs/known_format.ts";
import { canUse, providerFor, WRITE_FORMATS } from "../codecs/registry.ts";
import { InputError } from "../errors.ts";
import { formatOfName, hasForeignExtension, withFormatExtension } from "./extension.ts";
import { refuseInputs, refuseTwins } from "./output_collisions.ts";
import {
  asksFor,
  baseFolder,
  endingOf,
  fillTemplate,
  folderTemplate,
  isTemplate,
  parseTemplate,
  type TemplatePart,
} from "./output_template.ts";
import { STDIN } from "./standard_input.ts";

/** An input to name an output for. */
export interface InputFile {
  readonly path: string;
  /** By content; `undefined` when it is no picture and will fail. */
  readonly format: KnownFormat | undefined;
  /** Its folder below the folder or pattern that was named, with slashes. @default "" */
  readonly dir?: string;
}

/** Where results go. */
export interface OutputTarget {
  /** A folder or a template; with a single input also a file name with the extension of a format. */
  readonly out: string;
  /** Format of every output; `undefined` keeps the format of each input. */
  readonly format: Format | undefined;
  /** Name of the provider that will write; `undefined` takes the default one of the format. */
  readonly codec?: string | undefined;
  /** Added to each name. @default none */
  readonly suffix?: string | undefined;
  /** Whether the folders of the inputs are kept below a plain folder. @default false */
  readonly keepStructure?: boolean;
}

/** Gives outputs their names, one at a time. */
export interface OutputNamer {
  /** The folder that all of them are below. */
  readonly folder: string;
  /** Format of every output, also when the name decided it; `undefined` keeps each input's own. */
  readonly format: Format | undefined;
  /** Whether there is only one name to give. */
  readonly isFile: boolean;
  /**
   * The name of an input's output.
   *
   * @throws {InputError} `bad_option` when the name would leave the folder
   */
  name(input: InputFile): string;
}

/** The outputs of a batch. */
export interface OutputPlan extends Pick<OutputNamer, "folder" | "format"> {
  /** One for each input, in the same order. */
  readonly paths: readonly string[];
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
  return await planWith(await outputNamer(target), inputs, target);
}

/** The same with a namer that is there already. */
export async function planWith(
  namer: OutputNamer,
  inputs: readonly InputFile[],
  { codec, keepStructure = false }: Pick<OutputTarget, "codec" | "keepStructure">,
): Promise<OutputPlan> {
  const { folder, format, isFile } = namer;
  if (isFile && inputs.length > 1) {
    throw refusal(
      `Cannot write ${inputs.length} pictures into one file: --out must be a folder or a template`,
    );
  }
  if (format === undefined) refuseReadOnly(inputs, codec);
  const paths = inputs.map((input) => namer.name(input));
  refuseTwins(inputs, paths, { keepStructure });
  await refuseInputs(inputs, paths);
  return { paths, folder, format };
}

/**
 * How outputs are named.
 *
 * @throws {InputError} `bad_option` when the options of the name do not go together
 */
export async function outputNamer(target: OutputTarget): Promise<OutputNamer> {
  const { out, suffix, keepStructure = false } = target;
  if (isTemplate(out)) return templateNamer(parseTemplate(out), target);
  if (!await namesFile(out)) return templateNamer(folderTemplate(out, keepStructure), target);
  const other = suffix !== undefined ? "--suffix" : keepStructure ? "--keep-structure" : undefined;
  if (other === undefined) return fileNamer(target);
  throw refusal(`Cannot use ${other} with a file as --out: a folder or a template has room for it`);
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

function fileNamer({ out, format, codec }: OutputTarget): OutputNamer {
  const named = formatOfName(out);
  if (named === undefined) throw foreignExtension();
  refuseOther(named, format);
  providerFor(named, "write", codec);
  return { folder: dirname(out), format: named, isFile: true, name: () => out };
}

function templateNamer(parts: readonly TemplatePart[], target: OutputTarget): OutputNamer {
  const { suffix = "", keepStructure = false, codec } = target;
  const ending = `x${endingOf(parts)}`;
  if (hasForeignExtension(ending)) throw foreignExtension();
  const promised = formatOfName(ending);
  if (promised !== undefined) {
    refuseOther(promised, target.format);
    providerFor(promised, "write", codec);
  }
  if (suffix !== "" && !asksFor(parts, "suffix")) throw noPlace("--suffix", "{suffix}");
  if (keepStructure && !asksFor(parts, "dir")) throw noPlace("--keep-structure", "{dir}");
  const folder = baseFolder(parts);
  const format = target.format ?? promised;
  return {
    folder,
    format,
    isFile: false,
    name(input) {
      const { dir = "" } = input;
      const path = normalize(fillTemplate(parts, { dir, suffix, ...namesOf(input, format) }));
      if (isBelow(folder, path)) return path;
      throw refusal(`Cannot write to '${path}' as it is outside of the folder '${folder}'`);
    },
  };
}

/** `photo.JPG` written as JPEG keeps its extension; written as WebP it gets another. */
function namesOf(
  input: InputFile,
  format: Format | undefined,
): { name: string; base: string; ext: string } {
  const name = input.path === STDIN ? "stdin" : basename(input.path);
  const written = format ?? FORMATS.find((known) => known === input.format);
  const full = written === undefined ? name : withFormatExtension(name, written);
  const extension = extname(full);
  return {
    name: full.slice(0, full.length - extension.length),
    base: name,
    ext: extension.slice(1),
  };
}

function isBelow(folder: string, path: string): boolean {
  const way = relative(resolve(folder), resolve(path));
  return way !== "" && way !== ".." && !/^\.\.[/\\]/.test(way);
}

function refuseOther(named: Format, format: Format | undefined): void {
  if (format === undefined || format === named) return;
  throw refusal(`Cannot write ${format} as the extension in --out says ${named}`);
}

/** A format that is read and not written cannot be kept: one line now instead of an error a picture later. */
function refuseReadOnly(inputs: readonly InputFile[], codec: string | undefined): void {
  for (const format of FORMATS) {
    const count = inputs.filter((input) => input.format === format).length;
    if (count === 0 || !canUse(format, "read", codec) || canUse(format, "write", codec)) continue;
    throw refusal(
      `Cannot keep the format of ${count} of ${inputs.length} pictures as ${format} is not written: ` +
        "choose one with --format, for instance --format png",
    );
  }
}

function foreignExtension(): InputError {
  return refusal(
    `Cannot write a file with this extension: formats are ${WRITE_FORMATS.join(", ")}`,
  );
}

function noPlace(option: string, placeholder: string): InputError {
  return refusal(`Cannot use ${option} as the template in --out has no ${placeholder}`);
}

function refusal(message: string): InputError {
  return new InputError("bad_option", message);
}
