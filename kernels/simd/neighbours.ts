/** The neighbours that compiled kernels look at: rows that are held, and the address of each tap. @module */
import type { RgbaImage } from "../../image/rgba_image.ts";
import { clampIndex, RowRing } from "../reference/row_ring.ts";
import type { Taps } from "../reference/taps.ts";
import type { RowAddress } from "./luma_rows.ts";
import type { SourceRows } from "./rows.ts";
import { SeenRows } from "./seen_rows.ts";
import type { Workshop } from "./workshop.ts";

/** Kernels work in steps of 32 lanes at most. */
const STEP_BYTES = 64;

/** How the rows of a window are kept. */
export interface WindowOptions {
  /** Rows above and below the one in hand, and pixels beyond both ends. */
  readonly radius: number;
  /** Bytes that a pixel takes. */
  readonly pixelBytes: number;
  /** Writes a row of pixels, and `radius` more at both ends. */
  readonly fill: (pixels: number, address: number) => void;
}

/** Rows around the one in hand. */
export interface Window {
  /** Address of the first pixel of a row; rows beyond the border replicate. */
  readonly row: RowAddress;
  /** Fills the window around a row, and says whether no alpha in it is less. */
  reaches(least: number, y: number): boolean;
}

/** Holds `2 * radius + 1` rows. */
export function openWindow(
  workshop: Workshop,
  source: RgbaImage,
  from: SourceRows,
  { radius, pixelBytes, fill }: WindowOptions,
): Window {
  const { width, height } = source;
  const { leastAlpha } = workshop.kernels;
  const before = Math.ceil((radius * pixelBytes) / 64) * 64;
  const stride = before + Math.ceil((width + radius) * pixelBytes / 64) * 64 + STEP_BYTES;
  const base = workshop.take((2 * radius + 1) * stride) + before;
  const seen = new SeenRows(height);
  const ring = new RowRing(2 * radius + 1, stride, (y, offset) => {
    const pixels = from.address(y);
    seen.note(y, leastAlpha(pixels, width));
    fill(pixels, base + offset);
  });
  const row = (y: number): number => base + ring.offset(clampIndex(y, height - 1));
  return {
    row,
    reaches(least, y) {
      for (let near = y - radius; near <= y + radius; near++) row(near);
      return seen.reach(least, y, radius);
    },
  };
}

/** Where the taps of the first pixel of a row are. */
export interface TapPointers {
  readonly address: number;
  /** Writes those of row `y`. */
  point(y: number): void;
}

/** One word for each tap. */
export function tapPointers(
  workshop: Workshop,
  { rows, columns }: Pick<Taps, "rows" | "columns">,
  row: RowAddress,
  pixelBytes: number,
): TapPointers {
  const words = workshop.words(rows.length);
  return {
    address: words.address,
    point(y) {
      const { view } = words;
      for (let i = 0; i < rows.length; i++) view[i] = row(y + rows[i]) + columns[i] * pixelBytes;
    },
  };
}
