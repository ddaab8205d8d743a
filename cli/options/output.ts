/** Options that say where results go. @module */
import { InputError } from "../../errors.ts";
import { OVERWRITE, type Overwrite } from "../../files/overwrite.ts";
import type { GivenArgs, OptionGroup } from "../args.ts";
import { oneOf, valueOf } from "../values.ts";

/** Folder of the results when `--out` names none. */
export const DEFAULT_OUT = "out";

/** In the order of the help. */
export const OUTPUT_OPTIONS: OptionGroup = {
  title: "Output",
  options: [
    {
      name: "out",
      short: "o",
      value: "PATH",
      values: "file",
      description: "Folder of the results, a template such as thumbs/{dir}/{name}{suffix}.{ext}, " +
        `a file for a single picture, or - for standard output [${DEFAULT_OUT}]`,
    },
    {
      name: "suffix",
      value: "TEXT",
      description: "Added to each name: with _small photo.jpg becomes photo_small.jpg",
    },
    {
      name: "keep-structure",
      description: "Keep the subfolders of the inputs below the folder of the results",
    },
    {
      name: "overwrite",
      value: "WHICH",
      values: OVERWRITE,
      description: "Results that exist and are replaced: all, never, or newer: those older than " +
        "their picture [all; with --watch newer]",
    },
    {
      name: "dry-run",
      description: "Print what would be written and write nothing, not even a folder",
    },
  ],
};

/** Where results go. */
export interface OutputOptions {
  /** `undefined` when it was not given. */
  readonly out: string | undefined;
  readonly suffix: string | undefined;
  readonly keepStructure: boolean;
  readonly overwrite: Overwrite;
  readonly dryRun: boolean;
}

/**
 * Reads them.
 *
 * @throws {InputError} `bad_option`
 */
export function readOutputOptions(given: GivenArgs): OutputOptions {
  const { values, switches } = given;
  const whenWatching = values.has("watch") ? "newer" : "all";
  return {
    out: values.get("out"),
    suffix: valueOf(given, "suffix", readSuffix),
    keepStructure: switches.has("keep-structure"),
    overwrite: valueOf(given, "overwrite", readOverwrite) ?? whenWatching,
    dryRun: switches.has("dry-run"),
  };
}

function readOverwrite(option: string, text: string): Overwrite {
  return oneOf(option, text, OVERWRITE);
}

function readSuffix(option: string, text: string): string {
  if (!/[/\\]/.test(text)) return text;
  throw new InputError(
    "bad_option",
    `Cannot use --${option} as it must be a part of a file name, without slashes: ` +
      `current value is ${text}`,
  );
}
