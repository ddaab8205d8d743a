/** The chunks of a PNG file (W3C PNG, third edition, section 5). @module */
import { DecodeError } from "../errors.ts";

/** One chunk; `data` is a view into the file. */
export interface PngChunk {
  readonly type: string;
  /** Where length, type, data and checksum begin and end in the file. */
  readonly start: number;
  readonly end: number;
  readonly data: Uint8Array;
}

/** Bytes before the first chunk. */
const SIGNATURE_BYTES = 8;

/** What a decoder needs for the default picture; the rest is metadata or animation. */
const ESSENTIAL = new Set(["IHDR", "PLTE", "tRNS", "IDAT", "IEND"]);

/**
 * Yields every chunk up to and including IEND.
 *
 * @throws {DecodeError} `truncated_image` when the file ends before IEND
 */
export function* pngChunks(bytes: Uint8Array): Generator<PngChunk> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let start = SIGNATURE_BYTES;
  while (true) {
    if (start + 12 > bytes.length) throw truncated();
    const length = view.getUint32(start);
    const end = start + 12 + length;
    if (end > bytes.length) throw truncated();
    const type = String.fromCharCode(...bytes.subarray(start + 4, start + 8));
    yield { type, start, end, data: bytes.subarray(start + 8, end - 4) };
    if (type === "IEND") return;
    start = end;
  }
}

/**
 * The same picture without anything a decoder could stumble over: animation frames, text and colour
 * profiles. The file itself when there is nothing to leave out.
 */
export function essentialPng(bytes: Uint8Array): Uint8Array {
  const chunks = [...pngChunks(bytes)];
  const kept = chunks.filter((chunk) => ESSENTIAL.has(chunk.type));
  if (kept.length === chunks.length) return bytes;
  const size = kept.reduce((sum, chunk) => sum + chunk.end - chunk.start, SIGNATURE_BYTES);
  const result = new Uint8Array(size);
  result.set(bytes.subarray(0, SIGNATURE_BYTES));
  let at = SIGNATURE_BYTES;
  for (const { start, end } of kept) {
    result.set(bytes.subarray(start, end), at);
    at += end - start;
  }
  return result;
}

function truncated(): DecodeError {
  return new DecodeError("truncated_image", "Cannot read PNG as its end is missing");
}
