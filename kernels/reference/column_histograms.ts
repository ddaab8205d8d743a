/** Histograms of the columns of a window that slides down a picture. @module */
import { pixelWords, type RgbaImage } from "../../image/rgba_image.ts";
import { clampIndex } from "./row_ring.ts";

/** Values, and groups of 16 values, that a word holds the counts of two of. */
export const FINE_WORDS = 128;
export const COARSE_WORDS = 8;

/**
 * For each column how often each value of one channel occurs in `2 * radius + 1` rows, border replicated, invisible
 * pixels left out. Two counts of 16 bits share a word, the even value in the low half, so that whoever adds columns
 * adds two counts at once. A row further down costs two rows of work whatever the radius; another row means a new
 * start.
 */
export class ColumnHistograms {
  /** `FINE_WORDS` a column: counts of values. */
  readonly fine: Int32Array;
  /** `COARSE_WORDS` a column: counts of groups of 16 values. */
  readonly coarse: Int32Array;
  /** Visible pixels of each column. */
  readonly visible: Int32Array;
  readonly #fineCounts: Uint16Array;
  readonly #coarseCounts: Uint16Array;
  readonly #words: Int32Array;
  readonly #last: number;
  readonly #radius: number;
  readonly #shift: number;
  #row = -2;

  /**
   * @param radius at most 127, so that the counts of a whole window fit 16 bits
   * @param shift of the channel within a pixel word
   */
  constructor(source: RgbaImage, radius: number, shift: number) {
    const { width, height } = source;
    this.fine = new Int32Array(width * FINE_WORDS);
    this.coarse = new Int32Array(width * COARSE_WORDS);
    this.visible = new Int32Array(width);
    this.#fineCounts = new Uint16Array(this.fine.buffer);
    this.#coarseCounts = new Uint16Array(this.coarse.buffer);
    this.#words = pixelWords(source);
    this.#last = height - 1;
    this.#radius = radius;
    this.#shift = shift;
  }

  /** Makes the histograms those around row `y`. */
  moveTo(y: number): void {
    const radius = this.#radius;
    if (y === this.#row + 1) {
      this.#count(y - radius - 1, -1);
      this.#count(y + radius, 1);
    } else if (y !== this.#row) {
      this.fine.fill(0);
      this.coarse.fill(0);
      this.visible.fill(0);
      for (let row = y - radius; row <= y + radius; row++) this.#count(row, 1);
    }
    this.#row = y;
  }

  #count(row: number, step: 1 | -1): void {
    const { visible } = this;
    const words = this.#words;
    const fine = this.#fineCounts;
    const coarse = this.#coarseCounts;
    const shift = this.#shift;
    const at = clampIndex(row, this.#last) * visible.length;
    for (let x = 0; x < visible.length; x++) {
      const word = words[at + x];
      if (word >>> 24 === 0) continue;
      const value = (word >>> shift) & 255;
      fine[(x << 8) + value] += step;
      coarse[(x << 4) + (value >> 4)] += step;
      visible[x] += step;
    }
  }
}
