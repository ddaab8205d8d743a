/** Options as data, and the reading of arguments by them. @module */
import { InputError } from "../errors.ts";
import { didYouMean } from "../suggest.ts";

/** What a shell offers as the value of an option: files, folders, or these words. */
export type ValueSource = "file" | "folder" | readonly string[];

/** One option; help, parser and shell completion read the same declaration. */
export interface OptionSpec {
  /** Without the two dashes. */
  readonly name: string;
  /** One letter or digit, without the dash. */
  readonly short?: string;
  /** What stands for its value in help, for instance `FOLDER`; an option without it is a switch. */
  readonly value?: string;
  /** What a shell offers as its value. @default nothing */
  readonly values?: ValueSource;
  /** Whether it may be given more than once; its values are in `lists`. @default false */
  readonly repeatable?: boolean;
  readonly description: string;
}

/** Options under one heading of the help. */
export interface OptionGroup {
  readonly title: string;
  readonly options: readonly OptionSpec[];
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
  { name: "json", description: "Print the result as one JSON document" },
  { name: "debug", description: "Print where an unexpected error came from" },
  { name: "help", short: "h", description: "Show this help" },
];

/**
 * Reads arguments by the options of a command, as people know it from other programs: `--name value`,
 * `--name=value`, `-n value`, `-nvalue`, switches of one letter together (`-rq`), everything after `--` an operand.
 * A value that begins with a dash needs the form with `=`; `-` alone is a value like any other.
 *
 * @throws {InputError} `bad_option` for an option that is unknown, lacks its value or is given twice
 */
export function readArgs(args: readonly string[], specs: readonly OptionSpec[]): GivenArgs {
  const reader = new ArgReader(specs);
  const rest = args.values();
  for (const argument of rest) {
    if (argument === "--") reader.operands.push(...rest);
    else if (argument.startsWith("--")) reader.long(argument, rest);
    else if (argument.startsWith("-") && argument !== "-") reader.cluster(argument, rest);
    else reader.operands.push(argument);
  }
  return reader.given();
}

/**
 * Whether an argument before `--` is written so; for what must be known before, and also when, the arguments cannot
 * be read.
 */
export function hasSwitch(args: readonly string[], ...spellings: readonly string[]): boolean {
  const end = args.indexOf("--");
  return args.slice(0, end < 0 ? args.length : end).some((one) => spellings.includes(one));
}

/** Collects while the arguments are gone through. */
class ArgReader {
  readonly operands: string[] = [];
  readonly #specs: readonly OptionSpec[];
  readonly #values = new Map<string, string>();
  readonly #lists = new Map<string, string[]>();
  readonly #switches = new Set<string>();

  constructor(specs: readonly OptionSpec[]) {
    this.#specs = specs;
    for (const { name, repeatable } of specs) if (repeatable) this.#lists.set(name, []);
  }

  given(): GivenArgs {
    return {
      operands: this.operands,
      values: this.#values,
      lists: this.#lists,
      switches: this.#switches,
    };
  }

  /** `--name`, `--name value` or `--name=value`. */
  long(argument: string, rest: Iterator<string>): void {
    const [, name, , value] = /^--([^=]*)(=([^]*))?$/.exec(argument) ?? [];
    const spec = this.#specs.find((candidate) => candidate.name === name);
    if (spec === undefined) throw this.#unknown(`--${name}`);
    if (spec.value !== undefined) return this.#take(spec, value ?? nextValue(spec, rest));
    // `--quiet=no` could mean the opposite of `--quiet`.
    if (value !== undefined) throw takesNoValue(name, argument);
    this.#switches.add(name);
  }

  /** `-q`, `-rq`, `-o value` or `-ovalue`. */
  cluster(argument: string, rest: Iterator<string>): void {
    for (let at = 1; at < argument.length; at++) {
      const spec = this.#specs.find((candidate) => candidate.short === argument[at]);
      if (spec === undefined) throw this.#unknown(argument);
      if (spec.value === undefined) {
        this.#switches.add(spec.name);
        continue;
      }
      const attached = argument.slice(at + 1).replace(/^=/, "");
      return this.#take(spec, attached === "" ? nextValue(spec, rest) : attached);
    }
  }

  #take({ name, repeatable = false }: OptionSpec, value: string): void {
    if (value === "") throw needsValue(name);
    if (repeatable) this.#lists.get(name)?.push(value);
    else if (this.#values.has(name)) throw givenTwice(name);
    else this.#values.set(name, value);
  }

  #unknown(word: string): InputError {
    const names = this.#specs.map((spec) => `--${spec.name}`);
    return new InputError(
      "bad_option",
      `Cannot read options as '${word}' is no option${didYouMean(word, names)}: ` +
        "a file name that begins with a dash goes after --",
    );
  }
}

/** The next argument, unless it is an option: then the value was forgotten. */
function nextValue({ name }: OptionSpec, rest: Iterator<string>): string {
  const { value, done } = rest.next();
  if (done || (value.startsWith("-") && value !== "-")) throw needsValue(name);
  return value;
}

function needsValue(name: string): InputError {
  return new InputError(
    "bad_option",
    `Cannot read options as --${name} needs a value that is not empty: ` +
      `write --${name}=VALUE when it begins with a dash`,
  );
}

function givenTwice(name: string): InputError {
  return new InputError("bad_option", `Cannot read options as --${name} is given twice`);
}

function takesNoValue(name: string, argument: string): InputError {
  return new InputError(
    "bad_option",
    `Cannot read options as --${name} takes no value: current value is ${argument}`,
  );
}
