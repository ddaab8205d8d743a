/** The chunks of a RIFF file, as WebP has them (RFC 9649, section 2.3). @module */
import { joinParts, latin1Bytes, latin1Text, viewOf } from "./byte_parts.ts";

/** One chunk. */
export interface RiffChunk {
  /** Four characters. */
  readonly type: string;
  /** What it holds; a view into the file. */
  readonly data: Uint8Array;
}

/** Bytes before the first chunk: RIFF, a length, and the kind of file. */
const HEAD_BYTES = 12;

/** A WebP has as many as frames and a few more; more would only cost time. */
const MAX_CHUNKS = 100_000;

/** Yields every whole chunk; what is cut off at the end is none. */
export function* riffChunks(file: Uint8Array): Generator<RiffChunk> {
  const view = viewOf(file);
  let at = HEAD_BYTES;
  for (let count = 0; count < MAX_CHUNKS && at + 8 <= file.length; count++) {
    const end = at + 8 + view.getUint32(at + 4, true);
    if (end > file.length) return;
    yield { type: latin1Text(file.subarray(at, at + 4)), data: file.subarray(at + 8, end) };
    // Chunks begin at even places.
    at = end + (end - at) % 2;
  }
}

/** A RIFF file of these chunks. */
export function riffFile(kind: string, chunks: readonly RiffChunk[]): Uint8Array {
  const body = joinParts(chunks.map(chunkBytes));
  const head = joinParts([latin1Bytes("RIFF"), new Uint8Array(4), latin1Bytes(kind)]);
  viewOf(head).setUint32(4, body.length + 4, true);
  return joinParts([head, body]);
}

function chunkBytes({ type, data }: RiffChunk): Uint8Array {
  const result = new Uint8Array(8 + data.length + data.length % 2);
  result.set(latin1Bytes(type));
  viewOf(result).setUint32(4, data.length, true);
  result.set(data, 8);
  return result;
}
