/** Reads the first directory of a TIFF and counts the others. @module */
import type { ImageInfo } from "./image_info.ts";
import { readTiffPage } from "./tiff/tiff_page.ts";

/**
 * What the header of a TIFF says of its first page.
 *
 * @throws {DecodeError} as `sniff`; `unsupported_format` for kinds of pages that are not read
 */
export function sniffTiff(bytes: Uint8Array): ImageInfo {
  const { width, height, orientation, alpha, pages } = readTiffPage(bytes);
  const hasAlpha = alpha !== undefined;
  return { format: "tiff", width, height, orientation, frames: pages, scans: 1, hasAlpha };
}
