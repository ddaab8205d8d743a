/** Gets a fresh worker over what only its first picture would have to wait for. @module */
import type { Format } from "../codecs/codec.ts";
import { codecFor } from "../codecs/registry.ts";
import { recycleImage, takeImage } from "../image/image_buffers.ts";

/** Large enough to run every part of a codec often, small enough to cost a few ms. */
const SIDE = 256;

/** Loads the default codecs of these formats, and has each encode and decode a picture. */
export async function warmUp(formats: readonly Format[]): Promise<void> {
  for (const format of formats) {
    const codec = await codecFor(format);
    const image = takeImage(SIDE, SIDE);
    // Neither flat nor noise, so that no shortcut of an encoder is taken.
    image.data.forEach((_, i) => image.data[i] = i % 4 === 3 ? 255 : (i >> 6) ^ i);
    const bytes = await codec.encode(image, { quality: 85, background: [255, 255, 255] });
    recycleImage(await codec.decode(bytes));
    recycleImage(image);
  }
}
