/** Options that say what is processed. @module */
import type { GivenArgs, OptionGroup } from "../args.ts";

/** In the order of the help. */
export const INPUT_OPTIONS: OptionGroup = {
  title: "Input",
  options: [
    {
      name: "recursive",
      short: "r",
      description: "Enter the subfolders of named folders as well",
    },
    {
      name: "null",
      short: "0",
      description: "Names in @LIST are parted by NUL, as find -print0 writes them",
    },
    {
      name: "watch",
      value: "FOLDER",
      values: "folder",
      description: "Process the pictures in FOLDER and those that appear there, until Ctrl-C",
    },
  ],
};

/** What is processed. */
export interface InputOptions {
  /** As they were written: files, folders, patterns, `@list`, `-`. */
  readonly inputs: readonly string[];
  readonly recursive: boolean;
  /** Whether names in lists are parted by NUL. */
  readonly nul: boolean;
  /** Folder to watch; `undefined` when none is. */
  readonly watch: string | undefined;
}

/** Reads them. */
export function readInputOptions({ operands, values, switches }: GivenArgs): InputOptions {
  return {
    inputs: operands,
    recursive: switches.has("recursive"),
    nul: switches.has("null"),
    watch: values.get("watch"),
  };
}
