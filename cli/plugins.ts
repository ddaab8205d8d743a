/** Loads what `--plugin` names. @module */
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { loadPlugin } from "../filters/plugin.ts";

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
