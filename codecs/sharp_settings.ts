/** The settings of sharp's encoders. @module */
import type { EncodeOptions, Format } from "./codec.ts";
import { qualityOf } from "./encode_options.ts";

/** What sharp's `toFormat` takes as its second argument. */
export type SharpSettings = Readonly<Record<string, unknown>>;

/** Settings of one picture; the same quality, chroma and effort as those of the default codecs, where sharp has them. */
export function sharpSettings(format: Format, options: EncodeOptions): SharpSettings {
  const { lossless = false, progressive = false, effort } = options;
  const quality = qualityOf(format, options);
  switch (format) {
    case "jpeg":
      // Other tables would need a second pass: the default codec does without it too.
      return { quality, progressive, chromaSubsampling: "4:2:0", optimiseCoding: progressive };
    case "png":
      return { progressive, compressionLevel: effort ?? 6 };
    case "webp":
      return { quality, lossless, exact: lossless, effort: Math.round((effort ?? 6) * 2 / 3) };
    case "avif":
      return {
        quality,
        lossless,
        effort: effort ?? 2,
        chromaSubsampling: lossless ? "4:4:4" : "4:2:0",
      };
    case "gif":
      // From 1 to 10.
      return { effort: (effort ?? 6) + 1 };
    case "tiff":
      return { compression: "deflate", predictor: "horizontal" };
    default:
      return {};
  }
}
