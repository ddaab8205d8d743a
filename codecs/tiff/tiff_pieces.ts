/** The strips or tiles of a TIFF page: where they are in the file and in the picture (TIFF 6.0, sections 3 and 15). @module */
import type { Size } from "../../image/rgba_image.ts";
import { corrupt, truncated, unsupported } from "../unreadable.ts";
import { TAGS, type TiffTags } from "./tiff_tags.ts";

/** Pieces of one size; planes follow each other. */
export interface TiffPieces extends Size {
  /** Pieces side by side, and one below the other. */
  readonly across: number;
  readonly down: number;
  /** Whether all are whole, as tiles are: the last strip has the rows that are left. */
  readonly whole: boolean;
  /** Where each begins in the file, and its bytes. */
  readonly offsets: readonly number[];
  readonly lengths: readonly number[];
}

/** What pieces are read from. */
export interface TiffLayout extends Size {
  readonly tags: TiffTags;
  /** Times the picture is cut up: once, or once for each sample. */
  readonly planes: number;
}

/** Tiles may be larger than a small picture, but not by any amount: a whole one is unpacked at a time. */
const TILE_ROOM = 1024;

/** One for each row of the highest picture, in eight planes, and some more; each costs time and memory. */
const MAX_PIECES = 250_000;

/**
 * The pieces of a page.
 *
 * @throws {DecodeError} `corrupt_image` when their sizes make no sense, `truncated_image` when one is not in the
 * file, `unsupported_format` when they are too many
 */
export function readPieces(layout: TiffLayout, fileBytes: number): TiffPieces {
  const { tags, width, height, planes } = layout;
  const tileWidth = tags.first(TAGS.tileWidth, undefined);
  const whole = tileWidth !== undefined;
  const size = whole
    ? tileSize(layout, tileWidth)
    : { width, height: Math.min(height, tags.first(TAGS.rowsPerStrip, height)) };
  if (size.width === 0 || size.height === 0) throw corrupt("tiff", "its strips have no rows");
  const across = Math.ceil(width / size.width);
  const down = Math.ceil(height / size.height);
  const count = across * down * planes;
  if (count > MAX_PIECES) {
    throw unsupported(
      "tiff",
      `more than ${MAX_PIECES} pieces are not read: current value is ${count}`,
    );
  }
  // Tiles may stand in the fields of strips.
  const offsets = (whole ? tags.list(TAGS.tileOffsets, count) : undefined) ??
    tags.list(TAGS.stripOffsets, count) ?? [];
  if (offsets.length < count) {
    throw corrupt("tiff", `it has ${offsets.length} pieces in place of ${count}`);
  }
  const lengths = (whole ? tags.list(TAGS.tileBytes, count) : undefined) ??
    tags.list(TAGS.stripBytes, count) ?? lengthsToNext(offsets, fileBytes);
  if (lengths.length < count) throw corrupt("tiff", "the lengths of its pieces are missing");
  const cut = offsets.findIndex((offset, i) => offset + lengths[i] > fileBytes);
  if (cut >= 0) throw truncated("tiff", `piece ${cut + 1} of ${count} is not in the file`);
  return { ...size, across, down, whole, offsets, lengths };
}

function tileSize({ tags, width, height }: TiffLayout, tileWidth: number): Size {
  const size = { width: tileWidth, height: tags.first(TAGS.tileHeight, 0) };
  if (size.width > roomFor(width) || size.height > roomFor(height)) {
    throw corrupt("tiff", `its tiles of ${size.width}x${size.height} are larger than the picture`);
  }
  return size;
}

function roomFor(side: number): number {
  return Math.ceil(side / TILE_ROOM) * TILE_ROOM;
}

/** Where lengths are left out, a piece ends with the file or where another begins. */
function lengthsToNext(offsets: readonly number[], fileBytes: number): number[] {
  const places = [...new Set([...offsets, fileBytes])].sort((a, b) => a - b);
  const nextOf = new Map(places.map((place, i) => [place, places[i + 1] ?? place]));
  return offsets.map((offset) => (nextOf.get(offset) ?? offset) - offset);
}
