/** The chunks of a PNG file (W3C PNG, third edition, section 5). @module */
import { DecodeError } from "../errors.ts";

/** One chunk. */
export interface PngChunk {
  /** Four letters. */
  readonly type: string;
  /** Where it begins in the file, with its length and type. */
  readonly start: number;
  /** Where it ends, with its checksum. */
  readonly end: number;
  /** What it holds; a view into the file. */
  readonly data: Uint8Array;
}

/** Bytes before the first chunk. */
const SIGNATURE_BYTES = 8;

/** What a decoder needs for the default picture; the rest is metadata or animation. */
export const ESSENTIAL_CHUNKS: readonly string[] = ["IHDR", "PLTE", "tRNS", "IDAT", "IEND"];

/** Enough for 64 MiB in the smallest pieces that encoders write; more would only cost time and memory. */
const MAX_CHUNKS = 200_000;

/**
 * Yields every chunk up to and including IEND.
 *
 * @throws {DecodeError} `truncated_image` when the file ends before IEND, `corrupt_image` for a file of
 * more than 200,000 chunks
 */
export function* pngChunks(bytes: Uint8Array): Generator<PngChunk> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let start = SIGNATURE_BYTES;
  for (let count = 0; count < MAX_CHUNKS; count++) {
    if (start + 12 > bytes.length) throw truncated();
    const length = view.getUint32(start);
    const end = start + 12 + length;
    if (end > bytes.length) throw truncated();
    const type = String.fromCharCode(...bytes.subarray(start + 4, start + 8));
    yield { type, start, end, data: bytes.subarray(start + 8, end - 4) };
    if (type === "IEND") return;
    start = end;
  }
  throw new DecodeError(
    "corrupt_image",
    `Cannot read PNG as it has more than ${MAX_CHUNKS} chunks`,
  );
}

/**
 * The same picture without anything a decoder could stumble over: animation frames, text and colour
 * profiles, and chunks of the type `also`. The file itself when there is nothing to leave out.
 */
export function essentialPng(bytes: Uint8Array, also?: string): Uint8Array {
  const chunks = [...pngChunks(bytes)];
  const kept = chunks.filter(({ type }) => ESSENTIAL_CHUNKS.includes(type) && type !== also);
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
