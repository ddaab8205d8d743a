/** Options that say what is done with each picture. @module */
import { InputError } from "../../errors.ts";
import type { GivenArgs, OptionGroup } from "../args.ts";
import { CONFIG_FILE } from "../config_file.ts";
import { PLUGIN_OPTION } from "./plugin.ts";

/** In the order of the help. */
export const RECIPE_OPTIONS: OptionGroup = {
  title: "Recipe",
  options: [
    {
      name: "filters",
      short: "f",
      value: "RECIPE",
      description: "Filters to run, for instance resize:1600,sharpen:sigma=2",
    },
    { name: "preset", value: "NAME", description: "Recipe of this name in the config file" },
    {
      name: "config",
      value: "FILE",
      values: "file",
      description: `Config file with presets [${CONFIG_FILE} when it exists]`,
    },
    PLUGIN_OPTION,
  ],
};

/** What is done with each picture. */
export interface RecipeOptions {
  /** As it was written; `undefined` when none was. */
  readonly recipe: string | undefined;
  readonly config: string | undefined;
  /** Files of plugins, as they were written. */
  readonly plugins: readonly string[];
}

/**
 * Reads them.
 *
 * @throws {InputError} `bad_option`
 */
export function readRecipeOptions({ values, lists }: GivenArgs): RecipeOptions {
  return {
    recipe: recipeOf(values.get("filters"), values.get("preset")),
    config: values.get("config"),
    plugins: lists.get("plugin") ?? [],
  };
}

function recipeOf(recipe: string | undefined, preset: string | undefined): string | undefined {
  if (preset === undefined) return recipe;
  if (recipe === undefined) return `@${preset}`;
  throw new InputError(
    "bad_option",
    "Cannot use --preset together with --filters: write @NAME within the recipe",
  );
}
