/** Bytes to pixels and back, behind one interface. @module */
import type { RgbaImage } from "../image/rgba_image.ts";

/** Formats that pixelpool reads and writes. */
export type Format = "jpeg" | "png";

/** What to encode. */
export interface EncodeOptions {
  /** JPEG quality 1 to 100 on libjpeg's scale; PNG ignores it. */
  readonly quality: number;
  /** Colour under transparent pixels where the format has no alpha; red, green, blue. */
  readonly background: readonly [number, number, number];
}

/**
 * One implementation of a format. Decoding gives the stored orientation, 8 bits, straight alpha, without
 * colour management.
 */
export interface Codec {
  /** What it reads and writes. */
  readonly format: Format;
  /**
   * Pixels of the first picture in the file.
   *
   * @throws {DecodeError} `corrupt_image`, `truncated_image` or `unsupported_format`
   */
  decode(bytes: Uint8Array): Promise<RgbaImage>;
  /**
   * A file without metadata; for JPEG laid over the background, 4:2:0, baseline.
   *
   * @throws {InternalError} when the encoder gives up
   */
  encode(image: RgbaImage, options: EncodeOptions): Promise<Uint8Array>;
}

/** What a provider needs from the worker that runs it. */
export type ProviderSandbox = "none" | "native";

/** A set of codecs from one library. Loaded only when a task asks for it. */
export interface Provider {
  /** What `--codec` takes. */
  readonly name: string;
  /** The library, in a few words. */
  readonly summary: string;
  /** What it reads and writes. */
  readonly formats: readonly Format[];
  /** `none`: runs without any permission. `native`: needs read, env and ffi. */
  readonly sandbox: ProviderSandbox;
  /** Imports the library and opens one codec. */
  load(format: Format): Promise<Codec>;
}
