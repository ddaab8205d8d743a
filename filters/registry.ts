/** Every filter by name. One line here, and recipes, help and reference know it. @module */
import { blur } from "./blur.ts";
import { brightness } from "./brightness.ts";
import { canny } from "./canny.ts";
import { edges } from "./edges.ts";
import type { Filter } from "./filter.ts";
import { grayscale } from "./grayscale.ts";
import { heavySharpen } from "./heavy_sharpen.ts";
import { resize } from "./resize.ts";
import { sharpen } from "./sharpen.ts";

/** The filters that come with the program, in the order of the reference. */
export const FILTERS: Readonly<Record<string, Filter>> = {
  resize,
  brightness,
  grayscale,
  blur,
  sharpen,
  heavy_sharpen: heavySharpen,
  edges,
  canny,
};

/** Filters of plugins that this thread has loaded, in the order of loading. */
const PLUGIN_FILTERS: Filter[] = [];

const BY_NAME = new Map<string, Filter>(Object.values(FILTERS).flatMap(named));

/** The filter of this name or alias. */
export function findFilter(name: string): Filter | undefined {
  return BY_NAME.get(name);
}

/** All filters: first those of the program, then those of plugins. */
export function allFilters(): Filter[] {
  return [...Object.values(FILTERS), ...PLUGIN_FILTERS];
}

/** The names of all filters, aliases left out. */
export function filterNames(): string[] {
  return allFilters().map(({ name }) => name);
}

/** Adds a filter of a plugin to those of this thread; `plugin.ts` checks it first. */
export function registerFilter(filter: Filter): void {
  PLUGIN_FILTERS.push(filter);
  for (const [name] of named(filter)) BY_NAME.set(name, filter);
}

function named(filter: Filter): [string, Filter][] {
  return [filter.name, ...(filter.aliases ?? [])].map((name) => [name, filter]);
}
