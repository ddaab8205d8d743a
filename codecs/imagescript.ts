/**
 * JPEG and PNG by imagescript. Its package loads native code when it is imported, so that it needs read, env
 * and ffi permission and is no sandbox; it is imported only when somebody asks for it.
 *
 * @module
 */
import { Image } from "imagescript";
import type { RgbaImage } from "../image/rgba_image.ts";
import type { Codec, EncodeOptions, Format } from "./codec.ts";
import { checkDecodedSize, damaged } from "./damaged.ts";
import { expandInto, flattenInto } from "./flatten.ts";
import { FORMAT_NAMES } from "./known_format.ts";
import { essentialPng } from "./png_chunks.ts";
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
    // An animated PNG would give one of its frames in place of the default picture.
    const decoded = await Image.decode(format === "png" ? essentialPng(bytes) : bytes);
    const { width, height } = decoded;
    checkDecodedSize(name, expected, decoded);
    return { width, height, data: new Uint8ClampedArray(decoded.bitmap.buffer) };
  } catch (error) {
    throw damaged(name, error);
  }
}

function encode(format: Format, image: RgbaImage, options: EncodeOptions): Promise<Uint8Array> {
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
  // Its type lists the whole numbers from 1 to 100.
  return copy.encodeJPEG(options.quality as Parameters<Image["encodeJPEG"]>[0]);
}
