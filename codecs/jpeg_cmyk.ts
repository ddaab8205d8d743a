/**
 * JPEGs in CMYK and YCCK, by jpeg-js: libjpeg-turbo's simple interface does not turn inks into light. No profile is
 * applied: `red = (255 - cyan) * (255 - black) / 255`, and so on, after undoing Adobe's inversion.
 *
 * @module
 */
// @ts-types="./jpeg_js_types.d.ts"
import decode from "jpeg-js/decoder";
import { LimitError } from "../errors.ts";
import type { RgbaImage } from "../image/rgba_image.ts";
import { checkDecodedSize, checkSampleCount, damaged } from "./damaged.ts";
import type { ImageInfo } from "./image_info.ts";
import { essentialJpeg } from "./jpeg_segments.ts";

/** The library holds 40 bytes a pixel, 60 of a progressive file: with so many it stays near a gigabyte. */
const MAX_CMYK_PIXELS = 20_000_000;

/**
 * The picture in RGB.
 *
 * @throws {DecodeError} `corrupt_image`
 * @throws {LimitError} `too_many_pixels` above 20 million pixels
 */
export function decodeCmykJpeg(bytes: Uint8Array, info: ImageInfo): RgbaImage {
  const { width, height } = info;
  if (width * height > MAX_CMYK_PIXELS) {
    throw new LimitError(
      "too_many_pixels",
      `Cannot accept CMYK JPEG as ${width}x${height} exceeds the limit of ${MAX_CMYK_PIXELS} pixels`,
    );
  }
  try {
    const decoded = decode(essentialJpeg(bytes), {
      useTArray: true,
      tolerantDecoding: false,
      maxResolutionInMP: MAX_CMYK_PIXELS / 1e6,
      // It counts the memory of all components, at their size in whole blocks.
      maxMemoryUsageInMB: 1024,
    });
    checkDecodedSize("JPEG", info, decoded);
    checkSampleCount("JPEG", width * height * 4, decoded.data.length);
    return { width, height, data: new Uint8ClampedArray(decoded.data.buffer) };
  } catch (error) {
    throw damaged("JPEG", error);
  }
}
