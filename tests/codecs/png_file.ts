/** Builds PNG files from their parts, for tests that need what an encoder would not write. @module */
import { crc32, deflateSync } from "node:zlib";

/** Type and data. */
export type Chunk = readonly [string, Uint8Array];

/** What stands in IHDR, and what the picture holds. */
export interface PngParts {
  readonly width: number;
  readonly height: number;
  readonly depth: number;
  readonly colourType: number;
  readonly interlace?: number;
  /** Filter byte and samples of each row, before compression. */
  readonly rows: readonly (readonly number[])[];
  /** Chunks between IHDR and IDAT. */
  readonly before?: readonly Chunk[];
  /** Chunks between IDAT and IEND. */
  readonly after?: readonly Chunk[];
}

/** A whole file. */
export function pngFile(parts: PngParts): Uint8Array {
  return chunkFile([
    ["IHDR", headerOf(parts)],
    ...parts.before ?? [],
    ["IDAT", new Uint8Array(deflateSync(new Uint8Array(parts.rows.flat())))],
    ...parts.after ?? [],
    ["IEND", new Uint8Array()],
  ]);
}

/** A file of these chunks, each with its right checksum. */
export function chunkFile(chunks: readonly Chunk[]): Uint8Array {
  return concat([
    new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    ...chunks.map(chunkBytes),
  ]);
}

/** The 13 bytes of IHDR. */
export function headerOf(
  { width, height, depth, colourType, interlace = 0 }: Omit<PngParts, "rows">,
): Uint8Array {
  const header = new Uint8Array(13);
  const view = new DataView(header.buffer);
  view.setUint32(0, width);
  view.setUint32(4, height);
  header.set([depth, colourType, 0, 0, interlace], 8);
  return header;
}

/** The bytes of all parts in a row. */
export function concat(parts: readonly Uint8Array[]): Uint8Array {
  const result = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    result.set(part, at);
    at += part.length;
  }
  return result;
}

/** Four bytes, highest first. */
export function uint32(value: number): Uint8Array {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, value);
  return bytes;
}

function chunkBytes([type, data]: Chunk): Uint8Array {
  const named = concat([new TextEncoder().encode(type), data]);
  return concat([uint32(data.length), named, uint32(crc32(named))]);
}
