/**
 * Reads a picture's header: format, size, orientation, frames and scans, before anything is decoded. Takes
 * linear time and allocates nothing by what the file says.
 *
 * @module
 */
import { DecodeError } from "../errors.ts";
import { FORMATS } from "./codec.ts";
import type { ImageInfo } from "./image_info.ts";
import { FORMAT_NAMES, sniffFormat } from "./known_format.ts";
import { sniffAvif } from "./sniff_avif.ts";
import { sniffBmp } from "./sniff_bmp.ts";
import { sniffGif } from "./sniff_gif.ts";
import { sniffJpeg } from "./sniff_jpeg.ts";
import { sniffPng } from "./sniff_png.ts";
import { sniffTiff } from "./sniff_tiff.ts";
import { sniffWebp } from "./sniff_webp.ts";

/**
 * What the header of a picture says.
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
    case "webp":
      return sniffWebp(bytes);
    case "avif":
      return sniffAvif(bytes);
    case "gif":
      return sniffGif(bytes);
    case "bmp":
      return sniffBmp(bytes);
    case "tiff":
      return sniffTiff(bytes);
    case undefined:
      throw unread(
        bytes.byteLength === 0
          ? "the file is empty"
          : "its content is no known format" + supported(),
      );
    default:
      throw unread(`it is ${FORMAT_NAMES[format]}${supported()}`);
  }
}

function unread(reason: string): DecodeError {
  return new DecodeError("unsupported_format", `Cannot read image as ${reason}`);
}

function supported(): string {
  const names = FORMATS.map((format) => FORMAT_NAMES[format]);
  return `: supported formats are ${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}
