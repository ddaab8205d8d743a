/** The least alpha of rows, as far as it was looked at. @module */
import { clampIndex } from "../reference/row_ring.ts";

/** Notes what whoever fills a ring of rows sees there. */
export class SeenRows {
  readonly #least: Uint8Array;

  /** Of a picture of so many rows. */
  constructor(height: number) {
    this.#least = new Uint8Array(height);
  }

  /** Notes the least alpha of a row. */
  note(y: number, least: number): void {
    this.#least[y] = least;
  }

  /** Whether no alpha is less from `radius` rows above `y` to `radius` rows below; all must have been noted. */
  reach(least: number, y: number, radius: number): boolean {
    const last = this.#least.length - 1;
    const to = clampIndex(y + radius, last);
    for (let row = clampIndex(y - radius, last); row <= to; row++) {
      if (this.#least[row] < least) return false;
    }
    return true;
  }
}
