/** Gives a pixel another luma and leaves its hue. @module */

/**
 * `c' = Y' + k (c - Y)` for red, green and blue, where `k` is 1, or the largest factor below it that keeps all three
 * within 0 to 255. Their differences keep their proportions, and with them the hue; luma becomes `Y'` but for the
 * rounding of each value, halves up. Alpha stays.
 *
 * @param luma of `word`, 0 to 255
 * @param wanted what it is to be, 0 to 255
 */
export function setLuma(word: number, luma: number, wanted: number): number {
  const shift = wanted - luma;
  const red = (word & 255) + shift;
  const green = ((word >> 8) & 255) + shift;
  const blue = ((word >> 16) & 255) + shift;
  // A value below 0 or above 255 has a bit beyond the lowest eight.
  if (((red | green | blue) & ~255) === 0) {
    return red | (green << 8) | (blue << 16) | (word & 0xff000000);
  }
  const most = Math.max(red, green, blue);
  const least = Math.min(red, green, blue);
  // No more than one end is left: the values are at most 255 apart.
  const room = most > 255 ? 255 - wanted : wanted;
  const need = most > 255 ? most - wanted : wanted - least;
  return squeeze(red, wanted, room, need) | (squeeze(green, wanted, room, need) << 8) |
    (squeeze(blue, wanted, room, need) << 16) | (word & 0xff000000);
}

/** Small whole numbers, so that the quotient is exact where it is a half. */
function squeeze(value: number, wanted: number, room: number, need: number): number {
  return wanted + Math.floor(((value - wanted) * room) / need + 0.5);
}
