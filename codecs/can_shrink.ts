/** Which pictures can be decoded smaller than they are. @module */
import type { ImageInfo } from "./image_info.ts";
import { providerFor } from "./registry.ts";

/** Grey, 4:4:4, 4:2:2, 4:2:0 and 4:4:0, as they are commonly written. */
const SAMPLINGS = /^(1x1|(1x1|2x1|2x2|1x2),1x1,1x1)$/;

/**
 * Whether the decoder of a picture can shrink it by 2, 4 and 8.
 *
 * @param codec name of a provider; `undefined` takes the default one
 * @throws {InputError} `bad_option` when there is no such provider, or it does not read the format
 */
export function canShrink({ format, sampling }: ImageInfo, codec?: string): boolean {
  const { shrinks = [] } = providerFor(format, "read", codec);
  return shrinks.includes(format) && (sampling === undefined || SAMPLINGS.test(sampling));
}
