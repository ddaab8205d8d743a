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

/** The filters in the order of the reference. */
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

const BY_NAME: ReadonlyMap<string, Filter> = new Map(
  Object.values(FILTERS).flatMap((filter) =>
    [filter.name, ...(filter.aliases ?? [])].map((name) => [name, filter] as const)
  ),
);

/** The filter of this name or alias. */
export function findFilter(name: string): Filter | undefined {
  return BY_NAME.get(name);
}

/** The names of all filters, aliases left out. */
export function filterNames(): string[] {
  return Object.keys(FILTERS);
}
