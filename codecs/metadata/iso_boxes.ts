/** The boxes of an ISO media file (ISO/IEC 14496-12, section 4.2), as AVIF has them. @module */
import { latin1Text, viewOf } from "./byte_parts.ts";

/** One box. */
export interface IsoBox {
  /** Four characters. */
  readonly type: string;
  /** Where it begins, with its length and type. */
  readonly start: number;
  /** Where its content begins. */
  readonly content: number;
  /** Where it ends. */
  readonly end: number;
}

/** Pictures have some dozens; more would only cost time. */
const MAX_BOXES = 10_000;

/** Yields the boxes between two places; ends at the first that does not fit. */
export function* isoBoxes(file: Uint8Array, from: number, to: number): Generator<IsoBox> {
  const view = viewOf(file);
  let start = from;
  for (let count = 0; count < MAX_BOXES && start + 8 <= to; count++) {
    const short = view.getUint32(start);
    const isLong = short === 1;
    if (isLong && start + 16 > to) return;
    const size = isLong ? Number(view.getBigUint64(start + 8)) : short === 0 ? to - start : short;
    const content = start + (isLong ? 16 : 8);
    const end = start + size;
    if (end < content || end > to) return;
    yield { type: latin1Text(file.subarray(start + 4, start + 8)), start, content, end };
    start = end;
  }
}

/** The first box of a type between two places. */
export function findBox(
  file: Uint8Array,
  type: string,
  from: number,
  to: number,
): IsoBox | undefined {
  for (const box of isoBoxes(file, from, to)) if (box.type === type) return box;
  return undefined;
}
