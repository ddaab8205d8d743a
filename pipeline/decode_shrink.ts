/** How much smaller a picture may be decoded, because its recipe begins by shrinking it. @module */
import { findFilter } from "../filters/registry.ts";
import type { Size } from "../image/rgba_image.ts";
import type { Shrink } from "../image/shrink.ts";
import type { Step } from "./recipe.ts";

const SHRINKS: readonly Shrink[] = [8, 4, 2];

/**
 * What is left for the resampler, which has the better kernel: a decoder averages blocks, which aliases a little,
 * and shrinking once more by two takes most of that away again. It is the rule of libvips as well.
 */
const LEFT_FOR_FILTER = 2;

/**
 * The largest factor after which the first step still shrinks by two or more.
 *
 * @param upright size of the picture, turned upright
 * @returns 1 when the first step is none that shrinks
 */
export function decodeShrink([first]: readonly Step[], upright: Size): Shrink {
  if (first === undefined) return 1;
  const factor = findFilter(first.filter)?.shrinksBy?.(first.params, upright) ?? 1;
  return SHRINKS.find((shrink) => factor >= LEFT_FOR_FILTER * shrink) ?? 1;
}
