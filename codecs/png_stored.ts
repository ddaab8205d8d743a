/** The pixels of a PNG packed again without compression, for a decoder that cannot inflate everything. @module */
import { crc32, deflateSync, inflateSync } from "node:zlib";
import { joinParts } from "./metadata/byte_parts.ts";
import { pngChunks } from "./png_chunks.ts";

/** Samples a pixel by colour type. */
const CHANNELS = [1, 0, 3, 1, 2, 0, 4];

/**
 * The same picture with one IDAT chunk of stored blocks.
 *
 * @throws what zlib throws when the pixels are damaged, or more than the header announces
 */
export function storedPng(bytes: Uint8Array): Uint8Array {
  const chunks = [...pngChunks(bytes)];
  const pixels = chunks.filter(({ type }) => type === "IDAT");
  const packed = joinParts(pixels.map(({ data }) => data));
  const raw = inflateSync(packed, { maxOutputLength: mostRawBytes(chunks[0].data) });
  const idat = chunkBytes("IDAT", deflateSync(raw, { level: 0 }));
  const kept = chunks.filter((chunk) => chunk.type !== "IDAT" || chunk === pixels[0]);
  return joinParts([
    bytes.subarray(0, chunks[0].start),
    ...kept.map((chunk) => chunk === pixels[0] ? idat : bytes.subarray(chunk.start, chunk.end)),
  ]);
}

/** At least what the rows take, with a filter byte each; interlacing has up to twice as many, shorter ones. */
function mostRawBytes(header: Uint8Array): number {
  const view = new DataView(header.buffer, header.byteOffset, header.byteLength);
  const [width, height] = [view.getUint32(0), view.getUint32(4)];
  const bitsPerPixel = header[8] * CHANNELS[header[9]];
  return 2 * (height + 8) * (Math.ceil(width * bitsPerPixel / 8) + 2);
}

function chunkBytes(type: string, data: Uint8Array): Uint8Array {
  const named = joinParts([new TextEncoder().encode(type), data]);
  return joinParts([uint32(data.length), named, uint32(crc32(named))]);
}

function uint32(value: number): Uint8Array {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, value);
  return bytes;
}
