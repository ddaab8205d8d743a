/** Reads `pixelpool.json`: recipes by name. @module */
import { InputError } from "../errors.ts";
import { describeFileError, systemCode } from "../files/file_error.ts";
import type { Presets } from "../pipeline/recipe.ts";
import { didYouMean } from "../suggest.ts";

/** The file that is read when it is there and `--config` names no other. */
export const CONFIG_FILE = "pixelpool.json";

const KEYS = ["presets"];

/**
 * The presets of a config file.
 *
 * @param path `undefined` reads `pixelpool.json` of the current folder if it exists
 * @throws {InputError} `bad_option` when it cannot be read or holds something else
 */
export async function readPresets(path: string | undefined): Promise<Presets> {
  const name = path ?? CONFIG_FILE;
  const text = await readText(name, path !== undefined);
  return text === undefined ? {} : parseConfig(text, name);
}

/**
 * The presets in the text of a config file.
 *
 * @param name of the file as the user knows it, for messages
 * @throws {InputError} `bad_option` unless it is `{"presets": {"name": "recipe"}}`
 */
export function parseConfig(text: string, name: string = CONFIG_FILE): Presets {
  const badConfig = (reason: string, cause?: unknown): InputError =>
    configError(name, reason, cause);
  const config = parseObject(text, badConfig);
  for (const key of Object.keys(config)) {
    if (KEYS.includes(key)) continue;
    throw badConfig(`it has no setting '${key}'${didYouMean(key, KEYS)}: settings are presets`);
  }
  const { presets = {} } = config;
  if (!isRecord(presets)) throw badConfig(`"presets" must be an object of recipes by name`);
  // Without prototype, so that no name is there that nobody wrote.
  const result: Record<string, string> = Object.create(null);
  for (const [preset, recipe] of Object.entries(presets)) {
    if (typeof recipe !== "string") {
      throw badConfig(`preset '${preset}' must be a recipe in quotes`);
    }
    result[preset] = recipe;
  }
  return result;
}

async function readText(name: string, mustExist: boolean): Promise<string | undefined> {
  try {
    return await Deno.readTextFile(name);
  } catch (thrown) {
    // A file that nobody named need not be there, and where it may not be read it is as good as absent.
    const isAbsent = systemCode(thrown) === "ENOENT" || thrown instanceof Deno.errors.NotCapable;
    if (!mustExist && isAbsent) return undefined;
    throw configError(name, describeFileError(thrown), thrown);
  }
}

function parseObject(
  text: string,
  badConfig: (reason: string, cause?: unknown) => InputError,
): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw badConfig("its JSON is malformed", cause);
  }
  if (isRecord(value)) return value;
  throw badConfig("it must be a JSON object");
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function configError(name: string, reason: string, cause: unknown): InputError {
  return new InputError("bad_option", `Cannot use config file '${name}' as ${reason}`, { cause });
}
