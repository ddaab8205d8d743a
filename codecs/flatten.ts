/** Pixels with and without alpha. @module */
import { pixelWords, type RgbaImage } from "../image/rgba_image.ts";

/** Red, green, blue; 0 to 255 each. */
export type Rgb = readonly [number, number, number];

/**
 * Writes three bytes a pixel: the picture laid over a background, each value
 * `round((value * alpha + background * (255 - alpha)) / 255)`.
 */
export function flattenInto(
  image: RgbaImage,
  background: Rgb,
  out: Uint8Array | Uint8ClampedArray,
): void {
  const words = pixelWords(image);
  const [red, green, blue] = background;
  let at = 0;
  for (let i = 0; i < words.length; i++) {
    const word = words[i];
    const alpha = word >>> 24;
    if (alpha === 255) {
      out[at] = word & 255;
      out[at + 1] = (word >> 8) & 255;
      out[at + 2] = (word >> 16) & 255;
    } else {
      out[at] = over(word & 255, red, alpha);
      out[at + 1] = over((word >> 8) & 255, green, alpha);
      out[at + 2] = over((word >> 16) & 255, blue, alpha);
    }
    at += 3;
  }
}

function over(value: number, background: number, alpha: number): number {
  return ((value * alpha + background * (255 - alpha)) * 2 + 255) / 510 | 0;
}

/** Fills an opaque picture from three bytes a pixel, or from one where it is grey. */
export function expandInto(samples: Uint8Array | Uint8ClampedArray, image: RgbaImage): void {
  const words = pixelWords(image);
  if (samples.length === words.length) {
    for (let i = 0; i < words.length; i++) words[i] = Math.imul(samples[i], 0x010101) | 0xff000000;
    return;
  }
  let at = 0;
  for (let i = 0; i < words.length; i++) {
    words[i] = samples[at] | (samples[at + 1] << 8) | (samples[at + 2] << 16) | 0xff000000;
    at += 3;
  }
}
