/** Loads what `--plugin` names. @module */
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { loadPlugin } from "../filters/plugin.ts";
import type { OptionSpec } from "./args.ts";

/** The option, for every command that knows filters. */
export const PLUGIN_OPTION: OptionSpec = {
  name: "plugin",
  value: "FILE",
  repeatable: true,
  description: "Module with filters of your own; may be given more than once",
};

/**
 * Loads plugins into this thread, in order; returns their URLs, for the workers.
 *
 * @throws {InputError} `bad_plugin`
 */
export async function loadPlugins(files: readonly string[]): Promise<string[]> {
  const urls = files.map((file) => pathToFileURL(resolve(file)).href);
  for (const url of urls) await loadPlugin(url);
  return urls;
}
