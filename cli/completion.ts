/** `pixelpool completion SHELL`: scripts from the same declarations as help and parser. @module */
import { InputError } from "../errors.ts";
import { filterNames } from "../filters/registry.ts";
import { didYouMean } from "../suggest.ts";
import { readArgs } from "./args.ts";
import { bashScript } from "./completion/bash.ts";
import { fishScript } from "./completion/fish.ts";
import { type Completions, OPERANDS } from "./completion/completions.ts";
import { zshScript } from "./completion/zsh.ts";
import type { Commands } from "./command.ts";
import { EXIT } from "./exit_code.ts";
import { LIST_OPTIONS } from "./options/lists.ts";
import type { Output } from "./output.ts";

const SCRIPTS = { bash: bashScript, zsh: zshScript, fish: fishScript } as const;

/** Shells that there is a script for. */
export const SHELLS = Object.keys(SCRIPTS) as (keyof typeof SCRIPTS)[];

/**
 * Runs the command.
 *
 * @param commands what is completed
 * @returns the exit status
 * @throws {InputError} `bad_option`
 */
export async function runCompletion(
  args: readonly string[],
  output: Output,
  commands: Commands,
): Promise<number> {
  const { operands } = readArgs(args, LIST_OPTIONS.options);
  const shell = SHELLS.find((known) => known === operands[0]);
  if (operands.length !== 1 || shell === undefined) throw noShell(operands);
  for (const line of SCRIPTS[shell](await completionsOf(commands))) output.result(line);
  return EXIT.done;
}

function noShell(operands: readonly string[]): InputError {
  const [word = ""] = operands;
  const what = operands.length === 1
    ? `'${word}' as it is no shell that it knows${didYouMean(word, SHELLS)}`
    : `${operands.length} shells at once`;
  return new InputError(
    "bad_option",
    `Cannot print a completion script for ${what}: shells are ${SHELLS.join(", ")}`,
  );
}

/** What can be completed, from the pages of help. */
async function completionsOf(known: Commands): Promise<Completions> {
  const filters = filterNames();
  const commands = await Promise.all(
    Object.entries(known).map(async ([name, { summary, page }]) => ({
      name,
      summary,
      operands: OPERANDS[name]?.({ filters, shells: SHELLS }) ?? [],
      options: (await page()).groups.flatMap(({ options }) => options),
    })),
  );
  return { commands, filters };
}
