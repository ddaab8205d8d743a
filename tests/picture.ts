/** Encoded pictures for tests of whole files. @module */
import type { Format } from "../codecs/codec.ts";
import { codecFor } from "../codecs/registry.ts";
import type { RgbaImage } from "../image/rgba_image.ts";

/** What to draw. */
export interface PictureOptions {
  /** @default 48 */
  readonly width?: number;
  /** @default 32 */
  readonly height?: number;
  /** @default "jpeg" */
  readonly format?: Format;
  /** Pictures of different seeds differ. @default 1 */
  readonly seed?: number;
}

/** A picture file: soft waves, different for each seed. */
export async function picture(options: PictureOptions = {}): Promise<Uint8Array> {
  const { width = 48, height = 32, format = "jpeg", seed = 1 } = options;
  const codec = await codecFor(format);
  return await codec.encode(waves(width, height, seed), { quality: 90, background: [0, 0, 0] });
}

/** Writes a picture file. */
export async function writePicture(path: string, options: PictureOptions = {}): Promise<void> {
  await Deno.writeFile(path, await picture(options));
}

function waves(width: number, height: number, seed: number): RgbaImage {
  const data = new Uint8ClampedArray(width * height * 4);
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      data[at++] = 128 + 100 * Math.sin(x / (3 + seed % 7));
      data[at++] = 128 + 100 * Math.sin(y / (5 + seed % 3) + seed);
      data[at++] = ((x ^ y) * (1 + seed % 5)) & 255;
      data[at++] = 255;
    }
  }
  return { width, height, data };
}
