/** What the options ask to be done with each picture. @module */
import { LIMITS } from "../app.ts";
import { InputError } from "../errors.ts";
import type { ImageWork } from "../jobs/process_image.ts";
import { parseRecipe, type Step } from "../pipeline/recipe.ts";
import type { Batch } from "./batch.ts";
import { readPresets } from "./config_file.ts";
import { encodeOptions } from "./options/encoding.ts";
import type { ProcessOptions } from "./process_options.ts";

/**
 * The recipe, checked.
 *
 * @throws {InputError} what is wrong with it or with the config file, and `bad_option` when recipe or inputs are missing
 */
export async function readSteps(options: ProcessOptions): Promise<Step[]> {
  const { inputs, watch, recipe, config } = options;
  if (recipe === undefined) {
    throw new InputError(
      "bad_option",
      "Cannot process as no recipe is given: name filters, for instance -f resize:1600,sharpen",
    );
  }
  const steps = parseRecipe(recipe, { presets: await readPresets(config) });
  if (inputs.length === 0 && watch === undefined) {
    throw new InputError("bad_option", "Cannot process as no file, folder or pattern is named");
  }
  return steps;
}

/** All that is done with each picture. */
export function imageWork(
  { format }: Pick<Batch, "format">,
  steps: readonly Step[],
  options: ProcessOptions,
): ImageWork {
  const { codec, metadata, overwrite, maxPixels, precise } = options;
  return {
    steps,
    format,
    encode: encodeOptions(options),
    limits: { ...LIMITS, maxPixels },
    codec,
    metadata,
    precise,
    overwrite,
  };
}
