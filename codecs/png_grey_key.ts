/** The transparent grey of a PNG with fewer than 8 bits a sample (W3C PNG, third edition, section 11.3.1.1). @module */
import { pixelWords, type RgbaImage } from "../image/rgba_image.ts";
import { pngChunks } from "./png_chunks.ts";

/**
 * The grey value, 0 to 255, that is transparent in a grey PNG of 1, 2 or 4 bits; `undefined` for every other
 * PNG. Reads up to the first pixels, where the key must have stood.
 *
 * @throws {DecodeError} as `pngChunks`
 */
export function lowDepthKey(bytes: Uint8Array): number | undefined {
  let highest = 0;
  for (const { type, data } of pngChunks(bytes)) {
    if (type === "IHDR") {
      const [depth, colourType] = data.subarray(8);
      if (colourType !== 0 || depth >= 8) return undefined;
      highest = (1 << depth) - 1;
    }
    if (type === "IDAT") return undefined;
    // Two bytes, of which only the low bits count; 255 is a multiple of every such highest value.
    if (type === "tRNS") {
      return data.length === 2 ? (data[1] & highest) * (255 / highest) : undefined;
    }
  }
  return undefined;
}

/** Makes every pixel of one grey transparent black. */
export function clearGrey(image: RgbaImage, grey: number): void {
  const words = pixelWords(image);
  const key = Math.imul(grey, 0x010101) | 0xff000000;
  for (let i = 0; i < words.length; i++) if (words[i] === key) words[i] = 0;
}
