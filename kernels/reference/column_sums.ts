/** Sums over the columns of a window that slides down a picture. @module */
import { pixelWords, type RgbaImage } from "../../image/rgba_image.ts";
import { clampIndex } from "./row_ring.ts";

/**
 * For each column the sums over `2 * radius + 1` rows, border replicated: alpha times red, green and blue, then
 * alpha. A row further down costs two rows of work whatever the radius; another row means a new start.
 */
export class ColumnSums {
  /** Four a column. Floats, because the sums over rows of them outgrow 32 bits; all are whole numbers. */
  readonly sums: Float64Array;
  readonly #words: Int32Array;
  readonly #width: number;
  readonly #last: number;
  readonly #radius: number;
  #row = -2;

  /** @param radius at most 500, so that sums of sums stay far below 2^53 */
  constructor(source: RgbaImage, radius: number) {
    this.sums = new Float64Array(source.width * 4);
    this.#words = pixelWords(source);
    this.#width = source.width;
    this.#last = source.height - 1;
    this.#radius = radius;
  }

  /** Makes `sums` those around row `y`. */
  moveTo(y: number): void {
    const radius = this.#radius;
    if (y === this.#row + 1) {
      this.#add(y - radius - 1, -1);
      this.#add(y + radius, 1);
    } else if (y !== this.#row) {
      this.sums.fill(0);
      for (let row = y - radius; row <= y + radius; row++) this.#add(row, 1);
    }
    this.#row = y;
  }

  #add(row: number, sign: 1 | -1): void {
    const at = clampIndex(row, this.#last) * this.#width;
    addRow(this.#words, at, sign, this.sums);
  }
}

function addRow(words: Int32Array, at: number, sign: 1 | -1, sums: Float64Array): void {
  for (let x = 0, i = 0; i < sums.length; x++, i += 4) {
    const word = words[at + x];
    const alpha = Math.imul(word >>> 24, sign);
    sums[i] += Math.imul(alpha, word & 255);
    sums[i + 1] += Math.imul(alpha, (word >> 8) & 255);
    sums[i + 2] += Math.imul(alpha, (word >> 16) & 255);
    sums[i + 3] += alpha;
  }
}
