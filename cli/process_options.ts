/** The options of `pixelpool process`: one file a topic in `options/`, put together here. @module */
import { InputError } from "../errors.ts";
import { type OptionGroup, type OptionSpec, readArgs } from "./args.ts";
import { ENCODING_OPTIONS, type EncodingOptions, readEncodingOptions } from "./options/encoding.ts";
import { ENGINE_OPTIONS, type EngineOptions, readEngineOptions } from "./options/engine.ts";
import { INPUT_OPTIONS, type InputOptions, readInputOptions } from "./options/input.ts";
import { JOURNAL_OPTIONS, type JournalOptions, readJournalOptions } from "./options/journal.ts";
import { OUTPUT_OPTIONS, type OutputOptions, readOutputOptions } from "./options/output.ts";
import { readRecipeOptions, RECIPE_OPTIONS, type RecipeOptions } from "./options/recipe.ts";
import { readReportOptions, REPORT_OPTIONS, type ReportOptions } from "./options/report.ts";

/** Every option under its heading, in the order of the help. */
export const PROCESS_GROUPS: readonly OptionGroup[] = [
  INPUT_OPTIONS,
  RECIPE_OPTIONS,
  OUTPUT_OPTIONS,
  ENCODING_OPTIONS,
  ENGINE_OPTIONS,
  JOURNAL_OPTIONS,
  REPORT_OPTIONS,
];

/** Every option. */
export const PROCESS_OPTIONS: readonly OptionSpec[] = PROCESS_GROUPS.flatMap(({ options }) =>
  options
);

/** What the arguments say, checked. */
export type ProcessOptions =
  & InputOptions
  & RecipeOptions
  & OutputOptions
  & EncodingOptions
  & EngineOptions
  & JournalOptions
  & ReportOptions;

/**
 * Reads the arguments of `pixelpool process`.
 *
 * @throws {InputError} `bad_option`
 */
export function readProcessOptions(args: readonly string[]): ProcessOptions {
  const given = readArgs(args, PROCESS_OPTIONS);
  const options: ProcessOptions = {
    ...readInputOptions(given),
    ...readRecipeOptions(given),
    ...readOutputOptions(given),
    ...readEncodingOptions(given),
    ...readEngineOptions(given),
    ...readJournalOptions(given),
    ...readReportOptions(given),
  };
  checkInputs(options);
  return options;
}

function checkInputs({ inputs, nul, watch, dryRun, explain }: ProcessOptions): void {
  const lists = inputs.filter((input) => input.startsWith("@"));
  if (nul && lists.length === 0) {
    throw refusal("Cannot use --null as no list is named: it says how names in @LIST are parted");
  }
  if (inputs.includes("-") && lists.includes("@-")) {
    throw refusal("Cannot read both a picture and a list of names from the standard input");
  }
  if (watch === undefined) return;
  if (inputs.length > 0) {
    throw refusal(`Cannot watch '${watch}' and process '${inputs[0]}' as well: name one of them`);
  }
  const other = dryRun ? "dry-run" : explain ? "explain" : undefined;
  if (other === undefined) return;
  throw refusal(`Cannot use --watch with --${other}: name the folder without --watch`);
}

function refusal(message: string): InputError {
  return new InputError("bad_option", message);
}
