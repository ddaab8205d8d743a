/** The segments of a JPEG (ITU-T T.81, annex B), without decoding. @module */
import { DecodeError } from "../errors.ts";

/** One marker segment; entropy-coded data belongs to none. */
export interface JpegSegment {
  /** Second byte of the marker: 0xda for a scan. */
  readonly marker: number;
  /** Where the segment begins in the file, with its marker. */
  readonly start: number;
  /** Where it ends. */
  readonly end: number;
  /** What follows the length; a view into the file. */
  readonly payload: Uint8Array;
}

/** Start of scan. */
export const SOS = 0xda;

const TEM = 0x01;
const FIRST_RESTART = 0xd0;
const SOI = 0xd8;
const EOI = 0xd9;
const APP1 = 0xe1;
const APP14 = 0xee;
const APP15 = 0xef;
const COM = 0xfe;

/** Ten times what 64 MiB of the longest segments need; more would only cost time and memory. */
const MAX_SEGMENTS = 10_000;

/**
 * Yields every segment up to the end marker.
 *
 * @throws {DecodeError} `truncated_image` when the file ends before it, `corrupt_image` for an impossible
 * length or more than 10,000 segments
 */
export function* jpegSegments(bytes: Uint8Array): Generator<JpegSegment> {
  let at = 2;
  let count = 0;
  while (true) {
    at = nextMarker(bytes, at);
    const marker = bytes[at - 1];
    if (marker === EOI) return;
    if (standsAlone(marker)) continue;
    if (++count > MAX_SEGMENTS) throw corrupt(`it has more than ${MAX_SEGMENTS} segments`);
    const end = segmentEnd(bytes, at);
    yield { marker, start: at - 2, end, payload: bytes.subarray(at + 2, end) };
    at = end;
  }
}

/**
 * The same picture without anything a decoder could stumble over: profiles, thumbnails, comments. The file
 * itself when there is nothing to leave out. JFIF (APP0) and Adobe (APP14) stay: they say how colours are stored.
 */
export function essentialJpeg(bytes: Uint8Array): Uint8Array {
  const dropped = [...jpegSegments(bytes)].filter(({ marker }) =>
    marker === COM || (marker >= APP1 && marker <= APP15 && marker !== APP14)
  );
  if (dropped.length === 0) return bytes;
  const size = dropped.reduce((rest, { start, end }) => rest - (end - start), bytes.length);
  const result = new Uint8Array(size);
  let from = 0;
  let to = 0;
  for (const { start, end } of [...dropped, { start: bytes.length, end: bytes.length }]) {
    result.set(bytes.subarray(from, start), to);
    to += start - from;
    from = end;
  }
  return result;
}

/** Position after the next marker; entropy-coded data, stuffed bytes and fill bytes are passed over. */
function nextMarker(bytes: Uint8Array, from: number): number {
  let at = from;
  while (true) {
    at = bytes.indexOf(0xff, at);
    if (at < 0 || at + 1 >= bytes.length) throw truncated();
    const next = bytes[at + 1];
    if (next !== 0 && next !== 0xff) return at + 2;
    at += next === 0 ? 2 : 1;
  }
}

function standsAlone(marker: number): boolean {
  // Restart markers, TEM, and a second SOI as some cameras write it.
  return (marker >= FIRST_RESTART && marker <= SOI) || marker === TEM;
}

function segmentEnd(bytes: Uint8Array, at: number): number {
  if (at + 2 > bytes.length) throw truncated();
  const length = (bytes[at] << 8) | bytes[at + 1];
  if (length < 2) throw corrupt(`a segment has length ${length}`);
  if (at + length > bytes.length) throw truncated();
  return at + length;
}

function corrupt(reason: string): DecodeError {
  return new DecodeError("corrupt_image", `Cannot read JPEG as ${reason}`);
}

function truncated(): DecodeError {
  return new DecodeError("truncated_image", "Cannot read JPEG as its end is missing");
}
