/** How often each of many small numbers was seen, in a byte each: a long run must not fill memory by counting. @module */

const MOST = 255;

/** Counts by number, from 0 to 255 each. */
export class Marks {
  #counts = new Uint8Array(1024);
  #end = 0;

  /** One beyond the largest number seen. */
  get end(): number {
    return this.#end;
  }

  /** Counts a number. */
  add(number: number): void {
    if (number >= this.#counts.length) this.#grow(number);
    if (this.#counts[number] < MOST) this.#counts[number]++;
    this.#end = Math.max(this.#end, number + 1);
  }

  /** How often it was counted. */
  of(number: number): number {
    return this.#counts[number] ?? 0;
  }

  /** How many of the numbers below `end` were counted so often. */
  howMany(isSo: (count: number) => boolean, end: number = this.#end): number {
    let sum = 0;
    for (let number = 0; number < end; number++) if (isSo(this.of(number))) sum++;
    return sum;
  }

  #grow(number: number): void {
    const grown = new Uint8Array(Math.max(2 * this.#counts.length, number + 1));
    grown.set(this.#counts);
    this.#counts = grown;
  }
}
