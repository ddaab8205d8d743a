/** The range of a channel. @module */

/** A whole number moved into 0 to 255. */
export function clampByte(value: number): number {
  return value < 0 ? 0 : value > 255 ? 255 : value;
}
