/** Directories of a TIFF block (TIFF 6.0, section 2), as EXIF and TIFF files have them. @module */
import { viewOf } from "./byte_parts.ts";

/** A block whose head was read. */
export interface TiffBlock {
  /** All of it. */
  readonly view: DataView;
  /** Byte order. */
  readonly little: boolean;
  /** Where its first directory begins. */
  readonly first: number;
}

/** One field. */
export interface TiffEntry {
  /** What it means. */
  readonly tag: number;
  /** Where its 12 bytes begin. */
  readonly at: number;
  /** Where its value begins: within those 12 bytes when it takes up to four. */
  readonly valueAt: number;
  /** Bytes of its value. */
  readonly valueBytes: number;
  /** Whether the value stands outside the 12 bytes. */
  readonly apart: boolean;
}

/** A directory: only entries whose value lies inside the block. */
export interface TiffDirectory {
  /** Where it begins. */
  readonly start: number;
  /** Behind its last entry, where the pointer to the next directory stands. */
  readonly end: number;
  /** In the order of the file. */
  readonly entries: readonly TiffEntry[];
}

/** Bytes of an entry. */
export const ENTRY_BYTES = 12;

const HEAD_BYTES = 8;

/** Bytes of a value by type, from 1: byte, ASCII, short, long, rational, and so on; 13 is a pointer. */
const TYPE_BYTES = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4];

/** The head of a block; `undefined` when it is none. */
export function openTiff(bytes: Uint8Array): TiffBlock | undefined {
  if (bytes.length < HEAD_BYTES) return undefined;
  const view = viewOf(bytes);
  const order = view.getUint16(0);
  if (order !== 0x4949 && order !== 0x4d4d) return undefined;
  const little = order === 0x4949;
  if (view.getUint16(2, little) !== 42) return undefined;
  return { view, little, first: view.getUint32(4, little) };
}

/** The directory at a place; `undefined` when it is not inside the block. Takes time by its own length only. */
export function readDirectory(block: TiffBlock, start: number): TiffDirectory | undefined {
  const { view, little } = block;
  if (start < HEAD_BYTES || start + 2 > view.byteLength) return undefined;
  const count = view.getUint16(start, little);
  const end = start + 2 + ENTRY_BYTES * count;
  if (end > view.byteLength) return undefined;
  const entries: TiffEntry[] = [];
  for (let at = start + 2; at < end; at += ENTRY_BYTES) {
    const entry = readEntry(block, at);
    if (entry !== undefined) entries.push(entry);
  }
  return { start, end, entries };
}

/** The entry with a tag. */
export function findEntry(directory: TiffDirectory, tag: number): TiffEntry | undefined {
  return directory.entries.find((entry) => entry.tag === tag);
}

function readEntry({ view, little }: TiffBlock, at: number): TiffEntry | undefined {
  const bytes = TYPE_BYTES[view.getUint16(at + 2, little)] ?? 0;
  const valueBytes = bytes * view.getUint32(at + 4, little);
  const apart = valueBytes > 4;
  const valueAt = apart ? view.getUint32(at + 8, little) : at + 8;
  if (valueBytes === 0 || valueAt + valueBytes > view.byteLength) return undefined;
  return { tag: view.getUint16(at, little), at, valueAt, valueBytes, apart };
}
