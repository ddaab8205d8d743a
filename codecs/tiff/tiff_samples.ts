/** The samples of a strip or tile: one byte each, those of a pixel beside each other. @module */
import { unpackPiece } from "./unpack_piece.ts";
import type { TiffPage } from "./tiff_page.ts";
import { expandSubsampled, subsampledBytes, subsamplingOf } from "./tiff_ycbcr.ts";

/** A strip or tile as it is stored: tiles reach beyond the right and lower side of the picture. */
export interface TiffPiece {
  /** Its number in its plane. */
  readonly index: number;
  readonly width: number;
  readonly rows: number;
}

/**
 * Of samples of 16 bits the high byte, of 1 to 4 bits the number itself.
 *
 * @throws {DecodeError} as `unpackPiece`
 */
export function readSamples(bytes: Uint8Array, page: TiffPage, piece: TiffPiece): Uint8Array {
  const { width, rows, index } = piece;
  if (!page.planar) {
    const subsampling = page.photometric === "ycbcr" ? subsamplingOf(page) : undefined;
    // Where each pixel has its own chroma, samples lie as they do in red, green and blue.
    if (subsampling === undefined || subsampling.across * subsampling.down === 1) {
      return readPlane(bytes, page, piece, index, page.samples);
    }
    const size = subsampledBytes(piece, subsampling);
    const shape = { rows: 1, rowBytes: size, width };
    const units = unpackPiece(stored(bytes, page, index), page, shape);
    return expandSubsampled(units, piece, subsampling);
  }
  const { across, down } = page.pieces;
  const samples = new Uint8Array(width * rows * page.samples);
  for (let plane = 0; plane < page.samples; plane++) {
    const values = readPlane(bytes, page, piece, plane * across * down + index, 1);
    for (let i = 0; i < values.length; i++) samples[i * page.samples + plane] = values[i];
  }
  return samples;
}

/** What is stored of a piece; a view into the file. */
export function stored(bytes: Uint8Array, { pieces }: TiffPage, index: number): Uint8Array {
  const start = pieces.offsets[index];
  return bytes.subarray(start, start + pieces.lengths[index]);
}

function readPlane(
  bytes: Uint8Array,
  page: TiffPage,
  { width, rows }: TiffPiece,
  index: number,
  perPixel: number,
): Uint8Array {
  const rowBytes = Math.ceil(width * perPixel * page.bits / 8);
  const data = unpackPiece(stored(bytes, page, index), page, { rows, rowBytes, width });
  const whole = page.differences ? addUp(data, page, rows, rowBytes, perPixel) : data;
  if (page.bits === 8) return whole;
  return page.bits === 16
    ? highBytes(whole, page.little)
    : splitBits(whole, rows, width * perPixel, page.bits);
}

/** Undoes horizontal differencing (TIFF 6.0, section 14) for samples of 8 and 16 bits. */
function addUp(
  data: Uint8Array,
  { bits, little, compression }: TiffPage,
  rows: number,
  rowBytes: number,
  perPixel: number,
): Uint8Array {
  // Others know no differences, whatever the field says.
  if (compression !== "lzw" && compression !== "deflate") return data;
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  const step = perPixel * bits / 8;
  for (let row = 0; row < rows; row++) {
    const end = (row + 1) * rowBytes;
    for (let at = row * rowBytes + step; at < end; at += bits / 8) {
      if (bits === 8) data[at] += data[at - step];
      else {view.setUint16(
          at,
          view.getUint16(at, little) + view.getUint16(at - step, little),
          little,
        );}
    }
  }
  return data;
}

function highBytes(data: Uint8Array, little: boolean): Uint8Array {
  const values = new Uint8Array(data.length / 2);
  for (let i = 0, at = little ? 1 : 0; i < values.length; i++, at += 2) values[i] = data[at];
  return values;
}

/** Each row begins with a byte of its own. */
function splitBits(data: Uint8Array, rows: number, perRow: number, bits: number): Uint8Array {
  const values = new Uint8Array(rows * perRow);
  const rowBytes = Math.ceil(perRow * bits / 8);
  const mask = (1 << bits) - 1;
  let to = 0;
  for (let row = 0; row < rows; row++) {
    const start = row * rowBytes * 8;
    for (let bit = start; bit < start + perRow * bits; bit += bits) {
      values[to++] = (data[bit >> 3] >> (8 - bits - (bit & 7))) & mask;
    }
  }
  return values;
}
