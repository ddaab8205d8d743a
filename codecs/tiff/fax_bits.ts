/** The bits of a fax stream, highest first. @module */
import { corrupt, truncated } from "../unreadable.ts";
import { CODE_BITS, type CodeTable } from "./fax_codes.ts";

/** Zeros before the one that ends a mark between rows. */
const MARK_ZEROS = 11;

/** Reads bits, codes and marks. */
export class FaxBits {
  readonly #data: Uint8Array;
  #bit = 0;

  /** Of a strip or tile. */
  constructor(data: Uint8Array) {
    this.#data = data;
  }

  /** Moves to the next whole byte. */
  toByte(): void {
    this.#bit = Math.ceil(this.#bit / 8) * 8;
  }

  /** The value of the next code. */
  code(table: CodeTable): number {
    const entry = table[this.#peek(CODE_BITS)];
    if (entry === 0) {
      if (this.#bit + CODE_BITS > this.#data.length * 8) throw missing();
      throw corrupt("tiff", "its fax compression holds an unknown code");
    }
    this.#bit += entry & 15;
    if (this.#bit > this.#data.length * 8) throw missing();
    return entry >> 4;
  }

  /** The next bits as a number. */
  take(count: number): number {
    const value = this.#peek(count);
    this.#bit += count;
    if (this.#bit > this.#data.length * 8) throw missing();
    return value;
  }

  /** Passes eleven or more zeros and the one behind them, if they are next. */
  skipRowMark(): boolean {
    const end = this.#data.length * 8;
    let at = this.#bit;
    while (at < end && this.#bitAt(at) === 0) at++;
    if (at === end || at - this.#bit < MARK_ZEROS) return false;
    this.#bit = at + 1;
    return true;
  }

  #bitAt(at: number): number {
    return (this.#data[at >> 3] >> (7 - (at & 7))) & 1;
  }

  /** Zeros stand for what is behind the end. */
  #peek(count: number): number {
    const byte = this.#bit >> 3;
    const data = this.#data;
    const next = ((data[byte] ?? 0) << 16) | ((data[byte + 1] ?? 0) << 8) | (data[byte + 2] ?? 0);
    return (next >> (24 - count - (this.#bit & 7))) & ((1 << count) - 1);
  }
}

function missing(): Error {
  return truncated("tiff", "pixels are missing");
}
