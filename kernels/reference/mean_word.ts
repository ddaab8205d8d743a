/** The mean of some pixels, from their sums. @module */

/**
 * A pixel word of the sums of alpha times red, green and blue, and of alpha, over `count` pixels. Colour is the mean
 * weighted by alpha, each value rounded once, halves up; what rounds to invisible is nothing at all.
 *
 * Exact in 64-bit floats: with alpha below 2^32 a quotient that is not a half is 2^-33 or more away from one, and the
 * floats step by 2^-45 at most.
 */
export function meanWord(
  red: number,
  green: number,
  blue: number,
  alpha: number,
  count: number,
): number {
  const opacity = Math.floor(alpha / count + 0.5);
  if (opacity === 0) return 0;
  return Math.floor(red / alpha + 0.5) | (Math.floor(green / alpha + 0.5) << 8) |
    (Math.floor(blue / alpha + 0.5) << 16) | (opacity << 24);
}
