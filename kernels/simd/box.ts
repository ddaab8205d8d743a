/** Mean of a square. @module */
import type { RgbaImage } from "../../image/rgba_image.ts";
import type { RunRows } from "../kernels.ts";
import { box as referenceBox } from "../reference/box.ts";
import { clampIndex } from "../reference/row_ring.ts";
import type { BoxStage } from "../stage.ts";
import type { SourceRows } from "./rows.ts";
import { SeenRows } from "./seen_rows.ts";
import { inWorkshop, type Workshop } from "./workshop.ts";

/** Border, alpha and rounding as the reference says. Rows near pixels that are not opaque are left to it. */
export function box(stage: BoxStage, source: RgbaImage, target: RgbaImage): RunRows {
  const { radius } = stage;
  const { width } = source;
  let reference: RunRows | undefined;
  return inWorkshop(source, target, (workshop) => {
    const { meanRow, repeatEnds16 } = workshop.kernels;
    // The row that enters the window, the one that leaves it, and those between.
    const from = workshop.source(source, 2 * radius + 3);
    const to = workshop.target(target);
    const columns = new ColumnSums(workshop, source, from, radius);
    const area = (2 * radius + 1) ** 2;
    const by = workshop.putFloats(area, area);
    return (first, last) => {
      from.until(last + radius);
      for (let y = first; y < last; y++) {
        columns.moveTo(y);
        if (columns.isOpaque(y)) {
          repeatEnds16(columns.address, width, radius + 1);
          meanRow(columns.address, radius, by, to.address(y), width);
        } else {
          to.end();
          reference ??= referenceBox(stage, source, target);
          reference(y, y + 1);
        }
      }
      to.end();
    };
  });
}

/** Sums over the columns of a window that slides down. */
class ColumnSums {
  /** The first pixel: four 32-bit sums each, with room for `radius + 1` more at both ends. */
  readonly address: number;
  readonly #workshop: Workshop;
  readonly #from: SourceRows;
  readonly #seen: SeenRows;
  readonly #width: number;
  readonly #last: number;
  readonly #radius: number;
  readonly #zeros: number;
  #row = -2;

  constructor(workshop: Workshop, source: RgbaImage, from: SourceRows, radius: number) {
    const { width, height } = source;
    const edge = (radius + 1) * 16;
    this.address = workshop.take(width * 16 + 2 * edge) + edge;
    this.#workshop = workshop;
    this.#from = from;
    this.#seen = new SeenRows(height);
    this.#width = width;
    this.#last = height - 1;
    this.#radius = radius;
    this.#zeros = workshop.take(width * 4);
    workshop.clear(this.#zeros, width * 4);
  }

  /** Makes the sums those around row `y`. */
  moveTo(y: number): void {
    const radius = this.#radius;
    if (y === this.#row + 1) {
      const leaving = this.#from.address(clampIndex(y - radius - 1, this.#last));
      this.#add(y + radius, leaving);
    } else if (y !== this.#row) {
      this.#workshop.clear(this.address, this.#width * 16);
      for (let row = y - radius; row <= y + radius; row++) this.#add(row, this.#zeros);
    }
    this.#row = y;
  }

  /** Whether all that the sums hold is opaque. */
  isOpaque(y: number): boolean {
    return this.#seen.reach(255, y, this.#radius);
  }

  #add(y: number, leaving: number): void {
    const { exchangeRow, leastAlpha } = this.#workshop.kernels;
    const row = clampIndex(y, this.#last);
    const entering = this.#from.address(row);
    this.#seen.note(row, leastAlpha(entering, this.#width));
    exchangeRow(entering, leaving, this.address, this.#width * 4);
  }
}
