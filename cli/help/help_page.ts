/** A page of help in the order of a manual page, and its lines. @module */
import type { OptionGroup, OptionSpec } from "../args.ts";

/** A command line that works, and what it does. */
export interface Example {
  /** Without `pixelpool`; a shell's quotes and pipes are allowed. */
  readonly command: string;
  readonly what: string;
}

/** What is told of a command. */
export interface HelpPage {
  /** With the name of the program: `pixelpool process`. */
  readonly name: string;
  /** In half a sentence. */
  readonly summary: string;
  /** Ways to call it, without its name. */
  readonly synopsis: readonly string[];
  /** Paragraphs. */
  readonly description: readonly string[];
  /** Commands with their summaries, for the page of the program. */
  readonly commands?: readonly (readonly [string, string])[];
  readonly groups: readonly OptionGroup[];
  readonly examples: readonly Example[];
  /** Status and meaning. */
  readonly exit: readonly (readonly [string, string])[];
  /** What the environment changes. */
  readonly environment?: readonly (readonly [string, string])[];
}

/** Columns that a page takes. */
const WIDTH = 90;

const INDENT = "  ";

/** Descriptions of options begin here, or on the next line where the option is longer. */
const OPTION_COLUMN = 26;

/** The page as lines; headings are the lines without indent. */
export function helpLines(page: HelpPage): string[] {
  return [
    ...section("NAME", [`${page.name} - ${page.summary}`]),
    ...section("SYNOPSIS", page.synopsis.map((usage) => `${page.name} ${usage}`.trimEnd())),
    ...section("DESCRIPTION", paragraphs(page.description)),
    ...section("COMMANDS", pairs(page.commands ?? [])),
    ...section("OPTIONS", page.groups.flatMap(groupLines)),
    ...section("EXAMPLES", page.examples.flatMap(exampleLines)),
    ...section("EXIT STATUS", pairs(page.exit)),
    ...section("ENVIRONMENT", pairs(page.environment ?? [])),
  ].slice(0, -1);
}

/** Words in lines that are no longer than `width`. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    if (line !== "" && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else line = line === "" ? word : `${line} ${word}`;
  }
  return [...lines, line];
}

/** `-o, --out PATH`. */
export function optionTitle({ name, short, value }: OptionSpec): string {
  const dashes = short === undefined ? `    --${name}` : `-${short}, --${name}`;
  return value === undefined ? dashes : `${dashes} ${value}`;
}

function section(title: string, lines: readonly string[]): string[] {
  if (lines.length === 0) return [];
  return [title, ...lines.map((line) => line === "" ? "" : INDENT + line), ""];
}

function paragraphs(texts: readonly string[]): string[] {
  return texts.flatMap((text, index) => [
    ...(index === 0 ? [] : [""]),
    ...wrap(text, WIDTH - INDENT.length),
  ]);
}

function groupLines({ title, options }: OptionGroup, index: number): string[] {
  return [
    ...(index === 0 ? [] : [""]),
    ...(title === "" ? [] : [`${title}:`]),
    ...options.flatMap((option) => entry(optionTitle(option), option.description, OPTION_COLUMN)),
  ];
}

function exampleLines({ command, what }: Example, index: number): string[] {
  return [...(index === 0 ? [] : [""]), `${what}:`, `${INDENT}pixelpool ${command}`];
}

function pairs(rows: readonly (readonly [string, string])[]): string[] {
  const column = 2 + Math.max(...rows.map(([left]) => left.length));
  return rows.flatMap(([left, right]) => entry(left, right, column));
}

function entry(left: string, right: string, column: number): string[] {
  const lines = wrap(right, WIDTH - INDENT.length - column);
  const fits = left.length + 2 <= column;
  const first = fits ? [left.padEnd(column) + lines[0]] : [left, " ".repeat(column) + lines[0]];
  return [...first, ...lines.slice(1).map((line) => " ".repeat(column) + line)];
}
