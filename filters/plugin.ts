/**
 * Filters of one's own: a module that exports them, loaded by its URL. Each thread loads for itself; workers do
 * so before they are ready.
 *
 * @module
 */
import { InputError, plainReason } from "../errors.ts";
import { registerKernels } from "../kernels/custom.ts";
import { findFault, isSound, looksLikeFilter } from "./check_filter.ts";
import type { Filter } from "./filter.ts";
import { findFilter, registerFilter } from "./registry.ts";

/** What a module exports, by name. */
export type PluginModule = Readonly<Record<string, unknown>>;

const LOADED = new Set<string>();

/**
 * Loads a plugin into this thread: recipes, plans and help know its filters from then on. A plugin exports a
 * filter, or a list of filters, as its default, or filters by name; other exports are left alone.
 *
 * It is code with all permissions of this thread, so load only what you trust. Workers that are started
 * afterwards load it, too, but without permissions.
 *
 * @param url absolute; loading it twice changes nothing
 * @throws {InputError} `bad_plugin` when it cannot be loaded, or what it exports cannot be used
 */
export async function loadPlugin(url: string | URL): Promise<readonly Filter[]> {
  const href = absoluteUrl(url);
  const filters = registerPlugin(href, await importPlugin(href));
  LOADED.add(href);
  return filters;
}

/** URLs of the plugins that `loadPlugin` has loaded into this thread. */
export function loadedPlugins(): readonly string[] {
  return [...LOADED];
}

/**
 * Takes the filters of a module that is loaded already. Either all of them are registered or none.
 *
 * @param url for messages
 * @throws {InputError} `bad_plugin`
 */
export function registerPlugin(url: string, module: PluginModule): readonly Filter[] {
  const label = labelOf(url);
  const filters = filtersOf(label, module);
  const fresh = filters.filter((filter) => findFilter(filter.name) !== filter);
  const taken = new Set<string>();
  for (const filter of fresh) {
    for (const name of [filter.name, ...(filter.aliases ?? [])]) {
      if (taken.has(name) || findFilter(name) !== undefined) {
        throw badPlugin(label, `there is a filter '${name}' already`);
      }
      taken.add(name);
    }
  }
  for (const filter of fresh) {
    registerKernels(filter.name, filter.kernels ?? {});
    registerFilter(filter);
  }
  return filters;
}

/** The last part of a plugin's URL: what messages call it. */
export function pluginName(url: string): string {
  const { protocol, pathname } = new URL(url);
  if (protocol === "data:" || protocol === "blob:") return protocol.slice(0, -1);
  return decodeURI(pathname.slice(pathname.lastIndexOf("/") + 1)) || "unnamed";
}

async function importPlugin(href: string): Promise<PluginModule> {
  try {
    return await import(href);
  } catch (cause) {
    throw badPlugin(labelOf(href), `its module fails: ${plainReason(loadError(cause))}`, { cause });
  }
}

/** The runtime wraps what is wrong with a module's text in a TypeError that says the same again. */
function loadError(thrown: unknown): string {
  return String(thrown).replace(/^TypeError: (?=\w*Error: |Module not found)/, "");
}

function filtersOf(label: string, module: PluginModule): Filter[] {
  const { default: main = [], ...others } = module;
  // A default can only be meant; one that is exported by name as well counts once.
  const meant = new Set([main, ...Object.values(others).filter(looksLikeFilter)].flat());
  if (meant.size === 0) throw badPlugin(label, "it exports no filter");
  return [...meant].map((filter) => {
    if (isSound(filter)) return filter;
    throw badPlugin(label, `${nameOf(filter)} cannot be used: ${findFault(filter)}`);
  });
}

function absoluteUrl(url: string | URL): string {
  try {
    return new URL(url).href;
  } catch (cause) {
    throw new InputError(
      "bad_plugin",
      `Cannot load plugin as its URL must be absolute: current value is ${JSON.stringify(url)}`,
      { cause },
    );
  }
}

function nameOf(filter: unknown): string {
  const isNamed = typeof filter === "object" && filter !== null && "name" in filter &&
    typeof filter.name === "string";
  return isNamed ? `its filter '${filter.name}'` : "what it exports";
}

function labelOf(url: string): string {
  return `plugin '${pluginName(url)}'`;
}

function badPlugin(label: string, reason: string, options?: ErrorOptions): InputError {
  return new InputError("bad_plugin", `Cannot load ${label} as ${reason}`, options);
}
