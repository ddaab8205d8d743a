/** One still picture of a WebP, without anything a decoder could stumble over. @module */
import type { RgbaImage, Size } from "../image/rgba_image.ts";
import { createImage } from "../image/rgba_image.ts";
import { uint24 } from "./metadata/byte_parts.ts";
import { type RiffChunk, riffChunks, riffFile } from "./metadata/riff_chunks.ts";

/** A still picture, and its place on the canvas when it is a frame of an animation. */
export interface WebpStill {
  /** A file that holds pixels and alpha only. */
  readonly file: Uint8Array;
  /** Where the frame lies; `undefined` when it is the whole picture. */
  readonly place: { readonly left: number; readonly top: number } | undefined;
}

/** Bytes of a frame (ANMF) before its chunks: place, size, duration, flags. */
const FRAME_HEADER = 16;

/** What `riffChunks` passes over at the beginning of a file. */
const FILE_HEADER = 12;

/** Flag of VP8X that says there is alpha. */
const HAS_ALPHA = 0x10;

/** The only picture of a still file, or the first frame of an animation. */
export function webpStill(bytes: Uint8Array): WebpStill {
  const chunks = [...riffChunks(bytes)];
  const frame = chunks.find(({ type }) => type === "ANMF")?.data;
  const pixels = chunks.find(({ type }) => type === "VP8 " || type === "VP8L");
  if (frame === undefined || frame.length < FRAME_HEADER || pixels !== undefined) {
    // The header stays: it must agree with the size of the pixels, which the library checks.
    const header = chunks.find(({ type }) => type === "VP8X");
    return { file: fileOf(header?.data, chunks), place: undefined };
  }
  // Places are counted in steps of two pixels, sizes from one.
  const place = { left: 2 * uint24(frame, 0), top: 2 * uint24(frame, 3) };
  const header = new Uint8Array(10);
  header.set(frame.subarray(6, 12), 4);
  const inner = [...riffChunks(frame.subarray(FRAME_HEADER - FILE_HEADER))];
  return { file: fileOf(header, inner), place };
}

/** A frame on its canvas, which is transparent (RFC 9649, section 2.7.1.1: the background colour is a hint). */
export function onCanvas(
  frame: RgbaImage,
  { left, top }: { readonly left: number; readonly top: number },
  canvas: Size,
): RgbaImage {
  const result = createImage(canvas.width, canvas.height);
  const columns = Math.min(frame.width, canvas.width - left);
  const rows = Math.min(frame.height, canvas.height - top);
  for (let y = 0; y < rows && columns > 0; y++) {
    const from = y * frame.width * 4;
    const to = ((top + y) * canvas.width + left) * 4;
    result.data.set(frame.data.subarray(from, from + columns * 4), to);
  }
  return result;
}

function fileOf(extended: Uint8Array | undefined, chunks: readonly RiffChunk[]): Uint8Array {
  const alpha = chunks.find(({ type }) => type === "ALPH");
  const pixels = chunks.find(({ type }) => type === "VP8 " || type === "VP8L");
  const parts = [alpha, pixels].filter((chunk) => chunk !== undefined);
  if (extended === undefined) return riffFile("WEBP", parts);
  const header = extended.slice(0, 10);
  // All other flags announce what is left out.
  header[0] = alpha !== undefined || pixels?.type === "VP8L" ? HAS_ALPHA : 0;
  return riffFile("WEBP", [{ type: "VP8X", data: header }, ...parts]);
}
