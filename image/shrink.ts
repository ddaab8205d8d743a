/** Pictures that were decoded smaller than they are. @module */
import type { Size } from "./rgba_image.ts";

/** By how much a decoder can divide each side while it decodes. */
export type Shrink = 1 | 2 | 4 | 8;

/** A picture that was decoded smaller, as the first filter sees it. */
export interface ShrunkSource extends Size {
  /** Samples of the picture itself, along each axis, that one sample here stands for. */
  readonly shrink: Shrink;
  /**
   * Samples of the picture itself by which the first column begins before its border: sides that are no multiple
   * of `shrink` are filled up, and turning the picture can bring what was filled up to the front.
   */
  readonly left: number;
  /** The same for the first row. */
  readonly top: number;
}

/** The size that a decoder gives: each side divided and rounded up. */
export function shrunkSize({ width, height }: Size, shrink: Shrink): Size {
  return { width: Math.ceil(width / shrink), height: Math.ceil(height / shrink) };
}

/** Orientations (EXIF 2.3, tag 274) that bring the last stored column, or row, to the front of an axis. */
const COLUMN_TO_LEFT = [2, 3];
const COLUMN_TO_TOP = [7, 8];
const ROW_TO_TOP = [3, 4];
const ROW_TO_LEFT = [6, 7];

/** What becomes of a picture of `size` as stored when it is decoded smaller and then turned upright. */
export function shrunkUpright(size: Size, shrink: Shrink, orientation: number): ShrunkSource {
  const stored = shrunkSize(size, shrink);
  const right = stored.width * shrink - size.width;
  const below = stored.height * shrink - size.height;
  function filled(column: readonly number[], row: readonly number[]): number {
    if (column.includes(orientation)) return right;
    return row.includes(orientation) ? below : 0;
  }
  const turned = orientation >= 5;
  return {
    width: turned ? stored.height : stored.width,
    height: turned ? stored.width : stored.height,
    shrink,
    left: filled(COLUMN_TO_LEFT, ROW_TO_LEFT),
    top: filled(COLUMN_TO_TOP, ROW_TO_TOP),
  };
}
