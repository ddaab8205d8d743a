/** Reads the header of a BMP. @module */
import { readBmpHeader } from "./bmp/bmp_header.ts";
import type { ImageInfo } from "./image_info.ts";

/**
 * What the header of a BMP says. Pixels that its runs leave out are transparent.
 *
 * @throws {DecodeError} as `sniff`
 */
export function sniffBmp(bytes: Uint8Array): ImageInfo {
  const { width, height, packing, masks } = readBmpHeader(bytes);
  const hasAlpha = packing === "runs" || masks[3] !== 0;
  return { format: "bmp", width, height, orientation: 1, frames: 1, scans: 1, hasAlpha };
}
