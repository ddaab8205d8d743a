/** Puts metadata into an encoded picture of any format, whoever encoded it. @module */
import { FORMAT_NAMES } from "../known_format.ts";
import type { Format } from "../codec.ts";
import { withAvifProfile } from "./avif_with_profile.ts";
import { withJpegMetadata } from "./jpeg_metadata.ts";
import {
  type FoundMetadata,
  leftOut,
  type Metadata,
  type MetadataKind,
  UnusableMetadata,
} from "./metadata.ts";
import { withPngMetadata } from "./png_metadata.ts";
import { withWebpMetadata } from "./webp_metadata.ts";

/** A file, and what it says of what it lacks. */
export interface WrittenMetadata {
  /** The encoded picture. */
  readonly bytes: Uint8Array;
  /** Why something was left out, a sentence each. */
  readonly notes: readonly string[];
}

interface Writer {
  readonly kinds: readonly MetadataKind[];
  readonly write: (file: Uint8Array, metadata: Metadata) => Uint8Array;
}

const ALL: readonly MetadataKind[] = ["icc", "exif", "xmp"];

/** Formats that no provider writes are not among them. */
const WRITERS: { readonly [F in Format]?: Writer } = {
  jpeg: { kinds: ALL, write: withJpegMetadata },
  png: { kinds: ALL, write: withPngMetadata },
  webp: { kinds: ALL, write: withWebpMetadata },
  avif: { kinds: ["icc"], write: withAvifProfile },
};

/**
 * The file with what was found in its source; the file itself when that is nothing. What the format cannot hold
 * is left out, and a note says so.
 *
 * @param file as an encoder gave it
 */
export function writeMetadata(
  file: Uint8Array,
  format: Format,
  { metadata, notes: before }: FoundMetadata,
): WrittenMetadata {
  const writer = WRITERS[format];
  const found = ALL.filter((kind) => metadata[kind] !== undefined);
  const fits = found.filter((kind) => writer?.kinds.includes(kind));
  const notes = [...before];
  for (const kind of found.filter((kind) => !fits.includes(kind))) {
    notes.push(leftOut(kind, `it is not written into ${FORMAT_NAMES[format]}`));
  }
  if (writer === undefined || fits.length === 0) return { bytes: file, notes };
  try {
    const carried = Object.fromEntries(fits.map((kind) => [kind, metadata[kind]])) as Metadata;
    return { bytes: writer.write(file, carried), notes };
  } catch (error) {
    if (!(error instanceof UnusableMetadata)) throw error;
    return { bytes: file, notes: [...notes, ...fits.map((kind) => leftOut(kind, error.message))] };
  }
}
