/**
 * Pixel memory that is used again. The first touch of fresh memory costs far more than any copy (a page
 * fault every 4 KiB: 3 to 90 ms for a 4K frame, by machine), so frames that nobody needs any more are kept.
 *
 * @module
 */
import type { RgbaImage } from "./rgba_image.ts";

/** Frames that are kept: a plan holds at most a source and two targets. */
const KEPT = 3;

/** Buffers this many times larger than asked for are left for a picture that needs them. */
const WASTE = 4;

const kept: ArrayBuffer[] = [];

/** An image whose pixels are whatever was there before: for those who write every one of them. */
export function takeImage(width: number, height: number): RgbaImage {
  const bytes = width * height * 4;
  const index = kept.findIndex((buffer) =>
    buffer.byteLength >= bytes && buffer.byteLength <= bytes * WASTE
  );
  const buffer = index < 0 ? new ArrayBuffer(bytes) : kept.splice(index, 1)[0];
  return { width, height, data: new Uint8ClampedArray(buffer, 0, bytes) };
}

/**
 * Hands the memory of an image back; nobody may look at it afterwards. Memory that is shared, detached or
 * seen only in part by the image is left alone.
 */
export function recycleImage(image: RgbaImage): void {
  const { buffer, byteOffset } = image.data;
  if (!(buffer instanceof ArrayBuffer) || buffer.detached || byteOffset !== 0) return;
  kept.unshift(buffer);
  if (kept.length > KEPT) kept.length = KEPT;
}
