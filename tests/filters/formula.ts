/** Compares a filter that works pixel by pixel with its formula in floats. @module */
import { fail } from "@std/assert";
import type { RgbaImage } from "../../image/rgba_image.ts";
import { paint, type Pixel } from "../kernels/run_stage.ts";

/** Red, green and blue before rounding; values beyond a byte are meant to be clamped. */
export type Colours = readonly [number, number, number];

/** All levels of grey in a row, alpha as the level. */
export const GREYS: RgbaImage = paint(256, 1, (x) => [x, x, x, x]);

/**
 * Fails where a value is further from its formula than rounding explains, or where alpha is not that of the source.
 *
 * @param slack what fixed-point coefficients may add to half a level
 */
export function assertFormula(
  actual: RgbaImage,
  source: RgbaImage,
  formula: (pixel: Pixel, x: number, y: number) => Colours,
  slack = 0.02,
): void {
  if (actual.width !== source.width || actual.height !== source.height) fail("the size changed");
  for (let i = 0; i < source.width * source.height; i++) {
    const [red, green, blue, alpha] = source.data.subarray(4 * i, 4 * i + 4);
    const x = i % source.width;
    const y = Math.floor(i / source.width);
    const wanted = [...formula([red, green, blue, alpha], x, y), alpha];
    wanted.forEach((value, channel) => {
      const found = actual.data[4 * i + channel];
      const clamped = Math.min(255, Math.max(0, value));
      if (Math.abs(found - clamped) <= 0.5 + slack) return;
      fail(`channel ${channel} at ${x},${y} is ${found}, its formula gives ${value}`);
    });
  }
}

/** A formula that treats the three colours alike. */
export function each(tone: (level: number) => number): (pixel: Pixel) => Colours {
  return ([red, green, blue]) => [tone(red), tone(green), tone(blue)];
}

/** A formula of three rows: weights of red, green and blue, and what is added in levels. */
export function mixed(rows: readonly (readonly number[])[]): (pixel: Pixel) => Colours {
  return ([red, green, blue]) => {
    const [r, g, b] = rows.map(([wr, wg, wb, added = 0]) =>
      wr * red + wg * green + wb * blue + added
    );
    return [r, g, b];
  };
}
