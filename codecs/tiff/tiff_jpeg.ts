/** Strips and tiles that are JPEGs without their tables (Adobe TIFF technical note 2). @module */
import { pixelWords, type RgbaImage, type Size } from "../../image/rgba_image.ts";
import type { Decoder } from "../codec.ts";
import { joinParts } from "../metadata/byte_parts.ts";
import { sniffJpeg } from "../sniff_jpeg.ts";
import { corrupt } from "../unreadable.ts";
import { stored, type TiffPiece } from "./tiff_samples.ts";
import type { TiffPage } from "./tiff_page.ts";
import { TAGS } from "./tiff_tags.ts";

/** Start of image, and an Adobe segment that says the colours are red, green and blue. */
const SOI = Uint8Array.of(0xff, 0xd8);
const ADOBE_RGB = Uint8Array.of(
  ...[0xff, 0xee, 0, 14, 0x41, 0x64, 0x6f, 0x62, 0x65, 0, 100, 0, 0, 0, 0, 0],
);

/** Each is a pass over the piece; writers of TIFF use one, or one for each component. */
const MAX_SCANS = 16;

/**
 * The pixels of a piece.
 *
 * @throws {DecodeError} what the JPEG decoder throws, or `corrupt_image` when the piece has another size or too
 * many scans
 */
export async function readJpegPiece(
  bytes: Uint8Array,
  page: TiffPage,
  piece: TiffPiece,
  jpeg: Decoder,
): Promise<{ readonly image: RgbaImage; readonly words: Int32Array }> {
  const whole = wholeJpeg(stored(bytes, page, piece.index), page);
  // The limits were checked for the page: a piece that says something else must not be decoded.
  const { scans, ...size } = sniffJpeg(whole);
  checkPieceSize(size, page, piece);
  if (scans > MAX_SCANS) throw corrupt("tiff", `a piece has ${scans} scans`);
  const image = await jpeg.decode(whole);
  return { image, words: pixelWords(image) };
}

/** The last strip may be as high as the others. */
function checkPieceSize({ width, height }: Size, page: TiffPage, piece: TiffPiece): void {
  if (width === piece.width && height >= piece.rows && height <= page.pieces.height) return;
  throw corrupt(
    "tiff",
    `a piece has another size: expected ${piece.width}x${piece.rows}, got ${width}x${height}`,
  );
}

/** A piece with the tables of its page. */
function wholeJpeg(piece: Uint8Array, { tags, photometric }: TiffPage): Uint8Array {
  const tables = tags.bytes(TAGS.jpegTables) ?? new Uint8Array();
  return joinParts([
    SOI,
    photometric === "rgb" ? ADOBE_RGB : new Uint8Array(),
    // Without the marks that begin and end them.
    tables.subarray(2, -2),
    withoutStart(piece),
  ]);
}

/** Without its first mark and a JFIF segment, which would speak against the page about colours. */
function withoutStart(piece: Uint8Array): Uint8Array {
  const isJfif = piece[2] === 0xff && piece[3] === 0xe0;
  return piece.subarray(isJfif ? 4 + ((piece[4] << 8) | piece[5]) : 2);
}
