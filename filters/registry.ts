/** Every filter by name. One line here, and recipes, help and reference know it. @module */
import { bilateral } from "./bilateral.ts";
import { blur } from "./blur.ts";
import { boxBlur } from "./box_blur.ts";
import { brightness } from "./brightness.ts";
import { canny } from "./canny.ts";
import { clahe } from "./clahe.ts";
import { contrast } from "./contrast.ts";
import { convolve } from "./convolve.ts";
import { crop } from "./crop.ts";
import { dilate } from "./dilate.ts";
import { duotone } from "./duotone.ts";
import { edges } from "./edges.ts";
import { emboss } from "./emboss.ts";
import { equalize } from "./equalize.ts";
import { erode } from "./erode.ts";
import type { Filter } from "./filter.ts";
import { flip } from "./flip.ts";
import { flop } from "./flop.ts";
import { gamma } from "./gamma.ts";
import { grayscale } from "./grayscale.ts";
import { heavySharpen } from "./heavy_sharpen.ts";
import { hue } from "./hue.ts";
import { invert } from "./invert.ts";
import { median } from "./median.ts";
import { noise } from "./noise.ts";
import { normalise } from "./normalise.ts";
import { pixelate } from "./pixelate.ts";
import { posterize } from "./posterize.ts";
import { recomb } from "./recomb.ts";
import { resize } from "./resize.ts";
import { rotate } from "./rotate.ts";
import { saturation } from "./saturation.ts";
import { sepia } from "./sepia.ts";
import { sharpen } from "./sharpen.ts";
import { solarize } from "./solarize.ts";
import { threshold } from "./threshold.ts";
import { tint } from "./tint.ts";
import { vignette } from "./vignette.ts";

/** The filters that come with the program, in the order of the reference. */
export const FILTERS: Readonly<Record<string, Filter>> = {
  resize,
  crop,
  rotate,
  flip,
  flop,
  brightness,
  contrast,
  gamma,
  invert,
  threshold,
  posterize,
  solarize,
  normalise,
  equalize,
  clahe,
  grayscale,
  saturation,
  hue,
  sepia,
  tint,
  recomb,
  duotone,
  blur,
  box_blur: boxBlur,
  median,
  bilateral,
  sharpen,
  heavy_sharpen: heavySharpen,
  edges,
  canny,
  convolve,
  emboss,
  dilate,
  erode,
  pixelate,
  vignette,
  noise,
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
