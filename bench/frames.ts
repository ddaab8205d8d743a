/** Pictures to measure with. @module */
import type { RgbaImage } from "../image/rgba_image.ts";

/** A smooth picture with fine grain: neither flat nor pure noise, the same for the same size. */
export function grainyFrame(width: number, height: number): RgbaImage {
  const data = new Uint8ClampedArray(width * height * 4);
  let state = 1;
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++, at += 4) {
      state ^= state << 13;
      state ^= state >>> 17;
      state ^= state << 5;
      const grain = state & 15;
      data[at] = ((x * 255) / width) + grain;
      data[at + 1] = ((y * 255) / height) + grain;
      data[at + 2] = 128 + 64 * Math.sin((x + y) / 40) + grain;
      data[at + 3] = 255;
    }
  }
  return { width, height, data };
}
