/** What decoding and encoding are predicted to cost, with the default providers. @module */
import type { EncodeOptions, Format } from "./codec.ts";
import type { ImageInfo } from "./image_info.ts";
import type { Shrink } from "../image/shrink.ts";

/** Measured on photos, JPEG and PNG at 4K and the others against JPEG; ns for each pixel of the picture. */
const DECODE_NS = {
  jpeg: 16,
  png: 14,
  webp: 24,
  avif: 90,
  gif: 15,
  bmp: 3,
  tiff: 40,
} as const satisfies Record<Format, number>;

const ENCODE_NS = {
  jpeg: 12,
  png: 10,
  webp: 110,
  avif: 650,
  gif: 100,
  bmp: 5,
  tiff: 30,
} as const satisfies Record<Format, number>;

/** A JPEG of inks, which has a decoder of its own: docs/decisions/0016-gif-bmp-tiff-cmyk.md. */
const CMYK_NS = 230;

/** Share of the time that is left when the picture is decoded smaller. */
const SHRUNK: Record<Shrink, number> = { 1: 1, 2: 0.5, 4: 0.35, 8: 0.25 };

/** For each effort from 0, against that of the default one; beyond 4 the slowest of several pictures. */
const WEBP_EFFORT = [0.3, 0.35, 0.4, 0.7, 0.9, 0.9, 1, 1.2, 1.2, 2.3] as const;
const WEBP_LOSSLESS_EFFORT = [0.6, 1.5, 2.5, 3.3, 4, 4.5, 5, 12, 19, 200] as const;
const AVIF_EFFORT = [0.35, 0.5, 1, 2, 8, 15, 25, 40, 60, 120] as const;

const LOSSLESS_AVIF = 1.8;
const PROGRESSIVE_JPEG = 2.8;

/**
 * The codec's own memory for each pixel that it decodes, kept from one picture to the next:
 * docs/decisions/0010-admission.md and 0017-webp-avif-sharp-smaller.md. The plan knows of the pixels themselves.
 */
const DECODE_BYTES = {
  jpeg: 10,
  png: 10,
  webp: 10,
  avif: 24,
  gif: 10,
  bmp: 10,
  tiff: 10,
} as const satisfies Record<Format, number>;

/** Inks have a decoder of their own: docs/decisions/0016-gif-bmp-tiff-cmyk.md. */
const CMYK_BYTES = 44;

/** A progressive JPEG is held as coefficients, two bytes each. */
const COEFFICIENT_BYTES = 6;

/** The pixels that are encoded, what the encoder makes of them, and room for a file that cannot be packed. */
const ENCODE_BYTES = {
  jpeg: 4,
  png: 8,
  webp: 16,
  avif: 34,
  gif: 8,
  bmp: 8,
  tiff: 8,
} as const satisfies Record<Format, number>;

/** The same without loss. */
const LOSSLESS_BYTES: Partial<Record<Format, number>> = { webp: 42, avif: 56 };

/** Predicted ns for each pixel of the picture, as its header has it. */
export function decodeNs({ format, cmyk = false }: ImageInfo, shrink: Shrink = 1): number {
  return format === "jpeg" && cmyk ? CMYK_NS : DECODE_NS[format] * SHRUNK[shrink];
}

/** Predicted ns for each pixel of the result. */
export function encodeNs(format: Format, options?: EncodeOptions): number {
  return ENCODE_NS[format] * encodeFactor(format, options);
}

/** Bytes for each pixel that is decoded. */
export function decodeBytes({ format, scans, cmyk = false }: ImageInfo): number {
  return (cmyk ? CMYK_BYTES : DECODE_BYTES[format]) + (scans > 1 ? COEFFICIENT_BYTES : 0);
}

/** Bytes for each pixel of the result. */
export function encodeBytes(format: Format, options?: EncodeOptions): number {
  return (options?.lossless ? LOSSLESS_BYTES[format] : undefined) ?? ENCODE_BYTES[format];
}

function encodeFactor(format: Format, options?: EncodeOptions): number {
  const { effort, lossless = false, progressive = false } = options ?? {};
  switch (format) {
    case "jpeg":
      return progressive ? PROGRESSIVE_JPEG : 1;
    case "webp":
      return (lossless ? WEBP_LOSSLESS_EFFORT : WEBP_EFFORT)[effort ?? 6];
    case "avif":
      return AVIF_EFFORT[effort ?? 2] * (lossless ? LOSSLESS_AVIF : 1);
    default:
      return 1;
  }
}
