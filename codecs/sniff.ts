/**
 * Reads a picture's header: format, size, orientation, frames and scans, before anything is decoded. Takes
 * linear time and allocates nothing by what the file says.
 *
 * @module
 */
import { DecodeError } from "../errors.ts";
import type { Size } from "../image/rgba_image.ts";
import type { Format } from "./codec.ts";
import { FORMAT_NAMES, sniffFormat } from "./known_format.ts";
import { sniffJpeg } from "./sniff_jpeg.ts";
import { sniffPng } from "./sniff_png.ts";

/** What the header says. */
export interface ImageInfo extends Size {
  readonly format: Format;
  /** EXIF orientation, 1 to 8; width and height are as stored. */
  readonly orientation: number;
  /** Pictures in the file; only the default one is read. */
  readonly frames: number;
  /** Passes over the picture (progressive JPEG); 1 for PNG. */
  readonly scans: number;
  /** Whether any pixel may be transparent. */
  readonly hasAlpha: boolean;
  /** Sampling factors of a JPEG's components, for instance `2x2,1x1,1x1`. */
  readonly sampling?: string;
}

/**
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
