/** Inside a worker: takes its plugins, which it was started with, and says when that is done. @module */
import { type PluginModule, registerPlugin } from "../filters/plugin.ts";

const provided = Promise.withResolvers<void>();

/**
 * Called once, by the first module of a worker that has plugins.
 *
 * @throws {InputError} `bad_plugin`, which ends the start of the worker
 */
export function providePlugins(modules: readonly (readonly [string, PluginModule])[]): void {
  for (const [url, module] of modules) registerPlugin(url, module);
  provided.resolve();
}

/** Resolves when the worker knows the filters of its plugins. */
export function pluginsProvided(): Promise<void> {
  return provided.promise;
}
