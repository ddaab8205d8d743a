/** AVIF by libavif and libaom, compiled to WebAssembly; needs no permission. @module */
import type { RgbaImage } from "../image/rgba_image.ts";
import { type AvifConfig, avifConfig } from "./avif_options.ts";
import type { Codec } from "./codec.ts";
import { checkDecodedSize, checkSampleCount, damaged, gaveUp } from "./damaged.ts";
import { type EmscriptenFactory, startEmscripten } from "./emscripten.ts";
import { FreshInstance } from "./fresh_instance.ts";
import type { ImageInfo } from "./image_info.ts";
import { sniff } from "./sniff.ts";

interface DecoderLibrary {
  /** `null` when the library gives up. */
  decode(bytes: Uint8Array, bitDepth: 8): RgbaImage | null;
}

interface EncoderLibrary {
  /** `null` when the library gives up. */
  encode(
    pixels: Uint8Array,
    width: number,
    height: number,
    config: AvifConfig,
  ): Uint8Array | null;
}

/** Opens the codec; each direction is loaded with its first picture. */
export function openAvif(): Codec {
  const decoder = new FreshInstance(openDecoder);
  const encoder = new FreshInstance(openEncoder);
  return {
    format: "avif",
    async decode(bytes) {
      const info = sniff(bytes);
      try {
        return await decoder.use((library) => decode(library, info, bytes));
      } catch (error) {
        throw damaged("AVIF", error);
      }
    },
    async encode({ data, width, height }, options) {
      try {
        return await encoder.use((library) => {
          const pixels = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
          const file = library.encode(pixels, width, height, avifConfig(options));
          if (file === null) throw new Error("The encoder gave no file");
          return file;
        });
      } catch (error) {
        throw gaveUp("AVIF", error);
      }
    },
  };
}

async function openDecoder(): Promise<DecoderLibrary> {
  const [{ default: factory }, { default: compiled }] = await Promise.all([
    import("@jsquash/avif/decoder"),
    import("./avif_decoder_wasm.js"),
  ]);
  return await startEmscripten(factory as EmscriptenFactory, compiled);
}

async function openEncoder(): Promise<EncoderLibrary> {
  const [{ default: factory }, { default: compiled }] = await Promise.all([
    import("@jsquash/avif/encoder"),
    import("./avif_encoder_wasm.js"),
  ]);
  return await startEmscripten(factory as EmscriptenFactory, compiled);
}

function decode(library: DecoderLibrary, info: ImageInfo, bytes: Uint8Array): RgbaImage {
  const decoded = library.decode(bytes, 8);
  if (decoded === null) throw new Error("The decoder gave no picture");
  const { width, height, data } = decoded;
  checkDecodedSize("AVIF", info, decoded);
  checkSampleCount("AVIF", width * height * 4, data.length);
  // The library's picture belongs to a class of the web; a plain one crosses threads.
  return { width, height, data };
}
