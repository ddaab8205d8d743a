/** Tables of 256 values that are a straight line, rounded and clamped. @module */

/** `(round(value * factor / 256) + offset) >> 5`, clamped to a byte. */
export interface Line {
  /** Slope in Q13. */
  readonly factor: number;
  /** Q5, with what rounds. */
  readonly offset: number;
}

const ONE = 8192;

/** Slopes that are tried on each side; shorter lines than this leaves are steeper than the factor can say. */
const MOST_REACH = 512;

/** The line that gives exactly this table, if there is one that 16 bits hold. */
export function lineOf(table: Uint8Array): Line | undefined {
  const first = table.findIndex(isInside);
  const last = table.findLastIndex(isInside);
  if (last <= first) return undefined;
  const slope = (table[last] - table[first]) / (last - first);
  // Both ends are rounded, so that the slope is off by one step over their distance at most.
  const reach = Math.min(MOST_REACH, Math.ceil(ONE / (last - first)));
  const middle = Math.round(slope * ONE);
  for (let i = 0; i <= 2 * reach; i++) {
    const factor = middle + (i % 2 === 0 ? i >> 1 : -(i + 1 >> 1));
    const offset = Math.abs(factor) < 32768 ? offsetFor(table, factor) : undefined;
    if (offset !== undefined) return { factor, offset };
  }
  return undefined;
}

/** Every value bounds the offset from below and above; the middle of what is left. */
function offsetFor(table: Uint8Array, factor: number): number | undefined {
  let least = -32768;
  let most = 32767;
  for (let value = 0; value < 256; value++) {
    const product = (value * factor + 128) >> 8;
    const wanted = table[value];
    if (wanted > 0) least = Math.max(least, (wanted << 5) - product);
    if (wanted < 255) most = Math.min(most, (wanted << 5) + 31 - product);
  }
  return least <= most ? (least + most) >> 1 : undefined;
}

function isInside(value: number): boolean {
  return value > 0 && value < 255;
}
