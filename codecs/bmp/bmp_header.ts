/** The headers of a BMP (Windows GDI bitmap structures, and those of OS/2). @module */
import type { Size } from "../../image/rgba_image.ts";
import { corrupt, truncated, unsupported } from "../unreadable.ts";

/** How the pixels are stored. */
export type BmpPacking = "rows" | "runs";

/** Bits of a pixel that hold each channel; 0 where there is none. Red, green, blue, alpha. */
export type BmpMasks = readonly [number, number, number, number];

/** What is known of a file. */
export interface BmpHeader extends Size {
  /** Whether the first row of the file is the top one. */
  readonly topDown: boolean;
  /** Bits of a pixel: 1, 2, 4, 8, 16, 24 or 32. */
  readonly bits: number;
  /** Plain rows, or runs of equal pixels. */
  readonly packing: BmpPacking;
  /** Where the channels are, from 16 bits on. */
  readonly masks: BmpMasks;
  /** Blue, green, red and possibly a byte more for each colour, below 16 bits; a view into the file. */
  readonly palette: Uint8Array;
  /** Bytes of a colour: 3 or 4. */
  readonly colourBytes: number;
  /** Where the pixels begin in the file. */
  readonly dataStart: number;
}

const FILE_HEADER = 14;
const CORE = 12;
const SHORT_OS2 = 16;
const INFO = 40;
const LONG_OS2 = 64;
const SIZES = [CORE, SHORT_OS2, INFO, 52, 56, LONG_OS2, 108, 124];

/** No pixel can name more. */
const MAX_COLOURS = 256;

const PLAIN = 0;
const RUNS_8 = 1;
const RUNS_4 = 2;
const BITFIELDS = 3;
const ALPHA_BITFIELDS = 6;

const NO_MASKS: BmpMasks = [0, 0, 0, 0];
const MASKS_16: BmpMasks = [0x7c00, 0x03e0, 0x001f, 0];
const MASKS_32: BmpMasks = [0xff0000, 0xff00, 0xff, 0];

/**
 * Reads the headers; whether the pixels are all there is not looked at.
 *
 * @throws {DecodeError} `truncated_image`, `corrupt_image`, or `unsupported_format` for what is stored as
 * JPEG, PNG, Huffman codes or 24-bit runs
 */
export function readBmpHeader(bytes: Uint8Array): BmpHeader {
  if (bytes.length < FILE_HEADER + CORE) throw truncated("bmp");
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const size = view.getUint32(FILE_HEADER, true);
  if (!SIZES.includes(size)) throw corrupt("bmp", `its header has ${size} bytes`);
  if (FILE_HEADER + size > bytes.length) throw truncated("bmp");
  const core = size === CORE;
  const width = core ? view.getUint16(18, true) : view.getInt32(18, true);
  const signedHeight = core ? view.getUint16(20, true) : view.getInt32(22, true);
  const height = Math.abs(signedHeight);
  if (width <= 0 || height === 0) throw corrupt("bmp", `its size is ${width}x${signedHeight}`);
  const bits = view.getUint16(core ? 24 : 28, true);
  const compression = size >= INFO ? view.getUint32(30, true) : PLAIN;
  checkKind(bits, compression, size);
  const topDown = signedHeight < 0;
  const packing = compression === RUNS_8 || compression === RUNS_4 ? "runs" : "rows";
  if (topDown && packing === "runs") throw corrupt("bmp", "its runs begin at the top");
  const apart = size === INFO ? masksApart(compression) : 0;
  return {
    ...{ width, height, topDown, bits, packing },
    masks: readMasks(view, bits, compression, size),
    ...readPalette(view, bits, size, FILE_HEADER + size + apart),
  };
}

function checkKind(bits: number, compression: number, size: number): void {
  if (![1, 2, 4, 8, 16, 24, 32].includes(bits)) {
    if (bits === 0) throw unsupported("bmp", "it holds a JPEG or PNG");
    throw corrupt("bmp", `a pixel has ${bits} bits`);
  }
  switch (compression) {
    case PLAIN:
      return;
    case RUNS_8:
    case RUNS_4:
      if (bits === (compression === RUNS_8 ? 8 : 4)) return;
      break;
    case BITFIELDS:
      if (size === LONG_OS2) throw unsupported("bmp", "Huffman codes are not read");
      if (bits === 16 || bits === 32) return;
      break;
    case ALPHA_BITFIELDS:
      if (bits === 16 || bits === 32) return;
      break;
    case 4:
    case 5:
      throw unsupported(
        "bmp",
        size === LONG_OS2 ? "24-bit runs are not read" : "it holds a JPEG or PNG",
      );
  }
  throw corrupt("bmp", `compression ${compression} is not for pixels of ${bits} bits`);
}

/** Bytes of the masks between a 40-byte header and the palette. */
function masksApart(compression: number): number {
  if (compression === BITFIELDS) return 12;
  return compression === ALPHA_BITFIELDS ? 16 : 0;
}

function readMasks(view: DataView, bits: number, compression: number, size: number): BmpMasks {
  if (bits < 16) return NO_MASKS;
  if (compression === PLAIN) return bits === 16 ? MASKS_16 : MASKS_32;
  const hasAlpha = size >= 56 || compression === ALPHA_BITFIELDS;
  const at = FILE_HEADER + INFO;
  if (at + (hasAlpha ? 16 : 12) > view.byteLength) throw truncated("bmp");
  const [red, green, blue] = [0, 4, 8].map((offset) => view.getUint32(at + offset, true));
  const alpha = hasAlpha ? view.getUint32(at + 12, true) : 0;
  const masks: BmpMasks = [red, green, blue, alpha];
  masks.forEach(checkMask);
  return masks;
}

/** A mask without the zeros below its lowest bit. */
export function unshifted(mask: number): number {
  return mask === 0 ? 0 : mask / ((mask & -mask) >>> 0);
}

/** A channel is one run of bits: shifted down, its mask is one less than a power of two. */
function checkMask(mask: number): void {
  const low = unshifted(mask);
  if ((low & (low + 1)) !== 0) {
    throw corrupt("bmp", `a channel's bits are not beside each other: ${mask.toString(16)}`);
  }
}

function readPalette(
  view: DataView,
  bits: number,
  size: number,
  start: number,
): Pick<BmpHeader, "palette" | "colourBytes" | "dataStart"> {
  const colourBytes = size === CORE ? 3 : 4;
  const named = view.getUint32(10, true);
  const used = size >= INFO ? view.getUint32(46, true) : 0;
  if (used > MAX_COLOURS) throw corrupt("bmp", `it claims ${used} colours`);
  const most = bits <= 8 ? 1 << bits : 0;
  const end = start + colourBytes * (used === 0 ? most : Math.min(used, most));
  // Old writers leave the place of the pixels out; elsewhere a palette may be shorter than its header says.
  const dataStart = named >= start ? named : end;
  if (dataStart > view.byteLength) throw truncated("bmp");
  const palette = new Uint8Array(
    view.buffer,
    view.byteOffset + start,
    Math.min(end, dataStart) - start,
  );
  return { palette, colourBytes, dataStart };
}
