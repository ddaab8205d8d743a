/** Options as data, and the reading of arguments by them. @module */
import { parseArgs } from "@std/cli/parse-args";
import { InputError } from "../errors.ts";
import { didYouMean } from "../suggest.ts";

/** One option; help and parser read the same declaration. */
export interface OptionSpec {
  /** Without the two dashes. */
  readonly name: string;
  /** One letter, without the dash. */
  readonly short?: string;
  /** What stands for its value in help, for instance `FOLDER`; an option without it is a switch. */
  readonly value?: string;
  /** Whether it may be given more than once; its values are in `lists`. @default false */
  readonly repeatable?: boolean;
  readonly description: string;
}

/** What was given. */
export interface GivenArgs {
  /** Arguments that belong to no option, in order; all after `--` are among them. */
  readonly operands: readonly string[];
  /** Values by option name. */
  readonly values: ReadonlyMap<string, string>;
  /** Values of repeatable options by name, in order. */
  readonly lists: ReadonlyMap<string, readonly string[]>;
  readonly switches: ReadonlySet<string>;
}

/** Options that every command takes. */
export const COMMON_OPTIONS: readonly OptionSpec[] = [
  { name: "json", description: "Print the result as JSON on stdout" },
  { name: "debug", description: "Print where an unexpected error came from" },
  { name: "help", short: "h", description: "Show this help" },
];

/**
 * Reads arguments by the options of a command.
 *
 * @throws {InputError} `bad_option` for an option that is unknown, lacks its value or is given twice
 */
export function readArgs(args: readonly string[], specs: readonly OptionSpec[]): GivenArgs {
  refuseValuesOfSwitches(args, specs);
  const unknown: string[] = [];
  const valued = specs.filter((spec) => spec.value !== undefined).map((spec) => spec.name);
  const parsed = parseArgs(args, {
    // `_`: operands stay text, also when they look like numbers.
    string: [...valued, "_"],
    boolean: specs.filter((spec) => spec.value === undefined).map((spec) => spec.name),
    collect: valued,
    alias: Object.fromEntries(
      specs.flatMap((spec) => spec.short === undefined ? [] : [[spec.name, spec.short]]),
    ),
    unknown: (argument, key) => {
      if (key === undefined) return true;
      unknown.push(argument);
      return false;
    },
  });
  const values = new Map<string, string>();
  const lists = new Map<string, readonly string[]>();
  for (const { name, value, repeatable = false } of specs) {
    if (value === undefined) continue;
    const given = parsed[name] as string[];
    given.forEach((text) => refuseEmpty(name, text));
    if (repeatable) lists.set(name, given);
    else if (given.length > 1) throw givenTwice(name);
    else if (given.length === 1) values.set(name, given[0]);
  }
  // After the values: `--quality -5` is a missing value first, and only then an unknown option.
  if (unknown.length > 0) throw unknownOption(unknown[0], specs);
  const switches = specs.map((spec) => spec.name).filter((name) => parsed[name] === true);
  return { operands: parsed._.map(String), values, lists, switches: new Set(switches) };
}

/** The parser would take `--quiet=no` for quiet and `--quiet=false` for the opposite. */
function refuseValuesOfSwitches(args: readonly string[], specs: readonly OptionSpec[]): void {
  const end = args.indexOf("--");
  for (const argument of args.slice(0, end < 0 ? args.length : end)) {
    const [, name] = /^--([^=]+)=/.exec(argument) ?? [];
    const spec = specs.find((candidate) => candidate.name === name);
    if (spec === undefined || spec.value !== undefined) continue;
    throw new InputError(
      "bad_option",
      `Cannot read options as --${name} takes no value: current value is ${argument}`,
    );
  }
}

/** Whether JSON was asked for; needed before, and also when, the arguments cannot be read. */
export function wantsJson(args: readonly string[]): boolean {
  const end = args.indexOf("--");
  return args.slice(0, end < 0 ? args.length : end).includes("--json");
}

function givenTwice(name: string): InputError {
  return new InputError("bad_option", `Cannot read options as --${name} is given twice`);
}

function refuseEmpty(name: string, text: string): void {
  if (text !== "") return;
  throw new InputError(
    "bad_option",
    `Cannot read options as --${name} needs a value that is not empty: ` +
      `write --${name}=VALUE when it begins with a dash`,
  );
}

function unknownOption(argument: string, specs: readonly OptionSpec[]): InputError {
  const word = argument.split("=")[0];
  const names = specs.map((spec) => `--${spec.name}`);
  return new InputError(
    "bad_option",
    `Cannot read options as '${word}' is no option${didYouMean(word, names)}: ` +
      "a file name that begins with a dash goes after --",
  );
}
