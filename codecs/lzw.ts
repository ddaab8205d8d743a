/** LZW with codes of growing width, as GIF (GIF89a, appendix F) and TIFF (TIFF 6.0, section 13) have it. @module */

/** What differs between the formats. */
export interface LzwKind {
  /** Bits of a literal: 2 to 8. Codes begin one bit wider. */
  readonly literalBits: number;
  /** `low`: codes fill bytes from the lowest bit (GIF). `high`: from the highest (TIFF). */
  readonly bitOrder: "low" | "high";
  /** Whether codes grow one code too early (TIFF). */
  readonly early: boolean;
}

/** How a stream ended. */
export type LzwEnd = "full" | "short" | "broken";

const MAX_CODES = 4096;
const MAX_BITS = 12;

/**
 * Fills `out` and stops there, whatever follows. `short`: the data ended first. `broken`: a code came up that
 * nothing has defined.
 */
export function lzwDecode(data: Uint8Array, kind: LzwKind, out: Uint8Array): LzwEnd {
  const { literalBits, early } = kind;
  const low = kind.bitOrder === "low";
  const clear = 1 << literalBits;
  const end = clear + 1;
  const lead = early ? 1 : 0;
  const prefix = new Uint16Array(MAX_CODES);
  const suffix = new Uint8Array(MAX_CODES);
  const lengths = new Uint16Array(MAX_CODES).fill(1);
  let [next, bits, previous, first] = [end + 1, literalBits + 1, -1, 0];
  let [from, to, buffer, buffered] = [0, 0, 0, 0];
  while (to < out.length) {
    while (buffered < bits) {
      if (from === data.length) return "short";
      buffer = low
        ? buffer | (data[from++] << buffered)
        : ((buffer << 8) | data[from++]) & 0xfffffff;
      buffered += 8;
    }
    const mask = (1 << bits) - 1;
    const code = low ? buffer & mask : (buffer >>> (buffered - bits)) & mask;
    if (low) buffer >>>= bits;
    buffered -= bits;

    if (code === clear) {
      [next, bits, previous] = [end + 1, literalBits + 1, -1];
      continue;
    }
    if (code === end) return "short";
    if (code > next || (previous < 0 && code > clear) || (code === next && next === MAX_CODES)) {
      return "broken";
    }
    // A code may name the string that it is just about to define: the previous one and its own first byte.
    const known = code < next || previous < 0;
    const length = known ? lengths[code] : lengths[previous] + 1;
    let at = to + length - 1;
    if (!known) at--;
    let rest = known ? code : previous;
    // Writes beyond the end of a typed array are ignored.
    for (; rest > clear; rest = prefix[rest]) out[at--] = suffix[rest];
    out[at] = rest;
    first = rest;
    if (!known) out[to + length - 1] = first;
    to += length;
    if (previous >= 0 && next < MAX_CODES) {
      prefix[next] = previous;
      suffix[next] = first;
      lengths[next] = lengths[previous] + 1;
      next++;
      if (next + lead === 1 << bits && bits < MAX_BITS) bits++;
    }
    previous = code;
  }
  return "full";
}
