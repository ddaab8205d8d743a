/** WebP by libwebp, compiled to WebAssembly; needs no permission. @module */
import type { RgbaImage } from "../image/rgba_image.ts";
import type { Codec } from "./codec.ts";
import { checkDecodedSize, checkSampleCount, damaged, gaveUp } from "./damaged.ts";
import { type EmscriptenFactory, startEmscripten } from "./emscripten.ts";
import { FreshInstance } from "./fresh_instance.ts";
import type { ImageInfo } from "./image_info.ts";
import { sniff } from "./sniff.ts";
import { type WebpConfig, webpConfig } from "./webp_options.ts";
import { onCanvas, webpStill } from "./webp_still.ts";

interface DecoderLibrary {
  /** `null` when the library gives up. */
  decode(bytes: Uint8Array): RgbaImage | null;
}

interface EncoderLibrary {
  /** `null` when the library gives up. */
  encode(
    pixels: Uint8ClampedArray,
    width: number,
    height: number,
    config: WebpConfig,
  ): Uint8Array | null;
}

/** Opens the codec; each direction is loaded with its first picture. */
export function openWebp(): Codec {
  const decoder = new FreshInstance(openDecoder);
  const encoder = new FreshInstance(openEncoder);
  return {
    format: "webp",
    async decode(bytes) {
      const info = sniff(bytes);
      try {
        return await decoder.use((library) => decode(library, info, bytes));
      } catch (error) {
        throw damaged("WebP", error);
      }
    },
    async encode({ data, width, height }, options) {
      try {
        return await encoder.use((library) => {
          const file = library.encode(data, width, height, webpConfig(options));
          if (file === null) throw new Error("The encoder gave no file");
          return file;
        });
      } catch (error) {
        throw gaveUp("WebP", error);
      }
    },
  };
}

async function openDecoder(): Promise<DecoderLibrary> {
  const [{ default: factory }, { default: compiled }] = await Promise.all([
    import("@jsquash/webp/decoder"),
    import("./webp_decoder_wasm.js"),
  ]);
  return await startEmscripten(factory as EmscriptenFactory, compiled);
}

async function openEncoder(): Promise<EncoderLibrary> {
  const [{ default: factory }, { default: compiled }] = await Promise.all([
    import("@jsquash/webp/encoder"),
    import("./webp_encoder_wasm.js"),
  ]);
  return await startEmscripten(factory as EmscriptenFactory, compiled);
}

function decode(library: DecoderLibrary, info: ImageInfo, bytes: Uint8Array): RgbaImage {
  const { file, place } = webpStill(bytes);
  const decoded = library.decode(file);
  if (decoded === null) throw new Error("The decoder gave no picture");
  const { width, height, data } = decoded;
  checkSampleCount("WebP", width * height * 4, data.length);
  // The library's picture belongs to a class of the web; a plain one crosses threads.
  const image = { width, height, data };
  if (place !== undefined) return onCanvas(image, place, info);
  checkDecodedSize("WebP", info, image);
  return image;
}
