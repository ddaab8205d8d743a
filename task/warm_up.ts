/** Gets a fresh worker over what only its first picture would have to wait for. @module */
import type { Format } from "../codecs/codec.ts";
import { canUse, codecFor, decoderFor } from "../codecs/registry.ts";
import { DEFAULTS } from "../config.ts";
import { recycleImage, takeImage } from "../image/image_buffers.ts";
import { kernelSet } from "../kernels/active.ts";
import { warmUpKernels } from "../kernels/simd/warm_up.ts";

/** Large enough to run every part of a codec often, small enough to cost a few ms. */
const SIDE = 256;

/**
 * Loads the default codecs of these formats, and has each that can do both encode and decode a picture. If there are any, the kernels
 * are brought up to speed, too.
 */
export async function warmUp(formats: readonly Format[]): Promise<void> {
  for (const format of formats) {
    if (!canUse(format, "write")) {
      await decoderFor(format);
      continue;
    }
    const codec = await codecFor(format);
    const image = takeImage(SIDE, SIDE);
    // Neither flat nor noise, so that no shortcut of an encoder is taken.
    image.data.forEach((_, i) => image.data[i] = i % 4 === 3 ? 255 : (i >> 6) ^ i);
    const bytes = await codec.encode(image, { background: DEFAULTS.background });
    recycleImage(await codec.decode(bytes));
    recycleImage(image);
  }
  if (formats.length > 0 && kernelSet() === "simd") warmUpKernels();
}
