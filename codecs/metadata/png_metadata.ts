/** Metadata in the chunks of a PNG (W3C PNG, third edition, sections 11.3.2 and 11.3.3): iCCP, eXIf, and XMP in iTXt. @module */
import { crc32, deflateSync, inflateSync } from "node:zlib";
import { type PngChunk, pngChunks } from "../png_chunks.ts";
import { joinParts, latin1Bytes, startsWith, viewOf } from "./byte_parts.ts";
import {
  checkLength,
  type Metadata,
  METADATA_BYTES,
  type MetadataKind,
  type MetadataParts,
  unusable,
} from "./metadata.ts";

/** Keyword of the packet, then "not compressed", a method, no language and no translated keyword. */
const XMP_KEYWORD = latin1Bytes("XML:com.adobe.xmp\0");
const XMP_HEAD = joinParts([XMP_KEYWORD, new Uint8Array(4)]);

/** Name of a profile, and its compression method. */
const ICC_HEAD = latin1Bytes("ICC profile\0\0");

/** Longest name of a profile. */
const MAX_NAME = 79;

/** Other ways to say what colours mean; a profile takes their place. */
const COLOUR_CHUNKS = ["iCCP", "sRGB", "gAMA", "cHRM", "cICP"];

/** What a PNG holds; of each the first. Nothing is inflated until it is asked for. */
export function pngMetadata(file: Uint8Array): MetadataParts {
  const parts: MetadataParts = {};
  for (const chunk of pngChunks(file)) {
    const { type, data } = chunk;
    if (type === "iCCP") parts.icc ??= () => inflatedProfile(file, chunk);
    else if (type === "eXIf") {
      parts.exif ??= () => sound(file, chunk, "exif").slice();
    } else if (type === "iTXt" && startsWith(data, XMP_KEYWORD)) {
      parts.xmp ??= () => xmpText(file, chunk);
    }
  }
  return parts;
}

/**
 * The file with metadata in place of its own. The profile is stored without compression: packed bytes differ
 * between builds of zlib, and the same command gives the same bytes anywhere.
 */
export function withPngMetadata(file: Uint8Array, { icc, exif, xmp }: Metadata): Uint8Array {
  const kept = [...pngChunks(file)].filter((chunk) => !isReplaced(chunk, icc !== undefined));
  const [header, ...rest] = kept;
  const bytesOf = ({ start, end }: PngChunk) => file.subarray(start, end);
  return joinParts([
    file.subarray(0, header.end),
    ...(icc === undefined ? [] : [chunkBytes("iCCP", [ICC_HEAD, deflateSync(icc, { level: 0 })])]),
    ...(exif === undefined ? [] : [chunkBytes("eXIf", [exif])]),
    ...(xmp === undefined ? [] : [chunkBytes("iTXt", [XMP_HEAD, xmp])]),
    ...rest.map(bytesOf),
  ]);
}

function isReplaced({ type, data }: PngChunk, byProfile: boolean): boolean {
  if (type === "iCCP" || type === "eXIf") return true;
  if (type === "iTXt") return startsWith(data, XMP_KEYWORD);
  return byProfile && COLOUR_CHUNKS.includes(type);
}

function inflatedProfile(file: Uint8Array, chunk: PngChunk): Uint8Array {
  const data = sound(file, chunk, "icc");
  const end = data.subarray(0, MAX_NAME + 1).indexOf(0);
  if (end < 1 || data[end + 1] !== 0) return unusable("it is damaged");
  return inflated(data.subarray(end + 2), "icc");
}

function xmpText(file: Uint8Array, chunk: PngChunk): Uint8Array {
  const data = sound(file, chunk, "xmp");
  const compressed = data[XMP_KEYWORD.length];
  const language = data.indexOf(0, XMP_KEYWORD.length + 2);
  const translated = language < 0 ? -1 : data.indexOf(0, language + 1);
  if (translated < 0 || compressed > 1) return unusable("it is damaged");
  const text = data.subarray(translated + 1);
  return compressed === 1 ? inflated(text, "xmp") : text.slice();
}

/** What a chunk holds, once its checksum has proved right. */
function sound(file: Uint8Array, { start, end, data }: PngChunk, kind: MetadataKind): Uint8Array {
  // What packs badly is a little longer packed, and has names before it.
  checkLength(kind, data.length - 1024);
  const stored = viewOf(file).getUint32(end - 4);
  if (stored !== crc32(file.subarray(start + 4, end - 4))) unusable("it is damaged");
  return data;
}

function inflated(packed: Uint8Array, kind: MetadataKind): Uint8Array {
  try {
    return new Uint8Array(inflateSync(packed, { maxOutputLength: METADATA_BYTES[kind] }));
  } catch (error) {
    if ((error as { code?: unknown }).code === "ERR_BUFFER_TOO_LARGE") {
      checkLength(kind, METADATA_BYTES[kind] + 1);
    }
    return unusable("it is damaged");
  }
}

function chunkBytes(type: string, data: readonly Uint8Array[]): Uint8Array {
  const named = joinParts([latin1Bytes(type), ...data]);
  const ends = new Uint8Array(8);
  viewOf(ends).setUint32(0, named.length - 4);
  viewOf(ends).setUint32(4, crc32(named));
  return joinParts([ends.subarray(0, 4), named, ends.subarray(4)]);
}
