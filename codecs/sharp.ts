/**
 * Every format that sharp has. Its package loads libvips, which is native code: it needs read, env and ffi
 * permission and is no sandbox; it is imported only when somebody asks for it.
 *
 * @module
 */
import { InputError } from "../errors.ts";
import type { RgbaImage } from "../image/rgba_image.ts";
import type { Codec, EncodeOptions, Format } from "./codec.ts";
import { checkDecodedSize, checkSampleCount, damaged, gaveUp } from "./damaged.ts";
import { OPAQUE_FORMATS } from "./encode_options.ts";
import { flattenInto } from "./flatten.ts";
import { FORMAT_NAMES } from "./known_format.ts";
import { sharpSettings } from "./sharp_settings.ts";
import { sniff } from "./sniff.ts";
import { unsupported } from "./unreadable.ts";

/** The members that are used; the package's own declarations would make everyone install it. */
interface Sharp {
  metadata(): Promise<{ readonly space?: string }>;
  toColourspace(space: "srgb"): Sharp;
  ensureAlpha(): Sharp;
  raw(options: { readonly depth: "uchar" }): Sharp;
  toFormat(format: string, options: Readonly<Record<string, unknown>>): Sharp;
  toBuffer(): Promise<Uint8Array>;
  toBuffer(options: { readonly resolveWithObject: true }): Promise<SharpResult>;
}

interface SharpResult {
  readonly data: Uint8Array;
  readonly info: { readonly width: number; readonly height: number };
}

interface SharpFactory {
  (bytes: Uint8Array, options: Readonly<Record<string, unknown>>): Sharp;
  cache(enabled: false): unknown;
  concurrency(threads: number): unknown;
}

/** Found by the import map at run time: a literal would make everyone who imports pixelpool install it. */
const PACKAGE = "sharp";

/**
 * Opens the codec of one format.
 *
 * @throws {InputError} `bad_option` when the package is not there
 * @throws whatever its native code throws when it cannot be loaded
 */
export async function openSharp(format: Format): Promise<Codec> {
  const sharp = await importSharp();
  // Workers are the parallelism here, and what is kept for the next picture would never be asked for again.
  sharp.concurrency(1);
  sharp.cache(false);
  return {
    format,
    decode: (bytes) => decode(sharp, format, bytes),
    encode: (image, options) => encode(sharp, format, image, options),
  };
}

async function importSharp(): Promise<SharpFactory> {
  try {
    return (await import(PACKAGE)).default;
  } catch (cause) {
    if (!isMissing(cause)) throw cause;
    throw new InputError(
      "bad_option",
      `Cannot use codec '${PACKAGE}' as its package is not there: add it with deno add npm:${PACKAGE}`,
      { cause },
    );
  }
}

/** No entry of the import map, or none in the cache where nothing may be fetched. */
function isMissing(error: unknown): boolean {
  return error instanceof TypeError &&
    /not a dependency|not prefixed|not in import map|Could not find|not found/i.test(error.message);
}

async function decode(sharp: SharpFactory, format: Format, bytes: Uint8Array): Promise<RgbaImage> {
  const name = FORMAT_NAMES[format];
  try {
    const expected = sniff(bytes);
    if (format === "avif" && expected.orientation !== 1) {
      // It turns such pictures as it decodes them, and nothing tells it not to.
      throw unsupported(format, "sharp cannot leave its orientation alone: use the default codec");
    }
    const picture = sharp(bytes, {
      ...await inputOptions(sharp, format, bytes),
      sequentialRead: true,
    });
    const { data, info } = await picture.toColourspace("srgb").ensureAlpha().raw({ depth: "uchar" })
      .toBuffer({ resolveWithObject: true });
    const { width, height } = info;
    checkDecodedSize(name, expected, info);
    checkSampleCount(name, width * height * 4, data.length);
    return { width, height, data: pixelsOf(data) };
  } catch (error) {
    throw damaged(name, error);
  }
}

/**
 * Limits have been checked before. Profiles are left alone as in every codec here, but for those of CMYK, which
 * say how its colours become red, green and blue.
 */
async function inputOptions(
  sharp: SharpFactory,
  format: Format,
  bytes: Uint8Array,
): Promise<Record<string, unknown>> {
  const options = { limitInputPixels: false };
  if (format !== "jpeg" && format !== "tiff") return { ...options, ignoreIcc: true };
  const { space } = await sharp(bytes, options).metadata();
  return { ...options, ignoreIcc: space !== "cmyk" };
}

/** The pixels in memory of their own, which can move to another thread. */
function pixelsOf({ buffer, byteOffset, byteLength }: Uint8Array): Uint8ClampedArray {
  const view = new Uint8ClampedArray(buffer, byteOffset, byteLength);
  return byteLength === buffer.byteLength ? view : view.slice();
}

async function encode(
  sharp: SharpFactory,
  format: Format,
  image: RgbaImage,
  options: EncodeOptions,
): Promise<Uint8Array> {
  const { width, height } = image;
  const isOpaque = OPAQUE_FORMATS.includes(format);
  try {
    const data = new Uint8Array(width * height * (isOpaque ? 3 : 4));
    if (isOpaque) flattenInto(image, options.background, data);
    else data.set(image.data);
    const raw = { width, height, channels: isOpaque ? 3 : 4 };
    const picture = sharp(data, { raw, limitInputPixels: false });
    const settings = sharpSettings(format, options);
    return new Uint8Array(await picture.toFormat(format, settings).toBuffer());
  } catch (error) {
    throw gaveUp(FORMAT_NAMES[format], error);
  }
}
