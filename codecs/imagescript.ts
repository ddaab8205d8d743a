/**
 * JPEG and PNG by imagescript. Its package loads native code when it is imported, so that it needs read, env
 * and ffi permission and is no sandbox; it is imported only when somebody asks for it.
 *
 * @module
 */
// @ts-types="./imagescript_types.d.ts"
import { Image } from "imagescript";
import type { RgbaImage } from "../image/rgba_image.ts";
import type { Codec, EncodeOptions, Format } from "./codec.ts";
import { checkDecodedSize, checkSampleCount, damaged, gaveUp } from "./damaged.ts";
import { qualityOf } from "./encode_options.ts";
import { expandInto, flattenInto } from "./flatten.ts";
import { FORMAT_NAMES } from "./known_format.ts";
import { checkPngChecksums } from "./png_checksums.ts";
import { essentialPng } from "./png_chunks.ts";
import { storedPng } from "./png_stored.ts";
import { sniff } from "./sniff.ts";

/** Opens the codec of one format. */
export function openImagescript(format: Format): Codec {
  return {
    format,
    decode: (bytes) => decode(format, bytes),
    encode: (image, options) => encode(format, image, options),
  };
}

async function decode(format: Format, bytes: Uint8Array): Promise<RgbaImage> {
  const name = FORMAT_NAMES[format];
  try {
    const expected = sniff(bytes);
    const decoded = format === "png" ? await decodePng(bytes) : await Image.decode(bytes);
    const { width, height } = decoded;
    checkDecodedSize(name, expected, decoded);
    checkSampleCount(name, width * height * 4, decoded.bitmap.buffer.byteLength);
    return { width, height, data: new Uint8ClampedArray(decoded.bitmap.buffer) };
  } catch (error) {
    throw damaged(name, error);
  }
}

async function decodePng(bytes: Uint8Array): Promise<Image> {
  checkPngChecksums(bytes);
  // An animated PNG would give one of its frames in place of the default picture.
  const essential = essentialPng(bytes);
  try {
    return await Image.decode(essential);
  } catch {
    // It fails on sound data too: on a compressed block without any repetition, as its own encoder writes them.
    return await Image.decode(storedPng(essential));
  }
}

async function encode(
  format: Format,
  image: RgbaImage,
  options: EncodeOptions,
): Promise<Uint8Array> {
  try {
    return await encodeCopy(format, image, options);
  } catch (error) {
    throw gaveUp(FORMAT_NAMES[format], error);
  }
}

function encodeCopy(format: Format, image: RgbaImage, options: EncodeOptions): Promise<Uint8Array> {
  const { width, height } = image;
  const copy = new Image(width, height);
  if (format === "png") {
    copy.bitmap.set(image.data);
    return copy.encode();
  }
  // Its JPEG encoder would write the colours of invisible pixels.
  const flat = new Uint8Array(width * height * 3);
  flattenInto(image, options.background, flat);
  expandInto(flat, { width, height, data: copy.bitmap });
  return copy.encodeJPEG(qualityOf("jpeg", options));
}
