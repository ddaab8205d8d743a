/** Metadata in the chunks of a WebP (RFC 9649, section 2.7): ICCP, EXIF and "XMP ", announced in VP8X. @module */
import { latin1Bytes, startsWith, viewOf } from "./byte_parts.ts";
import { checkLength, type Metadata, type MetadataKind, type MetadataParts } from "./metadata.ts";
import { type RiffChunk, riffChunks, riffFile } from "./riff_chunks.ts";

const KINDS = new Map<string, MetadataKind>([["ICCP", "icc"], ["EXIF", "exif"], ["XMP ", "xmp"]]);

/** Flags of VP8X. */
const HAS_ICC = 0x20;
const HAS_ALPHA = 0x10;
const HAS_EXIF = 0x08;
const HAS_XMP = 0x04;

/** Some writers put the name before it that only JPEG needs. */
const EXIF_NAME = latin1Bytes("Exif\0\0");

/** What a WebP holds; of each the first. */
export function webpMetadata(file: Uint8Array): MetadataParts {
  const parts: MetadataParts = {};
  for (const { type, data } of riffChunks(file)) {
    const kind = KINDS.get(type);
    if (kind !== undefined) parts[kind] ??= () => copied(kind, data);
  }
  return parts;
}

/** The file of one still picture with metadata in place of its own. */
export function withWebpMetadata(file: Uint8Array, { icc, exif, xmp }: Metadata): Uint8Array {
  const chunks = [...riffChunks(file)];
  const picture = chunks.filter(({ type }) => type !== "VP8X" && !KINDS.has(type));
  const header = chunks.find(({ type }) => type === "VP8X")?.data.slice() ??
    extendedHeader(picture[0]);
  header[0] &= ~(HAS_ICC | HAS_EXIF | HAS_XMP);
  header[0] |= (icc ? HAS_ICC : 0) | (exif ? HAS_EXIF : 0) | (xmp ? HAS_XMP : 0);
  return riffFile("WEBP", [
    { type: "VP8X", data: header },
    ...(icc === undefined ? [] : [{ type: "ICCP", data: icc }]),
    ...picture,
    ...(exif === undefined ? [] : [{ type: "EXIF", data: exif }]),
    ...(xmp === undefined ? [] : [{ type: "XMP ", data: xmp }]),
  ]);
}

function copied(kind: MetadataKind, data: Uint8Array): Uint8Array {
  const named = kind === "exif" && startsWith(data, EXIF_NAME);
  const from = named ? EXIF_NAME.length : 0;
  checkLength(kind, data.length - from);
  return data.slice(from);
}

/** The header of a file that has none yet: flags, three unused bytes, and each side less one. */
function extendedHeader({ type, data }: RiffChunk): Uint8Array {
  const { width, height, alpha } = type === "VP8L" ? losslessHead(data) : lossyHead(data);
  return Uint8Array.of(alpha ? HAS_ALPHA : 0, 0, 0, 0, ...uint24(width - 1), ...uint24(height - 1));
}

/** Three bytes, lowest first. */
function uint24(value: number): number[] {
  return [value & 255, (value >> 8) & 255, value >> 16];
}

interface Head {
  readonly width: number;
  readonly height: number;
  readonly alpha: boolean;
}

/** RFC 9649, section 3.4: a signature byte, then 14, 14 and 1 bit. */
function losslessHead(data: Uint8Array): Head {
  const bits = viewOf(data).getUint32(1, true);
  return {
    width: (bits & 0x3fff) + 1,
    height: ((bits >>> 14) & 0x3fff) + 1,
    alpha: (bits >>> 28 & 1) === 1,
  };
}

/** RFC 6386, section 9.1: a frame tag and a start code of three bytes each, then 14 bits a side. */
function lossyHead(data: Uint8Array): Head {
  const view = viewOf(data);
  return {
    width: view.getUint16(6, true) & 0x3fff,
    height: view.getUint16(8, true) & 0x3fff,
    alpha: false,
  };
}
