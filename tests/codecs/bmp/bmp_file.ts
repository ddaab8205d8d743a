/** Builds BMP files from their parts. @module */
import { concat } from "../png_file.ts";

/** What stands in the headers, and what follows them. */
export interface BmpParts {
  readonly width: number;
  /** Below 0 when the first row is the top one. */
  readonly height: number;
  readonly bits: number;
  /** Bytes of the second header. @default 40 */
  readonly header?: number;
  /** @default 0 */
  readonly compression?: number;
  /** Red, green, blue, alpha. */
  readonly masks?: readonly number[];
  /** Blue, green, red of each colour. */
  readonly palette?: readonly (readonly [number, number, number])[];
  /** Colours that the header claims. @default 0 */
  readonly used?: number;
  /** Where the pixels are said to be; undefined says where they are. */
  readonly dataStart?: number;
  readonly data: readonly number[];
}

/** The whole file. */
export function bmpFile(parts: BmpParts): Uint8Array {
  const { header = 40, palette = [], masks = [], data } = parts;
  const colours = palette.flatMap((colour) => header === 12 ? colour : [...colour, 0]);
  const apart = header === 40 ? masks.flatMap(long) : [];
  const start = parts.dataStart ?? 14 + header + apart.length + colours.length;
  return concat([
    Uint8Array.of(0x42, 0x4d, ...long(0), ...long(0), ...long(start)),
    secondHeader(parts, header),
    Uint8Array.from([...apart, ...colours, ...data]),
  ]);
}

function secondHeader(parts: BmpParts, size: number): Uint8Array {
  const { width, height, bits, compression = 0, masks = [], used = 0 } = parts;
  const bytes = new Uint8Array(size);
  const shape = [...short(1), ...short(bits)];
  if (size === 12) {
    bytes.set([...long(12), ...short(width), ...short(height), ...shape]);
    return bytes;
  }
  bytes.set([...long(size), ...long(width), ...long(height), ...shape]);
  if (size >= 40) {
    bytes.set(long(compression), 16);
    bytes.set(long(used), 32);
  }
  if (size > 40) bytes.set(masks.flatMap(long), 40);
  return bytes;
}

function short(value: number): number[] {
  return [value & 255, (value >> 8) & 255];
}

function long(value: number): number[] {
  return [value & 255, (value >> 8) & 255, (value >> 16) & 255, value >>> 24];
}
