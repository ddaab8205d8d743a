/**
 * How a worker without permissions gets plugins: it may not load a file, but what its first module imports
 * statically is loaded with the permissions of the program, before it runs. So that module is written here.
 *
 * @module
 */
import { pluginName } from "../filters/plugin.ts";

/** The first module of a worker: its script alone, or one that imports the script and the plugins. */
export function workerEntry(script: URL, plugins: readonly string[]): URL {
  if (plugins.length === 0) return script;
  const gate = new URL("./worker_plugins.ts", import.meta.url);
  // The script comes first: it must listen before a plugin that awaits something lets messages in.
  const source = [
    `import ${JSON.stringify(script.href)};`,
    `import { providePlugins } from ${JSON.stringify(gate.href)};`,
    ...plugins.map((url, index) => `import * as p${index} from ${JSON.stringify(url)};`),
    `providePlugins([${plugins.map((url, i) => `[${JSON.stringify(url)}, p${i}]`).join(", ")}]);`,
  ].join("\n");
  return new URL(`data:text/javascript,${encodeURIComponent(source)}`);
}

/** Why a worker failed to start, with the plugins that may be to blame. */
export function withPlugins(reason: string, plugins: readonly string[]): string {
  if (plugins.length === 0) return reason;
  const names = plugins.map((url) => `'${pluginName(url)}'`).join(", ");
  return `${reason}, with ${plugins.length === 1 ? "plugin" : "plugins"} ${names}`;
}
