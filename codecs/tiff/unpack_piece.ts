/** The bytes of a strip or tile without its compression. @module */
import { constants, inflateSync } from "node:zlib";
import { lzwDecode } from "../lzw.ts";
import { corrupt, truncated } from "../unreadable.ts";
import { faxDecode } from "./fax.ts";
import { unpackBits } from "./packbits.ts";
import type { TiffPage } from "./tiff_page.ts";
import { TAGS } from "./tiff_tags.ts";

/** Samples are in the high bits first, and codes grow one too early. */
const LZW = { literalBits: 8, bitOrder: "high", early: true } as const;

/** Room for what some writers put behind the samples: thousands of tiny pieces must not each inflate to much more. */
const SURPLUS = 65_536;
const LEAST_SURPLUS = 1024;

/** What a piece holds. */
export interface PieceShape {
  readonly rows: number;
  /** Bytes and pixels of a row. */
  readonly rowBytes: number;
  readonly width: number;
}

/**
 * Exactly the bytes of a piece; a view into the file where it is not compressed.
 *
 * @throws {DecodeError} `truncated_image` when there are too few, `corrupt_image` when they make no sense
 */
export function unpackPiece(stored: Uint8Array, page: TiffPage, shape: PieceShape): Uint8Array {
  const data = page.lowFirst ? reverseBits(stored, page) : stored;
  const size = shape.rows * shape.rowBytes;
  switch (page.compression) {
    case "none":
      return enough(data, size);
    case "deflate":
      return enough(inflate(data, size), size);
    case "packbits": {
      const out = new Uint8Array(size);
      if (!unpackBits(data, out)) throw missing();
      return out;
    }
    case "lzw":
      return lzw(data, size);
    case "fax_rows":
    case "fax_3":
    case "fax_4": {
      const options = page.tags.first(TAGS.faxOptions, 0);
      return faxDecode(data, { ...shape, kind: page.compression, options });
    }
    case "jpeg":
      throw corrupt("tiff", "a JPEG piece has no plain bytes");
    default:
      return page.compression satisfies never;
  }
}

function enough(data: Uint8Array, size: number): Uint8Array {
  if (data.length < size) throw missing();
  return data.subarray(0, size);
}

function missing(): Error {
  return truncated("tiff", "pixels are missing");
}

function inflate(data: Uint8Array, size: number): Uint8Array {
  try {
    return inflateSync(data, {
      maxOutputLength: size + Math.min(SURPLUS, size + LEAST_SURPLUS),
      // What a cut stream has is looked at like the rest: it is too short.
      finishFlush: constants.Z_SYNC_FLUSH,
    });
  } catch {
    throw corrupt("tiff", "its compressed data is damaged");
  }
}

function lzw(data: Uint8Array, size: number): Uint8Array {
  // Until 1988 codes were written from the lowest bit; then the first one, clear, begins with these bits.
  if (data[0] === 0 && (data[1] & 1) === 1) {
    throw corrupt("tiff", "its compressed data has the bit order of 1988");
  }
  const out = new Uint8Array(size);
  const end = lzwDecode(data, LZW, out);
  if (end === "broken") throw corrupt("tiff", "its compressed data is damaged");
  if (end === "short") throw missing();
  return out;
}

/** Where the first pixel is in the lowest bit; compressed streams of whole bytes keep their own order. */
function reverseBits(data: Uint8Array, { compression, bits }: TiffPage): Uint8Array {
  const applies = bits < 8 &&
    ["none", "packbits", "fax_rows", "fax_3", "fax_4"].includes(compression);
  if (!applies) return data;
  return data.map((byte) => {
    let reversed = 0;
    for (let bit = 0; bit < 8; bit++) reversed |= ((byte >> bit) & 1) << (7 - bit);
    return reversed;
  });
}
