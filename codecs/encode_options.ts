/** Options of encoding: their defaults, and which formats take notice of them. @module */
import { DEFAULTS } from "../config.ts";
import type { EncodeOptions, Format } from "./codec.ts";

/** Formats whose files `quality` or `effort` changes with the default codecs; the others take no notice. */
export const HINTS = {
  quality: ["jpeg", "webp", "avif"],
  effort: ["webp", "avif"],
} as const satisfies Record<string, readonly Format[]>;

/** Formats that have no alpha, so that results are laid over the background. */
export const OPAQUE_FORMATS: readonly Format[] = ["jpeg", "bmp"];

const QUALITY: Partial<Record<Format, number>> = {
  jpeg: DEFAULTS.quality,
  webp: DEFAULTS.webpQuality,
  avif: DEFAULTS.avifQuality,
};

/** The quality that is asked for, or the default one of the format. */
export function qualityOf(format: Format, { quality }: EncodeOptions): number {
  return quality ?? QUALITY[format] ?? DEFAULTS.quality;
}
