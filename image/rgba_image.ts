/** Pixels as every part of pixelpool sees them. @module */

/** Width and height in pixels. */
export interface Size {
  /** Pixels across. */
  readonly width: number;
  /** Pixels down. */
  readonly height: number;
}

/**
 * 8-bit RGBA, row-major without padding, straight (not premultiplied) alpha, sRGB.
 * `data.length` is `width * height * 4`, and `data` starts at a multiple of four bytes.
 */
export interface RgbaImage extends Size {
  /** Red, green, blue and alpha of each pixel, 0 to 255. */
  readonly data: Uint8ClampedArray;
}

/** A transparent black image. */
export function createImage(width: number, height: number): RgbaImage {
  return { width, height, data: new Uint8ClampedArray(width * height * 4) };
}

/**
 * One 32-bit word a pixel over the same memory: red in the low byte, alpha in the high one
 * (little-endian, as on every platform that Deno runs on).
 */
export function pixelWords(image: RgbaImage): Int32Array {
  const { buffer, byteOffset } = image.data;
  return new Int32Array(buffer, byteOffset, image.width * image.height);
}

/** Pixels between two looks: without a branch a pixel takes half the time. */
const OPAQUE_BLOCK = 4096;

/** Whether every alpha is 255, so that alpha weighting can be left out without changing a result. */
export function isOpaque(image: RgbaImage): boolean {
  const words = pixelWords(image);
  for (let from = 0; from < words.length; from += OPAQUE_BLOCK) {
    const to = Math.min(from + OPAQUE_BLOCK, words.length);
    let all = -1;
    for (let i = from; i < to; i++) all &= words[i];
    if (all >>> 24 !== 255) return false;
  }
  return true;
}

/**
 * Checks what the types cannot say.
 *
 * @throws {RangeError} when the size is no positive integer or `data` does not match it
 */
export function assertImage(image: RgbaImage): void {
  const { width, height, data } = image;
  if (!Number.isInteger(width) || !Number.isInteger(height) || width < 1 || height < 1) {
    throw new RangeError(
      `Cannot use image as width and height must be positive integers: current value is ${width}x${height}`,
    );
  }
  if (data.length !== width * height * 4) {
    throw new RangeError(
      `Cannot use image as ${width}x${height} RGBA needs ${width * height * 4} bytes: ` +
        `current value is ${data.length}`,
    );
  }
  if (data.byteOffset % 4 !== 0) {
    throw new RangeError(
      `Cannot use image as its pixels must start at a multiple of 4 bytes: current value is ${data.byteOffset}`,
    );
  }
}
