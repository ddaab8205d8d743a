/** Which rows of a picture are opaque, looked at when it is asked. @module */
import { pixelWords, type RgbaImage } from "../../image/rgba_image.ts";
import { clampIndex } from "./row_ring.ts";

const UNKNOWN = 0;
const OPAQUE = 1;
const OTHER = 2;

/**
 * Remembers what it has seen, so that each row is looked at once; and only those are that somebody needs: a worker
 * that has a few bands of a picture does not read all of it.
 */
export class OpaqueRows {
  readonly #words: Int32Array;
  readonly #width: number;
  readonly #rows: Uint8Array;

  /** Looks at nothing yet. */
  constructor(source: RgbaImage) {
    this.#words = pixelWords(source);
    this.#width = source.width;
    this.#rows = new Uint8Array(source.height);
  }

  /** Whether every alpha is 255 from `radius` rows above `y` to `radius` rows below it. */
  around(y: number, radius: number): boolean {
    const last = this.#rows.length - 1;
    const to = clampIndex(y + radius, last);
    for (let row = clampIndex(y - radius, last); row <= to; row++) {
      if (!this.#isOpaque(row)) return false;
    }
    return true;
  }

  #isOpaque(row: number): boolean {
    if (this.#rows[row] === UNKNOWN) this.#rows[row] = this.#look(row) ? OPAQUE : OTHER;
    return this.#rows[row] === OPAQUE;
  }

  #look(row: number): boolean {
    const from = row * this.#width;
    const to = from + this.#width;
    const words = this.#words;
    let all = -1;
    // Without a branch a pixel takes half the time.
    for (let i = from; i < to; i++) all &= words[i];
    return all >>> 24 === 255;
  }
}
