/** A plain LZW encoder, for tests of the decoder. @module */
import type { LzwKind } from "../../codecs/lzw.ts";

/** Codes of `values`, beginning with a clear code and ending with an end code. */
export function lzwEncode(
  values: Uint8Array,
  { literalBits, bitOrder, early }: LzwKind,
): Uint8Array {
  const clear = 1 << literalBits;
  const out: number[] = [];
  let [bits, next, known] = [literalBits + 1, clear + 2, new Map<string, number>()];
  const emit = (code: number): void => {
    for (let i = 0; i < bits; i++) {
      out.push((code >> (bitOrder === "low" ? i : bits - 1 - i)) & 1);
    }
  };
  const codeOf = (text: string): number =>
    text.length === 1 ? text.charCodeAt(0) : known.get(text) ?? -1;

  emit(clear);
  let text = "";
  for (const value of values) {
    const longer = text + String.fromCharCode(value);
    if (longer.length === 1 || known.has(longer)) {
      text = longer;
      continue;
    }
    emit(codeOf(text));
    known.set(longer, next++);
    // The decoder is one code behind.
    if (next - 1 + (early ? 1 : 0) === 1 << bits) bits++;
    if (next > 4094) {
      emit(clear);
      [bits, next, known] = [literalBits + 1, clear + 2, new Map()];
    }
    text = String.fromCharCode(value);
  }
  if (text !== "") emit(codeOf(text));
  // One code more is known to the decoder by now.
  if (text !== "" && next + (early ? 1 : 0) === 1 << bits) bits++;
  emit(clear + 1);
  return packBits(out, bitOrder);
}

function packBits(bits: readonly number[], order: LzwKind["bitOrder"]): Uint8Array {
  const bytes = new Uint8Array(Math.ceil(bits.length / 8));
  bits.forEach((bit, i) => bytes[i >> 3] |= bit << (order === "low" ? i & 7 : 7 - (i & 7)));
  return bytes;
}
