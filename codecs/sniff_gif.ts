/** Reads the header of a GIF and walks over its blocks. @module */
import { readGif } from "./gif/gif_file.ts";
import type { ImageInfo } from "./image_info.ts";

/**
 * What the header of a GIF says; the size is that of the screen, or of the first frame where that reaches
 * beyond it.
 *
 * @throws {DecodeError} as `sniff`
 */
export function sniffGif(bytes: Uint8Array): ImageInfo {
  const { width, height, frames, frame } = readGif(bytes);
  const covered = frame.width === width && frame.height === height;
  const hasAlpha = !covered || frame.transparent !== undefined;
  return { format: "gif", width, height, orientation: 1, frames, scans: 1, hasAlpha };
}
