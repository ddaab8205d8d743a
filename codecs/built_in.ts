/** Readers of our own, for formats whose libraries do not keep to limits. @module */
import type { Decoder, Format } from "./codec.ts";

/** Opens the reader of one format; only that one is loaded. */
export async function openBuiltIn(format: Format): Promise<Decoder> {
  switch (format) {
    case "gif":
      return (await import("./gif/gif.ts")).openGif();
    case "bmp":
      return (await import("./bmp/bmp.ts")).openBmp();
    case "tiff":
      return (await import("./tiff/tiff.ts")).openTiffDecoder();
    default:
      throw new RangeError(
        `Cannot open reader as it is for other formats: current value is ${format}`,
      );
  }
}
