/** Tables of 256 levels from a formula. @module */

/** `round(tone(level))`, halves up, within a byte, for each level. */
export function toneTable(tone: (level: number) => number): Uint8Array {
  return Uint8Array.from(
    { length: 256 },
    (_, level) => Math.min(255, Math.max(0, Math.floor(tone(level) + 0.5))),
  );
}
