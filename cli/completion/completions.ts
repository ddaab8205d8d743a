/** What a shell can complete. @module */
import type { OptionSpec, ValueSource } from "../args.ts";

/** Everything that can be completed. */
export interface Completions {
  readonly commands: readonly CompletedCommand[];
  /** Names of filters, for recipes. */
  readonly filters: readonly string[];
}

/** One command. */
export interface CompletedCommand {
  readonly name: string;
  readonly summary: string;
  /** What stands where no option does. */
  readonly operands: ValueSource;
  readonly options: readonly OptionSpec[];
}

interface Known {
  readonly filters: readonly string[];
  readonly shells: readonly string[];
}

/** Operands of the commands that take any. */
export const OPERANDS: Readonly<Record<string, (known: Known) => ValueSource>> = {
  process: () => "file",
  filters: ({ filters }) => filters,
  completion: ({ shells }) => shells,
};

/** The option whose value is a recipe. */
export const RECIPE_OPTION = "filters";

/** `--out` and `-o`. */
export function spellings({ name, short }: OptionSpec): string[] {
  return short === undefined ? [`--${name}`] : [`--${name}`, `-${short}`];
}
