/** What the first directory of a TIFF says of its picture (TIFF 6.0). @module */
import type { Size } from "../../image/rgba_image.ts";
import {
  ENTRY_BYTES,
  openTiff,
  readDirectory,
  type TiffBlock,
} from "../metadata/tiff_directory.ts";
import { corrupt, truncated, unsupported } from "../unreadable.ts";
import {
  checkKind,
  type Compression,
  compressionOf,
  MAX_SAMPLES,
  type Photometric,
  photometricOf,
} from "./tiff_kinds.ts";
import { readPieces, type TiffPieces } from "./tiff_pieces.ts";
import { TAGS, TiffTags } from "./tiff_tags.ts";

/** The first page of a file. */
export interface TiffPage extends Size {
  /** Byte order of samples of 16 bits. */
  readonly little: boolean;
  /** Pages in the file, without reduced copies of others. */
  readonly pages: number;
  /** As in EXIF, 1 to 8. */
  readonly orientation: number;
  /** How pieces are compressed. */
  readonly compression: Compression;
  /** What samples mean. */
  readonly photometric: Photometric;
  /** Samples of a pixel, and the bits of each. */
  readonly samples: number;
  readonly bits: number;
  /** Which sample is alpha, and whether colours are multiplied by it. */
  readonly alpha: TiffAlpha | undefined;
  /** Whether each sample has pieces of its own. */
  readonly planar: boolean;
  /** Whether samples are differences to their left neighbours. */
  readonly differences: boolean;
  /** Whether the first pixel is in the lowest bit of a byte. */
  readonly lowFirst: boolean;
  /** Strips or tiles. */
  readonly pieces: TiffPieces;
  /** All other fields. */
  readonly tags: TiffTags;
}

/** An alpha channel. */
export interface TiffAlpha {
  readonly sample: number;
  readonly premultiplied: boolean;
}

/** More than any scanner writes; a chain may lead back to itself. */
const MAX_PAGES = 10_000;

/** Bits of the kind of a page: a smaller copy, a mask. */
const NO_PAGE = 1 | 4;

/**
 * The first page. Allocates lists of places and lengths, which are as long as they are in the file, and nothing
 * by size.
 *
 * @throws {DecodeError} `truncated_image` or `corrupt_image` when the structure is broken, `unsupported_format`
 * with the reason for kinds of pages that are not read
 */
export function readTiffPage(bytes: Uint8Array): TiffPage {
  const block = openTiff(bytes);
  if (block === undefined) {
    if (bytes.length < 8) throw truncated("tiff");
    throw unsupported("tiff", "BigTIFF is not read");
  }
  const directory = readDirectory(block, block.first);
  if (directory === undefined) throw truncated("tiff", "its first directory is missing");
  const tags = new TiffTags(block, directory);
  const width = tags.first(TAGS.width, 0);
  const height = tags.first(TAGS.height, 0);
  if (width === 0 || height === 0) throw corrupt("tiff", `its size is ${width}x${height}`);

  const samples = tags.first(TAGS.samples, 1);
  const bits = bitsOf(tags);
  const compression = compressionOf(tags.first(TAGS.compression, 1));
  const photometric = photometricOf(tags.first(TAGS.photometric, undefined));
  const predictor = tags.first(TAGS.predictor, 1);
  const alpha = alphaOf(tags, samples);
  checkKind({ tags, samples, bits, compression, photometric, predictor });
  const planar = tags.first(TAGS.planar, 1) === 2 && samples > 1;
  const orientation = tags.first(TAGS.orientation, 1);
  return {
    ...{ width, height, little: block.little, pages: countPages(block) },
    orientation: orientation >= 1 && orientation <= 8 ? orientation : 1,
    ...{ compression, photometric, samples, bits, alpha, planar, tags },
    differences: predictor === 2,
    lowFirst: tags.first(TAGS.fillOrder, 1) === 2,
    pieces: readPieces({ tags, width, height, planes: planar ? samples : 1 }, bytes.length),
  };
}

function bitsOf(tags: TiffTags): number {
  const all = tags.list(TAGS.bits, MAX_SAMPLES) ?? [1];
  if (all.length === 0 || all.some((bits) => bits !== all[0])) {
    throw unsupported("tiff", "its samples differ in their bits");
  }
  return all[0];
}

function alphaOf(tags: TiffTags, samples: number): TiffAlpha | undefined {
  const extra = tags.list(TAGS.extraSamples, MAX_SAMPLES) ?? [];
  const index = extra.findIndex((kind) => kind === 1 || kind === 2);
  const sample = samples - extra.length + index;
  return index < 0 || sample < 1 ? undefined : { sample, premultiplied: extra[index] === 1 };
}

/** Looks at the head of each directory only: its first field is the kind of the page, as fields are sorted. */
function countPages({ view, little, first }: TiffBlock): number {
  const seen = new Set<number>();
  let pages = 0;
  let at = first;
  while (at !== 0 && !seen.has(at) && seen.size < MAX_PAGES) {
    seen.add(at);
    if (at + 2 > view.byteLength) break;
    const end = at + 2 + ENTRY_BYTES * view.getUint16(at, little);
    if (end + 4 > view.byteLength) break;
    const hasKind = view.getUint16(at + 2, little) === TAGS.subfileType;
    if (!hasKind || (view.getUint32(at + 10, little) & NO_PAGE) === 0) pages++;
    at = view.getUint32(end, little);
  }
  return Math.max(1, pages);
}
