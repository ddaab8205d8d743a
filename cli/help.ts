/** `pixelpool help`: written from the declarations, so that it cannot fall behind. @module */
import { filterNames } from "../filters/registry.ts";
import { COMMON_OPTIONS, type OptionSpec } from "./args.ts";
import { PLUGIN_OPTION } from "./plugins.ts";
import { PROCESS_OPTIONS } from "./process_options.ts";

/** Options of the commands that only list something. */
export const LIST_OPTIONS: readonly OptionSpec[] = COMMON_OPTIONS;

/** Options of `pixelpool filters`. */
export const FILTERS_OPTIONS: readonly OptionSpec[] = [PLUGIN_OPTION, ...LIST_OPTIONS];

/** The commands and what they do, in the order of the help. */
export const COMMANDS: Readonly<Record<string, string>> = {
  process: "Run filters over pictures",
  filters: "List the filters, or show one: pixelpool filters blur",
  codecs: "List the image formats and who reads and writes them",
  stress: "Run many jobs, inflict faults, and check that nothing is lost",
  help: "Show this help, or that of a command",
};

/** Help of the program. */
export function programHelp(): string[] {
  return [
    "pixelpool: heavy image filters over many pictures at once",
    "",
    "Usage: pixelpool COMMAND [OPTIONS]",
    "",
    "Commands:",
    ...table(Object.entries(COMMANDS)),
    "",
    "Options:",
    ...table([["--version", "Show the version"], ["--help", "Show this help"]]),
    "",
    "In a clone of the project, 'deno task process' stands for 'pixelpool process'.",
  ];
}

/** Help of `pixelpool process`. */
export function processHelp(): string[] {
  return [
    "Usage: pixelpool process [OPTIONS] FILE|FOLDER|'PATTERN'...",
    "",
    "Runs a recipe of filters over pictures. A folder stands for the pictures in it, told by",
    "their content; a quoted pattern such as 'photos/**/*.jpg' reaches into subfolders. Names",
    "that begin with a dot are passed over unless they are given. Without arguments it runs",
    "over the pictures that come with the program.",
    "",
    "A recipe is filters parted by commas, each with parameters parted by colons:",
    "resize:1600,blur:sigma=1.5,sharpen:sigma=2:amount=1.5. @NAME stands for a preset.",
    `Filters: ${filterNames().join(", ")}.`,
    "",
    "Options:",
    ...optionTable(PROCESS_OPTIONS),
    "",
    "Mode auto reads the headers of some pictures and takes the way that is predicted to end",
    "first: one thread for little work, workers for many pictures, bands (all workers at one",
    "picture) for few heavy ones. The results are the same bytes in every mode.",
    "",
    "Results go to stdout, progress to stderr. Only workers and bands decode pictures without",
    "any permission; the other modes and native codecs run with those of the program.",
    "",
    "Exit status: 0 all done, 1 some failed, 2 wrong usage, 3 nothing to do, 4 all failed,",
    "130 interrupted (143 by SIGTERM, 129 when the terminal is closed).",
  ];
}

/** Help of a command that lists something. */
export function listHelp(
  usage: string,
  summary: string,
  options: readonly OptionSpec[] = LIST_OPTIONS,
): string[] {
  return [`Usage: pixelpool ${usage}`, "", summary, "", "Options:", ...optionTable(options)];
}

/** Rows of two columns, indented. */
export function table(rows: readonly (readonly [string, string])[]): string[] {
  const width = Math.max(...rows.map(([left]) => left.length));
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`.trimEnd());
}

/** Options as rows. */
export function optionTable(options: readonly OptionSpec[]): string[] {
  return table(options.map(({ name, short, value, description }) => {
    const dashes = `${short === undefined ? "   " : `-${short},`} --${name}`;
    return [value === undefined ? dashes : `${dashes} ${value}`, description];
  }));
}
