/** Bytes to pixels and back, behind one interface. @module */
import type { RgbaImage } from "../image/rgba_image.ts";
import type { Shrink } from "../image/shrink.ts";

/** Formats that pixelpool knows by name; `READ_FORMATS` and `WRITE_FORMATS` say what it does with them. */
export type Format = "jpeg" | "png" | "webp" | "avif" | "gif" | "bmp" | "tiff";

/** Every format, those of photos first. */
export const FORMATS: readonly Format[] = ["jpeg", "png", "webp", "avif", "gif", "bmp", "tiff"];

/** Whether a picture is read or written. */
export type Direction = "read" | "write";

/** What an option demands of an encoder; one that cannot do it is refused rather than asked in vain. */
export type EncodeDemand = "lossless" | "progressive";

/** How to decode. */
export interface DecodeOptions {
  /** Each side is divided by it and rounded up; only where the provider says `shrinks`. @default 1 */
  readonly shrink?: Shrink | undefined;
}

/** What to encode. An option that a format does not know is refused by `checkEncode` before any work. */
export interface EncodeOptions {
  /**
   * From 1 to 100, on the scale of the format's own library. PNG and whatever is lossless ignore it.
   * @default 85 for JPEG, 80 for WebP, 60 for AVIF
   */
  readonly quality?: number | undefined;
  /** Colour under transparent pixels where the format has no alpha; red, green, blue. */
  readonly background: readonly [number, number, number];
  /** Whether every pixel is kept as it is; WebP and AVIF. PNG always does. @default false */
  readonly lossless?: boolean | undefined;
  /** Time spent to make the file smaller, from 0 to 9; WebP and AVIF. @default 6 for WebP, 2 for AVIF */
  readonly effort?: number | undefined;
  /** Whether a coarse picture comes first in the file; JPEG. @default false */
  readonly progressive?: boolean | undefined;
}

/** One implementation of reading a format. */
export interface Decoder {
  /** What it reads. */
  readonly format: Format;
  /**
   * Pixels of the first picture in the file: the stored orientation, 8 bits, straight alpha, without colour
   * management.
   *
   * @throws {DecodeError} `corrupt_image`, `truncated_image` or `unsupported_format`
   */
  decode(bytes: Uint8Array, options?: DecodeOptions): Promise<RgbaImage>;
}

/** One implementation of writing a format. */
export interface Encoder {
  /** What it writes. */
  readonly format: Format;
  /**
   * A file without metadata; where the format has no alpha, the picture laid over the background.
   *
   * @throws {InternalError} when the encoder gives up
   */
  encode(image: RgbaImage, options: EncodeOptions): Promise<Uint8Array>;
}

/** One implementation of a format, both ways. */
export interface Codec extends Decoder, Encoder {}

/** What a provider needs from the worker that runs it. */
export type ProviderSandbox = "none" | "native";

/** A set of codecs from one library. Loaded only when a task asks for it. */
export interface Provider {
  /** What `--codec` takes. */
  readonly name: string;
  /** The library, in a few words. */
  readonly summary: string;
  /** What it reads. */
  readonly reads: readonly Format[];
  /** What it writes. */
  readonly writes: readonly Format[];
  /** What it can shrink by 2, 4 and 8 while it decodes. @default [] */
  readonly shrinks?: readonly Format[];
  /** What of `writes` can be written without loss, or progressively. @default {} */
  readonly can?: Readonly<Partial<Record<EncodeDemand, readonly Format[]>>>;
  /** `none`: runs without any permission. `native`: needs read, env and ffi. */
  readonly sandbox: ProviderSandbox;
  /** Imports the library and opens what it has for a format: a decoder, an encoder, or both in one. */
  load(format: Format): Promise<Decoder | Encoder | Codec>;
}
