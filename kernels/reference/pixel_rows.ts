/** Rows of whole pixels, a few at a time, with their border replicated. @module */
import { pixelWords, type RgbaImage } from "../../image/rgba_image.ts";
import { clampIndex, RowRing } from "./row_ring.ts";

/** Holds the rows around the one in hand, one word a pixel; a walk in any order gives the same values. */
export class PixelRows {
  /** All rows that are held; see `offset`. */
  readonly data: Int32Array;
  readonly #ring: RowRing;
  readonly #last: number;

  /** @param halo pixels beyond each end of a row, and rows above and below the one in hand */
  constructor(source: RgbaImage, halo: number) {
    const { width, height } = source;
    const words = pixelWords(source);
    const stride = width + 2 * halo;
    const data = new Int32Array((2 * halo + 1) * stride);
    function fill(y: number, offset: number): void {
      const row = offset + halo;
      data.set(words.subarray(y * width, (y + 1) * width), row);
      data.fill(data[row], offset, row);
      data.fill(data[row + width - 1], row + width, offset + stride);
    }
    this.data = data;
    this.#last = height - 1;
    this.#ring = new RowRing(2 * halo + 1, stride, fill);
  }

  /** Where row `y` starts in `data`, `halo` pixels before its first; rows beyond the border replicate. */
  offset(y: number): number {
    return this.#ring.offset(clampIndex(y, this.#last));
  }
}
