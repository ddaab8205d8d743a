/** Reads the metadata of a picture in any format. @module */
import type { Size } from "../../image/rgba_image.ts";
import type { Format } from "../codec.ts";
import { avifMetadata } from "./avif_metadata.ts";
import { uprightExif } from "./exif_block.ts";
import { usableProfile } from "./icc_profile.ts";
import { jpegMetadata } from "./jpeg_metadata.ts";
import {
  type FoundMetadata,
  kindsOf,
  leftOut,
  type Metadata,
  type MetadataKind,
  type MetadataParts,
  type MetadataRequest,
  NO_METADATA,
  UnusableMetadata,
} from "./metadata.ts";
import { pngMetadata } from "./png_metadata.ts";
import { tiffMetadata } from "./tiff_metadata.ts";
import { webpMetadata } from "./webp_metadata.ts";
import { uprightXmp } from "./xmp_packet.ts";

/**
 * What a result may carry of its source's metadata: checked, bounded, upright, of the result's size, and in
 * memory of its own. Never fails a picture: what cannot be used is left out, and a note says so. Takes linear
 * time and inflates at most 4 MiB, and only what is asked for.
 *
 * @param file a picture that was read
 */
export function readMetadata(
  file: Uint8Array,
  format: Format,
  { choice, output }: MetadataRequest,
): FoundMetadata {
  if (choice === "strip") return NO_METADATA;
  const parts = partsOf(file, format);
  const metadata: { -readonly [K in keyof Metadata]: Metadata[K] } = {};
  const notes: string[] = [];
  for (const kind of kindsOf(choice)) {
    const part = parts[kind];
    if (part === undefined) continue;
    try {
      metadata[kind] = usable(kind, part(), output);
    } catch (error) {
      if (!(error instanceof UnusableMetadata)) throw error;
      notes.push(leftOut(kind, error.message));
    }
  }
  return { metadata, notes };
}

function partsOf(file: Uint8Array, format: Format): MetadataParts {
  switch (format) {
    case "jpeg":
      return jpegMetadata(file);
    case "png":
      return pngMetadata(file);
    case "webp":
      return webpMetadata(file);
    case "avif":
      return avifMetadata(file);
    case "tiff":
      return tiffMetadata(file);
    // A GIF has none worth carrying; the profile of a BMP is a thing that nobody writes.
    case "gif":
    case "bmp":
      return {};
    default:
      return format satisfies never;
  }
}

function usable(kind: MetadataKind, part: Uint8Array, output: Size): Uint8Array {
  switch (kind) {
    case "icc":
      return usableProfile(part);
    case "exif":
      return uprightExif(part, output);
    case "xmp":
      return uprightXmp(part, output);
    default:
      return kind satisfies never;
  }
}
