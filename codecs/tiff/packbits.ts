/** PackBits runs (TIFF 6.0, section 9). @module */

/** Fills `out` and stops there; `false` when the data ends first. */
export function unpackBits(data: Uint8Array, out: Uint8Array): boolean {
  let from = 0;
  let to = 0;
  while (to < out.length) {
    if (from + 1 >= data.length) return false;
    const head = data[from++];
    if (head === 128) continue;
    if (head > 128) {
      const count = 257 - head;
      out.fill(data[from++], to, to + count);
      to += count;
    } else {
      const literal = data.subarray(from, from + Math.min(head + 1, out.length - to));
      out.set(literal, to);
      from += literal.length;
      to += literal.length;
    }
  }
  return true;
}
