/**
 * Reads a picture's header: format, size, orientation, frames and scans, before anything is decoded. Takes
 * linear time and allocates nothing by what the file says.
 *
 * @module
 */
import { DecodeError } from "../errors.ts";
import type { ImageInfo } from "./image_info.ts";
import { FORMAT_NAMES, sniffFormat } from "./known_format.ts";
import { sniffJpeg } from "./sniff_jpeg.ts";
import { sniffPng } from "./sniff_png.ts";

/**
 * What the header of a JPEG or PNG says.
 *
 * @throws {DecodeError} `unsupported_format` with the format's name, `truncated_image` when the end is
 * missing, `corrupt_image` when the structure is broken
 */
export function sniff(bytes: Uint8Array): ImageInfo {
  const format = sniffFormat(bytes);
  switch (format) {
    case "jpeg":
      return sniffJpeg(bytes);
    case "png":
      return sniffPng(bytes);
    case undefined:
      throw new DecodeError(
        "unsupported_format",
        bytes.byteLength === 0
          ? "Cannot read image as the file is empty"
          : "Cannot read image as its content is no known format: supported formats are JPEG and PNG",
      );
    default:
      throw new DecodeError(
        "unsupported_format",
        `Cannot read image as it is ${FORMAT_NAMES[format]}: supported formats are JPEG and PNG`,
      );
  }
}
